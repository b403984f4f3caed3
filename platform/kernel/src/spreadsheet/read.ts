import { open } from 'node:fs/promises'
import { type Cell, emptyCell } from './cell.ts'
import { readCsv } from './csv-read.ts'
import { SpreadsheetError } from './error.ts'
import { detectFormat } from './file-format.ts'
import { defaultLimits, type SpreadsheetLimits } from './limits.ts'
import { readXlsx } from './xlsx-read.ts'

export { SpreadsheetError, type SpreadsheetErrorCode } from './error.ts'

export interface SheetRow {
  /** Counted from 1, as a person sees it in the file; the first row is usually the header. */
  number: number
  cells: Cell[]
}

const HEAD_BYTES = 64 * 1024

/**
 * Reads a CSV file, or the first visible sheet of an XLSX file, row by row in bounded memory. What the file is
 * follows from its content; `name` appears in no decision.
 *
 * A cell keeps the type that the file gives it ({@link Cell}): a text that looks like a number, a date or a formula
 * stays a text. Of merged cells the first has the value, the others are empty. Hidden rows are delivered.
 *
 * Rows without any content are left out, yet counted in `number`. Rows shorter than the first are padded with
 * empty cells; longer ones are delivered as they are.
 *
 * @throws SpreadsheetError as listed there, after the rows before the fault have been delivered
 */
export async function* readSheet(
  file: { path: string; name: string },
  limits: SpreadsheetLimits = defaultLimits,
): AsyncGenerator<SheetRow> {
  let width: number | undefined
  let rowsBelowFirst = -1
  for await (const row of await openRows(file.path, limits)) {
    rowsBelowFirst++
    if (rowsBelowFirst > limits.maxRows) {
      throw new SpreadsheetError('too_many_rows', { maxRows: limits.maxRows })
    }
    width ??= row.cells.length
    while (row.cells.length < width) row.cells.push(emptyCell)
    yield row
  }
}

async function openRows(path: string, limits: SpreadsheetLimits): Promise<AsyncIterable<SheetRow>> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size > limits.maxBytes) throw new SpreadsheetError('too_large', { maxBytes: limits.maxBytes })
    const buffer = Buffer.alloc(Math.min(HEAD_BYTES, size))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    const head = buffer.subarray(0, bytesRead)
    const format = await detectFormat(file, head)
    return format.kind === 'xlsx' ? readXlsx(path, limits) : readCsv(path, { ...format, head }, limits)
  } finally {
    await file.close()
  }
}
