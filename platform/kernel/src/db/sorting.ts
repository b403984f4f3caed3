import { type CursorType, decodeCursor, offsetOf } from './page.ts'
import { join, type Sql, sql, trusted } from './sql.ts'

/** One value that rows are sorted by. It is never NULL, and `valueOf` tells it exactly as the database keeps it. */
export interface SortKey<Row> {
  sql: Sql
  type: CursorType
  /** Words as people look them up: a capital letter does not come before all small ones. */
  ignoresCase?: boolean
  valueOf(row: Row): string
}

/** The rows of one page: which come next, in which order, and what the cursor of the page after must know. */
export interface Order<Row> {
  /** Condition of the rows after the cursor; undefined on the first page. */
  after: Sql | undefined
  /** `ORDER BY …`, for a list that walks its rows before it takes a page of them. */
  by: Sql
  /** `ORDER BY … LIMIT … OFFSET …` of one row more than the page, which tells whether there is another. */
  page: Sql
  cursorKeys(row: Row): string[]
}

interface PageWish {
  limit: number
  sort?: string | undefined
  cursor?: string | undefined
  page?: number | undefined
}

/**
 * The orders of a list by the names of its `sort` input, each a row of keys that no two rows share. A cursor belongs to
 * the order in which it was given: with another one it is `platform.cursor_invalid`.
 *
 * @param usual the order where the caller names none; `-name` for the other way round.
 */
export function sorting<Row, Name extends string>(
  usual: Name | `-${Name}`,
  orders: Record<Name, readonly SortKey<Row>[]>,
): (wish: PageWish) => Order<Row> {
  return (wish) => {
    const name = wish.sort ?? usual
    const isDescending = name.startsWith('-')
    const keys = orders[(isDescending ? name.slice(1) : name) as Name]
    const types = keys.map(({ type }) => type)
    const after = wish.cursor === undefined ? undefined : decodeCursor(wish.cursor, types, name)
    const direction = trusted(isDescending ? ' DESC' : ' ASC')
    const by = join(
      keys.map((key) => sql`${compared(key, key.sql)}${direction}`),
      ', ',
    )
    return {
      after: after && behind(keys, after, isDescending),
      by: sql`ORDER BY ${by}`,
      page: sql`ORDER BY ${by} LIMIT ${wish.limit + 1} OFFSET ${offsetOf(wish)}`,
      cursorKeys: (row) => [name, ...keys.map((key) => key.valueOf(row))],
    }
  }
}

function behind<Row>(keys: readonly SortKey<Row>[], values: readonly string[], isDescending: boolean): Sql {
  const columns = join(
    keys.map((key) => compared(key, key.sql)),
    ', ',
  )
  const bounds = join(
    keys.map((key, index) => compared(key, sql`${values[index]}::${trusted(key.type)}`)),
    ', ',
  )
  return isDescending ? sql`(${columns}) < (${bounds})` : sql`(${columns}) > (${bounds})`
}

function compared<Row>({ ignoresCase }: SortKey<Row>, value: Sql): Sql {
  return ignoresCase ? sql`lower(${value})` : value
}
