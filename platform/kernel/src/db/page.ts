import { type Page, raise } from '@lumbung/contract'
import { cursorInvalid, pageTooDeep } from '../../contract/problems.ts'

/** Beyond this many rows a page number costs what it skips; the cursor does not. */
export const MOST_ROWS_BY_NUMBER = 10_000

/** The sort keys of a page's last row, opaque to the caller. */
export function encodeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

/** What a key in a cursor must look like. */
export type CursorForm = RegExp | ((key: string) => boolean)

/** The keys back, each of the form that the list sorts by; anything else is `platform.cursor_invalid`. */
export function decodeCursor(cursor: string, forms: readonly CursorForm[]): string[] {
  const keys = keysOf(cursor)
  if (keys?.length !== forms.length || !forms.every((form, index) => fits(form, keys[index] as string))) {
    throw raise(cursorInvalid, {})
  }
  return keys
}

function fits(form: CursorForm, key: string): boolean {
  return typeof form === 'function' ? form(key) : form.test(key)
}

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}(\d{3})?Z$/

/** An instant in UTC, to the milli- or microsecond, and of the calendar: PostgreSQL refuses a 31st of February. */
export function isInstantKey(key: string): boolean {
  if (!INSTANT.test(key)) return false
  const milliseconds = `${key.slice(0, 23)}Z`
  const instant = new Date(milliseconds)
  return !Number.isNaN(instant.getTime()) && instant.toISOString() === milliseconds
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
