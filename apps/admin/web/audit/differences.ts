export type DifferenceKind = 'added' | 'removed' | 'changed' | 'masked'

/** One field of a recorded change. */
export interface Difference {
  field: string
  kind: DifferenceKind
  before: unknown
  after: unknown
}

/** What the recorder writes in the place of a secret. */
const MASK = '•••'

/** Field by field, in the order in which they were recorded. */
export function differencesOf(changes: Readonly<Record<string, readonly unknown[]>>): readonly Difference[] {
  return Object.entries(changes).map(([field, [before = null, after = null]]) => ({
    field,
    kind: kindOf(before, after),
    before,
    after,
  }))
}

function kindOf(before: unknown, after: unknown): DifferenceKind {
  if (before === MASK || after === MASK) return 'masked'
  if (before === null) return 'added'
  return after === null ? 'removed' : 'changed'
}

/** Of two lists, what came and what went; entries are compared by their content, and equal ones are counted. */
export function listDifference(
  before: readonly unknown[],
  after: readonly unknown[],
): { added: readonly unknown[]; removed: readonly unknown[] } {
  return { added: without(after, before), removed: without(before, after) }
}

function without(entries: readonly unknown[], others: readonly unknown[]): readonly unknown[] {
  const left = others.map((entry) => JSON.stringify(entry))
  return entries.filter((entry) => {
    const place = left.indexOf(JSON.stringify(entry))
    if (place < 0) return true
    left.splice(place, 1)
    return false
  })
}
