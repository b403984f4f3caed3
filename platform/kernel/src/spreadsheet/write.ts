import type { CellValue, ColumnKind } from './cell-value.ts'

export { CSV_STYLES, type CsvStyle, writeCsv } from './csv-write.ts'
export { writeXlsx } from './xlsx-write.ts'

export interface Column {
  header: string
  kind: ColumnKind
  /** In characters; by default the header's length within sensible bounds. XLSX only. */
  width?: number
  /** Places shown of a `number`, with thousands separators; by default as many as the number has. XLSX only. */
  decimals?: number
}

/**
 * Writes rows to a stream in constant memory. Values by kind of column, `null` for an empty cell:
 * - `number`: a decimal text or a JS number, written digit by digit as given;
 * - `date`: `YYYY-MM-DD`; `datetime`: `YYYY-MM-DDTHH:mm[:ss]` in the time the reader is to see, without zone;
 * - `text`: any text; characters that XML forbids are dropped in both formats.
 */
export interface SheetWriter {
  /**
   * Resolves when the stream can take more, so await it. Rejects with `RangeError` on a value its column does
   * not allow (the row is then not written), with `SpreadsheetError` `too_many_rows` or `cell_too_long` beyond
   * what Excel opens, and with the stream's error, or an error of its own, once the stream has been closed.
   */
  write(row: CellValue[], style?: RowStyle): Promise<void>
  /** Completes the file and ends the stream; resolves when the stream has taken everything. */
  end(): Promise<void>
}

/** How a row looks in XLSX; CSV knows no looks. */
export type RowStyle = 'normal' | 'subtotal' | 'total'
