import { open } from 'node:fs/promises'
import type { Cell } from './cell.ts'
import { openCsv } from './csv-read.ts'
import { SpreadsheetError } from './error.ts'
import { detectFormat } from './file-format.ts'
import type { SpreadsheetLimits } from './limits.ts'
import type { FileFacts, ReadingChoice } from './reading.ts'
import { openXlsx } from './xlsx-read.ts'

export interface SheetRow {
  /** Counted from 1, as a person sees it in the file. */
  number: number
  cells: Cell[]
}

/** A file whose rows can be read once, in pieces; `close` it also when the rows were not read to their end. */
export interface OpenedSheet {
  facts: FileFacts
  rows: AsyncGenerator<SheetRow[]>
  close(): Promise<void>
}

const HEAD_BYTES = 64 * 1024

/**
 * Opens a CSV file or a sheet of an XLSX file in this thread. What the file is follows from its content.
 * @throws SpreadsheetError as listed there
 */
export async function openSheetHere(
  path: string,
  choice: ReadingChoice,
  limits: SpreadsheetLimits,
): Promise<OpenedSheet> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size > limits.maxBytes) throw new SpreadsheetError('too_large', { maxBytes: limits.maxBytes })
    const buffer = Buffer.alloc(Math.min(HEAD_BYTES, size))
    const { bytesRead } = await file.read(buffer, 0, buffer.length, 0)
    const head = buffer.subarray(0, bytesRead)
    const format = await detectFormat(file, head, choice.encoding)
    return format.kind === 'xlsx'
      ? await openXlsx(path, choice, limits)
      : openCsv(path, { ...format, head }, choice, limits)
  } finally {
    await file.close()
  }
}
