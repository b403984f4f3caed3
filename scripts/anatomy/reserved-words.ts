/** Schemas, packages and URL prefixes that are the platform's own. */
export const PLATFORM_WORDS = words(`
  auth client console contract control information kernel ledger lumbung pgboss platform public server test testing ui`)

/** PostgreSQL's reserved keywords (18, without those with an underscore): unquoted, none of them can name a schema. */
export const SQL_WORDS = words(`
  all analyse analyze and any array as asc asymmetric authorization binary both case cast check collate collation column
  concurrently constraint create cross default deferrable desc distinct do else end except false fetch for foreign
  freeze from full grant group having ilike in initially inner intersect into is isnull join lateral leading left like
  limit localtime localtimestamp natural not notnull null offset on only or order outer overlaps placing primary
  references returning right select similar some symmetric table tablesample then to trailing true union unique user
  using variadic verbose when where window with`)

/** Types that TypeScript or the generated files know already. */
export const TYPE_WORDS = words(`
  Record Partial Required Readonly Pick Omit Exclude Extract Awaited Page Id Version Tx ReadTx CommandCtx TestPerson
  TestPlatform`)

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/))
}
