import { createImport, type ImportRun, ImportState, listImports } from '@lumbung/kernel/contract'
import { GuardedButton, Icon, ListPage, useFormat, useOpen, useTopicLiveOrEvery } from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import { ImportStateBadge } from './ImportStateBadge.tsx'
import { useCommandName, useImportable } from './use-importable.ts'

/** Rows that did not come in, or would not: refused by the check, or when they were applied. */
function wrongRows({ invalid, failed }: ImportRun['counts']): number {
  return invalid + failed
}

export function ImportsList() {
  const t = usePlatformTexts()
  const format = useFormat()
  const open = useOpen()
  const nameOf = useCommandName()
  const { groups } = useImportable()
  useTopicLiveOrEvery('platform.import', 5)
  const begin = (
    <GuardedButton
      operation={createImport}
      leftSection={<Icon name="file-import" size={18} />}
      onClick={() => open('/imports/new')}
    >
      {t('imports.new')}
    </GuardedButton>
  )
  const commands = groups.flatMap(({ operations }) =>
    operations.map(({ id }) => ({ value: id, label: nameOf(id) })),
  )
  return (
    <ListPage
      id="platform.imports"
      title={t('imports.title')}
      summary={t('imports.summary')}
      operation={listImports}
      keyOf={({ id }) => id}
      hrefOf={({ id }) => `/imports/${id}`}
      primary={begin}
      filters={[
        {
          kind: 'choice',
          name: 'state',
          label: t('imports.column_state'),
          choices: ImportState.options.map((state) => ({ value: state, label: t(`imports.state.${state}`) })),
        },
        { kind: 'choice', name: 'operation', label: t('imports.column_command'), choices: commands },
      ]}
      columns={[
        { id: 'file', header: t('imports.column_file'), cell: ({ file }) => file.name, onPhone: 'title' },
        {
          id: 'state',
          header: t('imports.column_state'),
          cell: ({ state }) => <ImportStateBadge state={state} />,
          onPhone: 'aside',
          width: 165,
        },
        {
          id: 'command',
          header: t('imports.column_command'),
          cell: ({ operation }) => nameOf(operation),
          onPhone: 'detail',
        },
        {
          id: 'rows',
          header: t('imports.column_rows'),
          cell: ({ counts }) => format.number(counts.total),
          numeric: true,
          width: 84,
        },
        {
          id: 'applied',
          header: t('imports.column_applied'),
          cell: ({ counts }) => format.number(counts.applied - counts.reversed),
          numeric: true,
          width: 96,
        },
        {
          id: 'failed',
          header: t('imports.column_wrong'),
          cell: ({ counts }) => format.number(wrongRows(counts)),
          numeric: true,
          width: 84,
        },
        { id: 'by', header: t('imports.column_by'), cell: ({ createdBy }) => createdBy.name, optional: true },
        {
          id: 'at',
          header: t('imports.column_at'),
          cell: ({ createdAt }) => format.instant(createdAt),
          onPhone: 'detail',
          width: 196,
        },
      ]}
      empty={{ sentence: t('imports.empty'), action: begin }}
    />
  )
}
