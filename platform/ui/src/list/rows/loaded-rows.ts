/**
 * A long list as it was loaded, one answer after another. Each part remembers the cursor that it was asked with, so that
 * it can be asked for again without its neighbours. No row is in two of them.
 */
export interface Part<Row> {
  rows: readonly Row[]
  /** Null: the beginning of the list. */
  cursor: string | null
  /** Null: the end of the list. */
  nextCursor: string | null
  /** Something may have changed since; asked for anew when it comes into view. */
  isStale?: boolean
}

export interface LoadedRows<Row> {
  parts: readonly Part<Row>[]
  /** Null where the server does not count. */
  total: number | null
  totalIsEstimate: boolean
}

type KeyOf<Row> = (row: Row) => string

/** Puts the next part at the end; one that does not continue the list, because it changed meanwhile, is let go. */
export function appendPart<Row>(
  loaded: LoadedRows<Row>,
  part: Part<Row>,
  keyOf: KeyOf<Row>,
): LoadedRows<Row> {
  const last = loaded.parts.at(-1)
  if (!last || last.nextCursor === null || last.nextCursor !== part.cursor) return loaded
  const known = keysOf(loaded.parts, keyOf)
  // A row that moved down meanwhile stays where it is: the rows that somebody reads must not shift.
  const parts = [...loaded.parts, withoutRows(part, known, keyOf)]
  for (const row of part.rows) known.add(keyOf(row))
  KEYS.set(parts, known)
  KEYS.delete(loaded.parts)
  return { ...loaded, parts }
}

/**
 * The keys of all rows of a list that is being appended to, handed on from one state of it to the next: walking through a
 * hundred thousand rows for every part that comes would take a part of a frame each time.
 */
const KEYS = new WeakMap<readonly Part<unknown>[], Set<string>>()

function keysOf<Row>(parts: readonly Part<Row>[], keyOf: KeyOf<Row>): Set<string> {
  return KEYS.get(parts) ?? new Set(parts.flatMap(({ rows }) => rows.map(keyOf)))
}

/**
 * Puts a fresh answer in the place of what it covers: from its own cursor to its last row. What comes after that row
 * stays, so that one new row on top does not mean reading the whole list again. Where the last row was not known before,
 * nobody can say where the rest begins: it is let go, and loaded again as one scrolls.
 */
export function replacePart<Row>(
  loaded: LoadedRows<Row>,
  fresh: Part<Row>,
  keyOf: KeyOf<Row>,
): LoadedRows<Row> {
  const at = loaded.parts.findIndex(({ cursor }) => cursor === fresh.cursor)
  if (at < 0) return loaded
  const keys = new Set(fresh.rows.map(keyOf))
  const others = (parts: readonly Part<Row>[]) => parts.map((part) => withoutRows(part, keys, keyOf))
  const rest = restAfter(loaded.parts.slice(at), fresh, keyOf)
  return { ...loaded, parts: [...others(loaded.parts.slice(0, at)), fresh, ...others(rest)] }
}

function restAfter<Row>(
  parts: readonly Part<Row>[],
  fresh: Part<Row>,
  keyOf: KeyOf<Row>,
): readonly Part<Row>[] {
  const last = fresh.rows.at(-1)
  if (last === undefined || fresh.nextCursor === null) return []
  const lastKey = keyOf(last)
  for (const [index, part] of parts.entries()) {
    const place = part.rows.findIndex((row) => keyOf(row) === lastKey)
    if (place < 0) continue
    const left = part.rows.slice(place + 1)
    const [next, ...others] = parts.slice(index + 1)
    if (left.length > 0) return [{ ...part, rows: left, cursor: fresh.nextCursor }, ...parts.slice(index + 1)]
    return next ? [{ ...next, cursor: fresh.nextCursor }, ...others] : []
  }
  return []
}

/** The same part where none of the rows is in it, so that nothing is drawn anew for it. */
function withoutRows<Row>(part: Part<Row>, keys: ReadonlySet<string>, keyOf: KeyOf<Row>): Part<Row> {
  if (keys.size === 0 || !part.rows.some((row) => keys.has(keyOf(row)))) return part
  return { ...part, rows: part.rows.filter((row) => !keys.has(keyOf(row))) }
}

/** From now on nothing of it is taken for the present state. */
export function markStale<Row>(loaded: LoadedRows<Row>): LoadedRows<Row> {
  return { ...loaded, parts: loaded.parts.map((part) => (part.isStale ? part : { ...part, isStale: true })) }
}

/** The parts that hold the rows `first` to `last`. */
export function partsInView<Row>(
  { parts }: LoadedRows<Row>,
  { first, last }: { first: number; last: number },
): readonly Part<Row>[] {
  const inView: Part<Row>[] = []
  let start = 0
  for (const part of parts) {
    const end = start + part.rows.length
    if (start <= last && end > first) inView.push(part)
    start = end
  }
  return inView
}
