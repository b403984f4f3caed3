import { toDateSerial } from './number-format.ts'

export type ColumnKind = 'text' | 'number' | 'date' | 'datetime'
export type CellValue = string | number | null

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/

/**
 * What makes a spreadsheet program take a text for a formula or a command when it opens a CSV: the ASCII
 * signs, the white space that is skipped before them, and the full-width signs that East Asian editions accept.
 */
const ACTIVE_BEGINNING = /^[=+\-@\t\r\n＝＋－＠]/

export function beginsLikeFormula(text: string): boolean {
  return ACTIVE_BEGINNING.test(text)
}

/**
 * The exact text of a number: no rounding, no binary float in between.
 * @throws RangeError on anything but a plain decimal; a caller's mistake must not become a wrong figure
 */
export function toNumberText(value: string | number): string {
  const text = String(value)
  if (!PLAIN_DECIMAL.test(text)) throw new RangeError(`not a plain decimal: ${text}`)
  return text
}

/**
 * Checks a `date` or `datetime` and returns its ISO text, a datetime with `T`.
 * @throws RangeError when it is not a day of the calendar, carries a zone, or is a time in a `date` column
 */
export function toDateText(value: string | number, kind: 'date' | 'datetime'): string {
  const text = String(value)
  toDateSerial(text)
  if (kind === 'date' && text.length > 10) throw new RangeError(`a date has no time of day: ${text}`)
  return text.replace(' ', 'T')
}

/** @throws RangeError unless the row has exactly one value per column */
export function assertRowWidth(row: readonly unknown[], columns: readonly unknown[]): void {
  if (row.length !== columns.length) {
    throw new RangeError(`a row of ${row.length} values for ${columns.length} columns`)
  }
}
