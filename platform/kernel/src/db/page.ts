import { isStorable, isWithinReach, type Page, raise } from '@lumbung/contract'
import { cursorInvalid, pageTooDeep } from '../../contract/problems.ts'

/** Beyond this many rows a page number costs what it skips; the cursor does not. */
export const MOST_ROWS_BY_NUMBER = 10_000

/** The sort keys of a page's last row, opaque to the caller. */
export function encodeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(\d{3})?Z$/
const TEXT = /^\P{Cc}{1,200}$/u

/**
 * How a cursor carries a value of each type of PostgreSQL. Anybody can write a cursor, so what does not fit here would
 * not be read there: a NUL, half a surrogate pair, the year 0, a number too long.
 */
const CURSOR_FORMS = {
  text: (key: string) => TEXT.test(key) && isStorable(key),
  uuid: (key: string) => UUID.test(key),
  integer: (key: string) => /^\d{1,9}$/.test(key),
  bigint: (key: string) => /^\d{1,16}$/.test(key),
  numeric: (key: string) => /^-?\d{1,20}(\.\d{1,10})?$/.test(key),
  boolean: (key: string) => key === 'true' || key === 'false',
  timestamptz: isInstantKey,
} as const

/** Type of a key in a cursor, as the database names it. */
export type CursorType = keyof typeof CURSOR_FORMS

/**
 * The keys back, each of the type that the list sorts by; anything else is `platform.cursor_invalid`. A cursor belongs to
 * the order in which it was given, whose name then is its first key: the returned keys are those after it.
 */
export function decodeCursor(cursor: string, types: readonly CursorType[], order?: string): string[] {
  const named = order === undefined ? [] : [order]
  const keys = keysOf(cursor)
  if (keys?.length !== named.length + types.length || !named.every((name, index) => keys[index] === name)) {
    throw raise(cursorInvalid, {})
  }
  const values = keys.slice(named.length)
  if (!types.every((type, index) => CURSOR_FORMS[type](values[index] as string)))
    throw raise(cursorInvalid, {})
  return values
}

/** An instant in UTC, to the milli- or microsecond, of the calendar (PostgreSQL refuses a 31st of February) and within reach of the books. */
function isInstantKey(key: string): boolean {
  if (!INSTANT.test(key)) return false
  const milliseconds = `${key.slice(0, 23)}Z`
  const instant = new Date(milliseconds)
  return isWithinReach(instant.getTime()) && instant.toISOString() === milliseconds
}

function keysOf(cursor: string): string[] | undefined {
  let keys: unknown
  try {
    keys = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  return Array.isArray(keys) && keys.every((key) => typeof key === 'string') ? keys : undefined
}

/** Rows to skip for a page number; a cursor skips none. Throws `platform.page_too_deep` past the first 10,000 rows. */
export function offsetOf(input: {
  limit: number
  page?: number | undefined
  cursor?: string | undefined
}): number {
  if (input.cursor !== undefined || input.page === undefined) return 0
  if (input.page * input.limit > MOST_ROWS_BY_NUMBER) {
    throw raise(pageTooDeep, { mostRows: MOST_ROWS_BY_NUMBER })
  }
  return (input.page - 1) * input.limit
}

/** A page out of `limit + 1` fetched rows: the one too many only tells that there is more. */
export function toPage<Row, Out>(
  rows: readonly Row[],
  limit: number,
  cursorKeys: (row: Row) => string[],
  toOut: (row: Row) => Out,
): Page<Out> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(cursorKeys(last)) : null
  return { data: shown.map(toOut), page: { limit, nextCursor, total: null, totalIsEstimate: false } }
}
