import { type Page, raise } from '@lumbung/contract'
import { cursorInvalid, pageTooDeep } from '../contract/problems.ts'

/** Beyond this many rows a page number costs what it skips; the cursor does not. */
const MOST_ROWS_BY_NUMBER = 10_000

/** The sort keys of a page's last row, opaque to the caller. */
export function encodeCursor(keys: readonly string[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url')
}

/** The keys back, exactly as many as the list sorts by; anything else is `fuel.cursor_invalid`. */
export function decodeCursor(cursor: string, accepts: readonly RegExp[]): string[] {
  const keys = parseKeys(cursor)
  const fits = keys?.length === accepts.length && keys.every((key, index) => accepts[index]?.test(key))
  if (!keys || !fits)
    throw raise(cursorInvalid, {}, { fields: { cursor: [{ code: 'fuel.cursor_invalid' }] } })
  return keys
}

function parseKeys(cursor: string): string[] | undefined {
  try {
    const keys: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
    return Array.isArray(keys) && keys.every((key) => typeof key === 'string') ? keys : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

/** Rows to skip for a page number; a cursor skips nothing. Throws `fuel.page_too_deep` with the hint to use one. */
export function offsetOf(input: {
  limit: number
  page?: number | undefined
  cursor?: string | undefined
}): number {
  if (input.cursor !== undefined || input.page === undefined) return 0
  if (input.page * input.limit > MOST_ROWS_BY_NUMBER) {
    throw raise(pageTooDeep, { maximumRows: MOST_ROWS_BY_NUMBER })
  }
  return (input.page - 1) * input.limit
}

/** A page from `limit + 1` fetched rows: the one too many only tells that there is more. */
export function toPage<Row, Out>(
  rows: readonly Row[],
  limit: number,
  keysOf: (row: Row) => string[],
  toOut: (row: Row) => Out,
): Page<Out> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last !== undefined
  return {
    data: shown.map(toOut),
    page: {
      limit,
      nextCursor: more ? encodeCursor(keysOf(last)) : null,
      total: null,
      totalIsEstimate: false,
    },
  }
}
