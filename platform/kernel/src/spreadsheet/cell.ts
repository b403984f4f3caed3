/** What the file says that a cell holds. A CSV has only text and empty cells. */
export type CellType = 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'error' | 'formula'

/**
 * Why a cell cannot be taken as it stands: it is longer than any cell may be and was cut, or it holds characters that no
 * text may hold (NUL, half a surrogate pair), which are replaced by U+FFFD.
 */
export type CellFault = 'overlong' | 'illegal_characters'

export interface Cell {
  readonly type: CellType
  /**
   * - `text`: as written; `empty`: the empty text;
   * - `number`: a plain decimal, exactly as stored, but without the noise that spreadsheet programs write after the
   *   15th digit; what only claims to be a number is text;
   * - `date`: the wall clock that the sheet shows, without a zone: `2026-11-01`, `2026-11-01T08:00:00`, `08:00:00`;
   * - `boolean`: `TRUE` or `FALSE`; `error`: as shown (`#REF!`);
   * - `formula`: `=` and its text. It is never evaluated and its cached result never trusted. (A follower of a shared
   *   formula has no text of its own and is `=`.)
   */
  readonly value: string
  /**
   * What a program shows of a number, where that is not `value`: 7 formatted `000` is shown as `007`, 0.5 formatted `0%`
   * as `50%`. Without separators between thousands, since the file does not say in which language it is shown.
   */
  readonly shown?: string
  /** The value is safe to look at and to keep, but it is not what the file says. */
  readonly fault?: CellFault
}

/** Shared by all rows, since most sheets are wider than their data. */
export const emptyCell: Cell = Object.freeze({ type: 'empty', value: '' })

/** @param limits.maxCellLength in UTF-16 units; what is longer is cut and marked */
export function textCell(text: string, limits: { maxCellLength: number }): Cell {
  return makeCell('text', text, limits)
}

/** A cell whose text comes from the file as it is; empty text makes the empty cell. */
export function makeCell(
  type: 'text' | 'error' | 'formula',
  text: string,
  { maxCellLength }: { maxCellLength: number },
): Cell {
  if (text === '') return emptyCell
  const overlong = text.length > maxCellLength
  const kept = overlong ? text.slice(0, maxCellLength) : text
  const safe = isLegal(kept) ? kept : kept.toWellFormed().replaceAll('\0', '\ufffd')
  // Cutting may leave half a surrogate pair, which is no fault of the file.
  if (overlong) return { type, value: safe, fault: 'overlong' }
  return safe === kept ? { type, value: kept } : { type, value: safe, fault: 'illegal_characters' }
}

function isLegal(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** The cell as a person sees it. */
export function shownText(cell: Cell): string {
  return cell.shown ?? cell.value
}

const INK = /\S/

/** False for a cell of nothing but white space. */
export function hasInk({ value }: Cell): boolean {
  return INK.test(value)
}

/** The cells up to the last one that a person can see; none for a row of white space. */
export function dropTrailingBlanks(cells: Cell[]): Cell[] {
  let length = cells.length
  while (length > 0 && !hasInk(cells[length - 1]!)) length--
  cells.length = length
  return cells
}
