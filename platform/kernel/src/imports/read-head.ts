import { type Problem, raise } from '@lumbung/contract'
import { type ImportColumn, importFileRefused, importNoRows } from '../../contract/imports.ts'
import type { Config } from '../config/config.ts'
import { hasInk, shownText } from '../spreadsheet/cell.ts'
import { SpreadsheetError } from '../spreadsheet/error.ts'
import { findHeaderRow, LOOKED_AT_ROWS } from '../spreadsheet/header-row.ts'
import { defaultLimits, type SpreadsheetLimits } from '../spreadsheet/limits.ts'
import { readSheet, type SheetRow } from '../spreadsheet/read.ts'
import type { FileFacts, Reading, ReadingChoice } from '../spreadsheet/reading.ts'

const SAMPLE_ROWS = 100
const SAMPLE_LENGTH = 200
const FIRST_ROWS = 20
/** A header is said while somebody waits; a whole file has the longer limit of a job. */
const HEAD_CPU_MILLISECONDS = 30_000

export interface FileHead {
  format: 'csv' | 'xlsx'
  /** Row of the header as a person counts it; data begins below it. */
  headerRow: number
  /** How the file was read and what could be chosen instead. */
  reading: Reading
  columns: ImportColumn[]
  /** The first rows below the header. */
  rows: SheetRow[]
  /** Cells of a column in these rows as shown, empty ones left out. */
  samplesOf(column: number): string[]
}

export function importLimits(config: Config): SpreadsheetLimits {
  return { ...defaultLimits, maxBytes: config.uploadLimitBytes }
}

/**
 * The header and the first rows. Throws `import.file_refused` for what is no readable table or has not what was chosen,
 * `import.no_rows` where nothing follows the header, and the signal's reason; a fault further down is found when the
 * whole file is read.
 */
export async function readHead(
  { path, tenantId }: { path: string; tenantId: string },
  choice: ReadingChoice,
  limits: SpreadsheetLimits,
  signal?: AbortSignal,
): Promise<FileHead> {
  const { facts, first, header, rows } = await readBeginning(path, tenantId, choice, limits, signal)
  if (!header || rows.length === 0) throw raise(importNoRows, {})
  const titles = header.cells.map((cell) => shownText(cell).trim())
  const counts = new Map<string, number>()
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1)
  const samplesOf = (column: number) =>
    rows.flatMap(({ cells }) => {
      const cell = cells[column]
      return cell && hasInk(cell) ? [shownText(cell).trim()] : []
    })
  return {
    format: facts.format,
    headerRow: header.number,
    reading: {
      ...facts,
      headerRow: header.number,
      firstRows: first.map(({ number, cells }) => ({
        number,
        cells: cells.map((cell) => cut(shownText(cell))),
      })),
    },
    columns: titles.map((title, index) => ({
      index,
      header: title,
      samples: samplesOf(index).slice(0, 3).map(cut),
      repeated: (counts.get(title) ?? 0) > 1,
    })),
    rows,
    samplesOf,
  }
}

interface Beginning {
  facts: FileFacts
  /** The first rows of the file, header and titles included. */
  first: SheetRow[]
  header: SheetRow | undefined
  /** The rows below the header. */
  rows: SheetRow[]
}

async function readBeginning(
  path: string,
  tenantId: string,
  choice: ReadingChoice,
  limits: SpreadsheetLimits,
  signal: AbortSignal | undefined,
): Promise<Beginning> {
  let facts: FileFacts | undefined
  const first: SheetRow[] = []
  let kept: SheetRow[] = []
  const wanted = choice.headerRow
  const headLimits = { ...limits, maxCpuMilliseconds: HEAD_CPU_MILLISECONDS }
  const options = {
    choice,
    reading: { key: tenantId, purpose: 'head' as const },
    signal,
    onOpen: (found: FileFacts) => {
      facts = found
    },
  }
  try {
    for await (const row of readSheet({ path }, headLimits, options)) {
      if (first.length < FIRST_ROWS) first.push(row)
      if (wanted === undefined || row.number >= wanted) kept.push(row)
      if (kept.length >= LOOKED_AT_ROWS + SAMPLE_ROWS) break
    }
    if (wanted !== undefined && kept[0]?.number !== wanted) {
      throw new SpreadsheetError('header_row_unknown', { row: wanted })
    }
  } catch (error) {
    // Rows before the fault are whole, but nobody wants to map a file that cannot be read to its end.
    if (error instanceof SpreadsheetError) throw refusalOf(error)
    throw error
  }
  if (!facts) throw new Error('a file was read without being opened')
  const at = wanted === undefined ? findHeaderRow(kept) : 0
  const header = kept[at]
  kept = kept.slice(at + 1, at + 1 + SAMPLE_ROWS)
  return { facts, first, header, rows: kept }
}

/** Cutting may leave half a surrogate pair. */
function cut(text: string): string {
  return text.slice(0, SAMPLE_LENGTH).toWellFormed()
}

/** A reader's refusal in the words of the catalogue (`import.refused.<reason>`). */
export function refusalOf(error: SpreadsheetError): Problem {
  const { reason: detail, ...given } = error.params
  const params = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, typeof value === 'string' ? cut(value) : value]),
  )
  return raise(
    importFileRefused,
    { ...params, ...(detail === undefined ? {} : { detail }), reason: error.code },
    { cause: error },
  )
}
