/** What the file says that a cell holds. A CSV has only text and empty cells. */
export type CellType = 'empty' | 'text' | 'number' | 'date' | 'boolean' | 'error' | 'formula'

export interface Cell {
  readonly type: CellType
  /**
   * - `text`: as written; `empty`: the empty text;
   * - `number`: a plain decimal, exactly as stored, but without the noise that spreadsheet programs write after the
   *   15th digit; what only claims to be a number is delivered as it stands;
   * - `date`: the wall clock that the sheet shows, without a zone: `2026-11-01`, `2026-11-01T08:00:00`, `08:00:00`;
   * - `boolean`: `TRUE` or `FALSE`; `error`: as shown (`#REF!`);
   * - `formula`: `=` and its text. It is never evaluated and its cached result never trusted. (A follower of a shared
   *   formula has no text of its own and is `=`.)
   */
  readonly value: string
  /** What a program shows, where that is not `value`: 7 formatted `000` is shown as `007`. */
  readonly shown?: string
}

/** Shared by all rows, since most sheets are wider than their data. */
export const emptyCell: Cell = Object.freeze({ type: 'empty', value: '' })

export function textCell(text: string): Cell {
  return text === '' ? emptyCell : { type: 'text', value: text }
}

/** The cell as a person sees it. */
export function shownText(cell: Cell): string {
  return cell.shown ?? cell.value
}
