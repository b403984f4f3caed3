import { type Filter, pickFrom, useCatalogue, useOperationWords, useSession } from '@lumbung/ui'
import { listUsers } from '../../contract/index.ts'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { useResourceWords } from './use-resource-words.ts'

const people = pickFrom<typeof listUsers>({
  operation: listUsers,
  searchBy: 'search',
  valueOf: ({ id }) => id,
  labelOf: ({ name }) => name,
})

/** By person (for who may see people), operation, kind and id of the record, and days of the organisation. */
export function useTrailFilters(): readonly Filter[] {
  const t = useAdminTexts()
  const { can } = useSession()
  const wordsOf = useOperationWords()
  const { types, wordOf } = useResourceWords()
  const apps = useCatalogue().data ?? []
  const operations = apps
    .flatMap((app) => app.operations)
    .filter(({ kind, unrecorded }) => kind === 'command' && !unrecorded)
    .map(({ id }) => id)
  const facts = apps.flatMap((app) => app.facts).map(({ id }) => id)
  const choices = (ids: readonly string[], words: (id: string) => string) =>
    ids.map((id) => ({ value: id, label: words(id) }))
  const byPerson: Filter = { kind: 'pick', name: 'personId', label: t('audit.actor'), source: people }
  return [
    { kind: 'search', name: 'q', label: t('audit.search') },
    ...(can(listUsers.permission) ? [byPerson] : []),
    {
      kind: 'choice',
      name: 'operation',
      label: t('audit.operation'),
      choices: choices([...operations, ...facts], wordsOf),
    },
    {
      kind: 'choice',
      name: 'resourceType',
      label: t('audit.resource_type'),
      choices: choices(types, wordOf),
    },
    { kind: 'day-range', from: 'from', to: 'to', label: t('audit.period') },
    { kind: 'search', name: 'resourceId', label: t('audit.resource_id') },
  ]
}
