import { faultOf, SpreadsheetError } from './error.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { readMergedCells } from './merged-cells.ts'
import type { OpenedSheet, SheetRow } from './open-sheet.ts'
import type { ReadingChoice } from './reading.ts'
import { readSharedStrings } from './shared-strings.ts'
import { readWorkbook, type Workbook, type WorkbookSheet } from './xlsx-package.ts'
import { SheetHandlers } from './xlsx-sheet.ts'
import { XmlReader } from './xml-reader.ts'
import { ZipArchive } from './zip-archive.ts'

/** Twice the longest notation of a character in XML (`&#x10FFFF;`), so that no honest cell is refused for it. */
const NOTATION_LENGTH = 20

/** One worksheet of a workbook. Nothing is unpacked to disk. */
export async function openXlsx(
  path: string,
  choice: ReadingChoice,
  limits: SpreadsheetLimits,
): Promise<OpenedSheet> {
  const archive = await ZipArchive.open(path, limits)
  try {
    const workbook = await readWorkbook(archive)
    const { sheets, sharedStringsPart } = workbook
    const sharedStrings = sharedStringsPart ? await readSharedStrings(archive, sharedStringsPart, limits) : []
    const read = (sheet: WorkbookSheet) => readRows(archive, workbook, sharedStrings, sheet.part, limits)
    const { sheet, rows } = await chooseSheet(sheets, choice.sheet, read)
    const listed = sheets.map(({ name, hidden }) => ({ name, hidden }))
    return {
      facts: { format: 'xlsx', encoding: null, delimiter: null, sheet: sheet.name, sheets: listed },
      rows,
      async close() {
        await rows.return(undefined)
        archive.close()
      },
    }
  } catch (error) {
    archive.close()
    throw error
  }
}

/** The sheet of the wanted name; without a wish the first visible one that has rows, else the first visible one. */
async function chooseSheet(
  sheets: readonly WorkbookSheet[],
  wanted: string | undefined,
  read: (sheet: WorkbookSheet) => AsyncGenerator<SheetRow[]>,
): Promise<{ sheet: WorkbookSheet; rows: AsyncGenerator<SheetRow[]> }> {
  if (wanted !== undefined) {
    const sheet = sheets.find(({ name }) => name === wanted)
    if (!sheet) throw new SpreadsheetError('sheet_unknown', { sheet: wanted })
    return { sheet, rows: read(sheet) }
  }
  const visible = sheets.filter(({ hidden }) => !hidden)
  const [first] = visible
  if (!first) throw new SpreadsheetError('not_a_spreadsheet', { reason: 'no_visible_sheet' })
  if (visible.length === 1) return { sheet: first, rows: read(first) }
  for (const sheet of visible) {
    const rows = read(sheet)
    for (;;) {
      const piece = await rows.next()
      if (piece.done) break
      if (piece.value.length > 0) return { sheet, rows: continued(piece.value, rows) }
    }
  }
  return { sheet: first, rows: read(first) }
}

async function* continued(piece: SheetRow[], rest: AsyncGenerator<SheetRow[]>): AsyncGenerator<SheetRow[]> {
  try {
    yield piece
    yield* rest
  } finally {
    await rest.return(undefined)
  }
}

async function* readRows(
  archive: ZipArchive,
  { formatOf, date1904 }: Workbook,
  sharedStrings: readonly string[],
  part: string,
  limits: SpreadsheetLimits,
): AsyncGenerator<SheetRow[]> {
  const merged = await readMergedCells(archive, part, limits.maxColumns)
  const sheet = new SheetHandlers({ part, sharedStrings, formatOf, date1904, limits, merged })
  const xml = new XmlReader(part, sheet, { maxTokenLength: limits.maxCellLength * NOTATION_LENGTH })
  // Rows before a fault are delivered before the fault.
  for await (const chunk of archive.read(part)) {
    const failure = faultOf(() => xml.write(chunk))
    yield sheet.takeRows()
    if (failure) throw failure
  }
  xml.end()
  yield sheet.takeRows()
}
