import type { ImportMapping, ImportRun } from '@lumbung/kernel/contract'

/** A text of the file that the person gives a meaning. */
export interface ValueRow {
  field: string
  text: string
  /** Rows of the file that say it; null where it was given a meaning before the rows were counted. */
  rows: number | null
  /** What was meant before; `undefined` where nobody said. */
  known: string | null | undefined
  suggestion: string | null
}

/** By field and text: a value as the API takes it, or null to leave the rows with that text out. */
export type Meanings = NonNullable<ImportMapping['values']>

/** What is unknown stands first, the most frequent before the others, then what was given a meaning. */
export function valueRowsOf({
  unknownValues,
  mapping,
}: Pick<ImportRun, 'unknownValues' | 'mapping'>): ValueRow[] {
  const given = Object.entries(mapping?.values ?? {}).flatMap(([field, meanings]) =>
    Object.entries(meanings).map(
      ([text, known]): ValueRow => ({ field, text, rows: null, known, suggestion: null }),
    ),
  )
  const isUnknown = new Set(unknownValues.map(({ field, text }) => keyOf({ field, text })))
  return [
    ...unknownValues.map(
      ({ field, text, rows, suggestion }): ValueRow => ({ field, text, rows, known: undefined, suggestion }),
    ),
    ...given.filter((row) => !isUnknown.has(keyOf(row))),
  ]
}

export function keyOf({ field, text }: Pick<ValueRow, 'field' | 'text'>): string {
  return JSON.stringify([field, text])
}

/** What each text means to begin with: what was said, else what is suggested, for the person to see and confirm. */
export function meaningsOf(rows: readonly ValueRow[]): Meanings {
  let meanings: Meanings = {}
  for (const row of rows) {
    const meaning = row.known === undefined ? row.suggestion : row.known
    if (meaning !== null || row.known === null) meanings = withMeaning(meanings, row, meaning)
  }
  return meanings
}

export function withMeaning(
  meanings: Meanings,
  { field, text }: Pick<ValueRow, 'field' | 'text'>,
  meaning: string | null | undefined,
): Meanings {
  const { [text]: _before, ...others } = meanings[field] ?? {}
  return { ...meanings, [field]: meaning === undefined ? others : { ...others, [text]: meaning } }
}

/** Fields without a meaning left are not sent. */
export function filledMeanings(meanings: Meanings): Meanings {
  return Object.fromEntries(Object.entries(meanings).filter(([, texts]) => Object.keys(texts).length > 0))
}
