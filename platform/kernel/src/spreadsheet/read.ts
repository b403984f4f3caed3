import { type Cell, emptyCell } from './cell.ts'
import { SpreadsheetError } from './error.ts'
import { defaultLimits, type SpreadsheetLimits } from './limits.ts'
import type { SheetRow } from './open-sheet.ts'
import type { ReadingFor } from './reader-places.ts'
import { openSheet } from './reader-thread.ts'
import type { FileFacts, ReadingChoice } from './reading.ts'

export { SpreadsheetError, type SpreadsheetErrorCode } from './error.ts'
export type { SheetRow } from './open-sheet.ts'

export interface ReadingOptions {
  choice?: ReadingChoice | undefined
  /** Whose place a large file takes; without it those of nobody's jobs. */
  reading?: ReadingFor
  /** Ends the reading at once, wherever it is. */
  signal?: AbortSignal | undefined
  /** Told once, before the first row. */
  onOpen?: (facts: FileFacts) => void
}

const NOBODYS: ReadingFor = { key: '', purpose: 'whole' }

/**
 * Reads a CSV file or a sheet of an XLSX file row by row in bounded memory, outside the event loop where that could be
 * held up. What the file is follows from its content; `name` appears in no decision.
 *
 * A cell keeps the type that the file gives it ({@link Cell}): a text that looks like a number, a date or a formula
 * stays a text. The value of merged cells stands in the first column of each of their rows. Hidden rows are delivered.
 *
 * Rows of nothing but white space are left out, yet counted in `number`; so are blank cells at the end of a row. Rows
 * shorter than the header (the chosen one, else the first row) are padded with empty cells; longer ones are delivered as
 * they are.
 *
 * @throws SpreadsheetError as listed there, after the rows before the fault have been delivered; the signal's reason
 */
export async function* readSheet(
  file: { path: string; name?: string },
  limits: SpreadsheetLimits = defaultLimits,
  { choice = {}, reading = NOBODYS, signal, onOpen }: ReadingOptions = {},
): AsyncGenerator<SheetRow> {
  const sheet = await openSheet(file.path, choice, limits, reading, signal)
  try {
    onOpen?.(sheet.facts)
    let width: number | undefined
    let rowsBelowFirst = -1
    for await (const rows of sheet.rows) {
      for (const row of rows) {
        signal?.throwIfAborted()
        rowsBelowFirst++
        if (rowsBelowFirst > limits.maxRows) {
          throw new SpreadsheetError('too_many_rows', { maxRows: limits.maxRows })
        }
        if (choice.headerRow === undefined) width ??= row.cells.length
        else if (row.number === choice.headerRow) width = row.cells.length
        while (row.cells.length < (width ?? 0)) row.cells.push(emptyCell)
        yield row
      }
    }
  } finally {
    await sheet.close()
  }
}
