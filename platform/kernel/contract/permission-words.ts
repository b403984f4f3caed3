import type { LocalText } from '@lumbung/contract'
import { permissionMatches } from './permission-pattern.ts'

/** What an app says of its permissions and of what they are about. */
export interface AppWords {
  id: string
  name: LocalText
  permissions: readonly { id: string; label: LocalText }[]
  records: readonly { kind: string; label: LocalText }[]
}

/** More permissions than this are not told one by one. */
const MOST_TOLD = 6

/**
 * What a permission, or a pattern of them, allows in words; people do not read patterns. Undefined where no app knows
 * anything that it grants (any more).
 */
export function wordsOfPermission(pattern: string, apps: readonly AppWords[]): LocalText | undefined {
  if (pattern === '*') return { id: 'Semua izin', en: 'Every permission' }
  const all = apps.flatMap(({ permissions }) => permissions)
  const known = all.find(({ id }) => id === pattern)
  if (known) return known.label
  const about = pattern.endsWith('.*') ? pattern.slice(0, -2) : undefined
  const app = apps.find(({ id }) => id === about)
  if (app) return { id: `Semua izin ${app.name.id}`, en: `Every permission of ${app.name.en}` }
  const record = apps.flatMap(({ records }) => records).find(({ kind }) => kind === about)
  if (record) {
    return {
      id: `Semua izin tentang ${small(record.label.id)}`,
      en: `Everything about ${small(record.label.en)}`,
    }
  }
  const granted = all.filter(({ id }) => permissionMatches(pattern, id)).map(({ label }) => label)
  if (granted.length === 0) return undefined
  const told = granted.slice(0, MOST_TOLD)
  const more = granted.length - told.length
  return {
    id: [...told.map(({ id }) => id), ...(more > 0 ? [`dan ${more} izin lain`] : [])].join('; '),
    en: [...told.map(({ en }) => en), ...(more > 0 ? [`and ${more} more`] : [])].join('; '),
  }
}

function small(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}
