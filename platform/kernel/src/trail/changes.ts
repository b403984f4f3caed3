import { canonicalJson } from './canonical-json.ts'

/**
 * Field → [before, after]. A field whose two sides are equal did not change: it is kept because it names the record, which
 * must be told by the name that it had then.
 */
export type Changes = Record<string, [unknown, unknown]>

export const MASK = '•••'
const MASKED_FIELDS = /password|secret|token|apikey/i

/** What differs, and of what does not the fields in `kept`; secrets are masked, so that the trail never holds one. */
export function changesBetween(
  before: Record<string, unknown> | null,
  after: Record<string, unknown> | null,
  kept: readonly string[] = [],
): Changes {
  const names = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])
  const changes: Changes = {}
  for (const name of names) {
    const [from, to] = [before?.[name] ?? null, after?.[name] ?? null]
    if (isSame(from, to) && (from === null || !kept.includes(name))) continue
    changes[name] = isSecret(name) ? [maskOf(from), maskOf(to)] : [from, to]
  }
  return changes
}

export function isSecret(field: string): boolean {
  return MASKED_FIELDS.test(field)
}

export function isSame(before: unknown, after: unknown): boolean {
  if (before === after) return true
  if (before === null || after === null) return false
  return canonicalJson(before) === canonicalJson(after)
}

function maskOf(value: unknown): string | null {
  return value === null ? null : MASK
}

/** Of a text, a list, and an entry of the trail as a whole: what is longer is cut, and says so by its last character. */
const MOST_CHARACTERS = 500
const MOST_PARTS = 500
const MOST_IN_ALL = 32_000
const DEEPEST = 6
const CUT = '…'

/** The same changes, of a size that one row may have however much was sent, and without what no database keeps as text. */
export function bounded(changes: Changes): Changes {
  let left = MOST_IN_ALL
  const cut = (value: unknown, depth: number): unknown => {
    if (left <= 0 || depth > DEEPEST) return CUT
    if (typeof value === 'string') {
      const text = value.length > MOST_CHARACTERS ? value.slice(0, MOST_CHARACTERS - 1) + CUT : value
      left -= text.length
      return text.toWellFormed().replaceAll('\0', '\uFFFD')
    }
    left -= 8
    if (typeof value !== 'object' || value === null || value instanceof Date) return value
    if (Array.isArray(value)) {
      const entries = value.slice(0, MOST_PARTS).map((entry) => cut(entry, depth + 1))
      return value.length > MOST_PARTS ? [...entries, CUT] : entries
    }
    return Object.fromEntries(
      Object.entries(value)
        .slice(0, MOST_PARTS)
        .map(([name, part]) => {
          left -= name.length
          return [name, part != null && isSecret(name) ? MASK : cut(part, depth + 1)]
        }),
    )
  }
  return Object.fromEntries(
    Object.entries(changes)
      .slice(0, MOST_PARTS)
      .map(([field, [before, after]]) => [field, [cut(before, 0), cut(after, 0)]]),
  )
}
