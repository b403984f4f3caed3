import { useCatalogue, useLocalText } from '@lumbung/ui'
import { useAdminTexts } from '../texts/use-admin-texts.ts'

/** What this app and signing in write about, by their names in the trail. */
const OWN_TYPES = [
  'admin.user',
  'admin.role',
  'admin.tenant',
  'admin.access-request',
  'auth.session',
] as const

export interface ResourceWords {
  /** Kinds of record that the trail can hold, for choosing among them. */
  types: readonly string[]
  wordOf(type: string): string
}

/** Kinds of record in words: places as their app calls them; others by app and technical name, which nobody translates. */
export function useResourceWords(): ResourceWords {
  const t = useAdminTexts()
  const local = useLocalText()
  const apps = useCatalogue().data ?? []
  const others = apps
    .filter(({ id }) => id !== 'admin')
    .flatMap(({ operations }) => operations)
    .filter(({ kind, unrecorded }) => kind === 'command' && !unrecorded)
    .map(({ id }) => id.slice(0, id.lastIndexOf('.')))
  return {
    types: [...OWN_TYPES, ...new Set(others)],
    wordOf: (type) => {
      const own = OWN_TYPES.find((one) => one === type)
      if (own) return t(`resource.${own}`)
      const [appId = '', ...rest] = type.split('.')
      const app = apps.find(({ id }) => id === appId)
      const place = app?.scopes.find(({ kind }) => kind === rest.join('.'))
      if (place) return local(place.label)
      return app ? `${local(app.name)} · ${type}` : type
    },
  }
}
