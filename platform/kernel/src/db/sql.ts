import { createHash } from 'node:crypto'
import sqlTag, { empty, join, type RawValue, raw, Sql } from 'sql-template-tag'

/**
 * SQL in plain sight: `` sql`SELECT … WHERE id = ${id}` `` is text with numbered parameters; fragments nest.
 * Values never become text. Only `*.store.ts` files of apps import this (a fence checks it).
 */
export const sql = sqlTag as (strings: TemplateStringsArray, ...values: RawValue[]) => Sql
export { empty, join, Sql }

/** Trusted text only: a literal of the program, never anything that came from outside. */
export const trusted = raw

/** `a = 1 AND b = 2` of the parts that are there; `TRUE` of none. */
export function allOf(conditions: (Sql | undefined | false)[]): Sql {
  const present = conditions.filter((condition): condition is Sql => condition instanceof Sql)
  return present.length === 0 ? sql`TRUE` : join(present, ' AND ')
}

/** The pattern of an ILIKE that finds `text` anywhere, with the wildcards of the text itself made literal. */
export function containsPattern(text: string): string {
  return `%${text.replace(/[\\%_]/g, (character) => `\\${character}`)}%`
}

const names = new Map<string, string>()
const MOST_NAMES = 2_000

/** A prepared statement's name is the hash of its text, so that every query is parsed and planned once per connection. */
export function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known !== undefined) return known
  // Dynamic lists make many texts; past this number they run unnamed instead of filling the server's memory.
  if (names.size >= MOST_NAMES) return undefined
  const name = createHash('sha256').update(text).digest('base64url').slice(0, 22)
  names.set(text, name)
  return name
}
