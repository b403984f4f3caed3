import { open } from 'node:fs/promises'
import { type Problem, raise } from '@lumbung/contract'
import {
  type ImportColumn,
  type ImportReading,
  importFileRefused,
  importNoRows,
} from '../../contract/imports.ts'
import type { Config } from '../config/config.ts'
import { shownText } from '../spreadsheet/cell.ts'
import { SpreadsheetError } from '../spreadsheet/error.ts'
import { defaultLimits, type SpreadsheetLimits } from '../spreadsheet/limits.ts'
import { readSheet } from '../spreadsheet/read.ts'

const SAMPLE_ROWS = 100
const SAMPLE_LENGTH = 200
const FIRST_ROWS = 20

export interface FileHead {
  format: 'csv' | 'xlsx'
  /** Row of the header as a person counts it: the first one with content. */
  headerRow: number
  reading: ImportReading
  columns: ImportColumn[]
  /** Cells of a column in the first rows, empty ones left out. */
  samplesOf(column: number): string[]
}

export function importLimits(config: Config): SpreadsheetLimits {
  return { ...defaultLimits, maxBytes: config.uploadLimitBytes }
}

/**
 * The header and the first rows. Throws `import.file_refused` for what is no readable table, `import.no_rows` where
 * nothing follows the header; a fault further down is found when the whole file is read.
 */
export async function readHead(path: string, limits: SpreadsheetLimits): Promise<FileHead> {
  const rows = await firstRows(path, limits)
  const [header, ...following] = rows
  if (!header || following.length === 0) throw raise(importNoRows, {})
  const counts = new Map<string, number>()
  for (const text of header.cells) counts.set(text.trim(), (counts.get(text.trim()) ?? 0) + 1)
  const samplesOf = (column: number) =>
    following.map((row) => (row.cells[column] ?? '').trim()).filter((text) => text !== '')
  const format = await formatOf(path)
  return {
    format,
    headerRow: header.number,
    reading: {
      format,
      encoding: null,
      delimiter: null,
      sheet: null,
      sheets: [],
      headerRow: header.number,
      firstRows: rows.slice(0, FIRST_ROWS).map(({ number, cells }) => ({
        number,
        cells: cells.map((text) => text.slice(0, SAMPLE_LENGTH).toWellFormed()),
      })),
    },
    columns: header.cells.map((text, index) => ({
      index,
      header: text.trim().toWellFormed(),
      samples: samplesOf(index)
        .slice(0, 3)
        .map((sample) => sample.slice(0, SAMPLE_LENGTH).toWellFormed()),
      repeated: (counts.get(text.trim()) ?? 0) > 1,
    })),
    samplesOf,
  }
}

async function firstRows(path: string, limits: SpreadsheetLimits) {
  const rows: { number: number; cells: string[] }[] = []
  try {
    for await (const row of readSheet({ path, name: 'upload' }, limits)) {
      rows.push({ number: row.number, cells: row.cells.map(shownText) })
      if (rows.length > SAMPLE_ROWS) break
    }
  } catch (error) {
    // Rows before the fault are whole, but nobody wants to map a file that cannot be read to its end.
    if (error instanceof SpreadsheetError) throw refusalOf(error)
    throw error
  }
  return rows
}

/** What the reader has accepted is either a ZIP archive or text. */
async function formatOf(path: string): Promise<'csv' | 'xlsx'> {
  const file = await open(path, 'r')
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0)
    return buffer.toString('latin1', 0, bytesRead) === 'PK' ? 'xlsx' : 'csv'
  } finally {
    await file.close()
  }
}

/** A reader's refusal in the words of the catalogue (`import.refused.<reason>`). */
export function refusalOf(error: SpreadsheetError): Problem {
  const { reason: detail, ...params } = error.params
  return raise(
    importFileRefused,
    { ...params, ...(detail === undefined ? {} : { detail }), reason: error.code },
    { cause: error },
  )
}
