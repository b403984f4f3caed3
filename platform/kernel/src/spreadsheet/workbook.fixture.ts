import { createWriteStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { type Cell, shownText } from './cell.ts'
import type { CellValue } from './cell-value.ts'
import { defaultLimits, type SpreadsheetLimits } from './limits.ts'
import { openSheetHere } from './open-sheet.ts'
import { readSheet } from './read.ts'
import type { SheetWriter } from './write.ts'
import { ZipArchive } from './zip-archive.ts'

/** A folder for the files of one test file; `remove` it afterwards. */
export async function makeFolder() {
  const path = await mkdtemp(join(tmpdir(), 'spreadsheet-'))
  let count = 0
  return {
    nextPath: () => join(path, `file-${++count}`),
    async save(content: string | Buffer): Promise<string> {
      const file = join(path, `file-${++count}`)
      await writeFile(file, content)
      return file
    },
    remove: () => rm(path, { recursive: true, force: true }),
  }
}

/** All rows with their cells as a person sees them. */
export async function readAll(path: string, limits?: SpreadsheetLimits) {
  const rows: { number: number; cells: string[] }[] = []
  for await (const { number, cells } of readSheet({ path, name: 'upload' }, limits)) {
    rows.push({ number, cells: cells.map(shownText) })
  }
  return rows
}

/** Reads every row in this thread, whatever the file's size. */
export async function readHere(path: string): Promise<void> {
  const sheet = await openSheetHere(path, {}, defaultLimits)
  try {
    for await (const _ of sheet.rows);
  } finally {
    await sheet.close()
  }
}

/** The cells of all rows with their types. */
export async function readCells(path: string, limits?: SpreadsheetLimits): Promise<Cell[][]> {
  const rows: Cell[][] = []
  for await (const { cells } of readSheet({ path, name: 'upload' }, limits)) rows.push(cells)
  return rows
}

export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const relationsOf = (...items: [id: string, type: string, target: string][]) =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${items
    .map(
      ([id, type, target]) => `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

export interface WorkbookParts {
  /** Content of `sheetData`, or a whole part when it begins with `<?xml`. */
  rows?: string
  sheets?: string
  workbookPr?: string
  sharedStrings?: string
  styles?: string
  /** Parts by name, in place of or besides the usual ones; `null` leaves one out. */
  parts?: Record<string, string | Buffer | Readable | null>
}

/** Writes a workbook part by part, as programs other than ours write them. */
export async function saveWorkbook(path: string, workbook: WorkbookParts): Promise<string> {
  const { rows = '', sheets, workbookPr = '', sharedStrings, styles } = workbook
  const parts: NonNullable<WorkbookParts['parts']> = {
    '_rels/.rels': relationsOf(['rId1', 'officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relationships}">${workbookPr}<sheets>${
      sheets ?? '<sheet name="A" sheetId="1" r:id="rId1"/>'
    }</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relationsOf(
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'worksheet', '/xl/worksheets/sheet2.xml'],
      ['rId3', 'sharedStrings', 'sharedStrings.xml'],
      ['rId4', 'styles', 'styles.xml'],
    ),
    'xl/worksheets/sheet1.xml': rows.startsWith('<?xml')
      ? rows
      : `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
    ...(sharedStrings === undefined
      ? {}
      : { 'xl/sharedStrings.xml': `<sst xmlns="${main}">${sharedStrings}</sst>` }),
    ...(styles === undefined
      ? {}
      : { 'xl/styles.xml': `<styleSheet xmlns="${main}">${styles}</styleSheet>` }),
    ...workbook.parts,
  }
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(parts)) {
    if (content === null) continue
    if (typeof content === 'string' || Buffer.isBuffer(content)) zip.addBuffer(Buffer.from(content), name)
    else zip.addReadStream(content, name)
  }
  zip.end()
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}

/** The unpacked text of one part of a workbook. */
export async function readPart(path: string, part: string): Promise<string> {
  const archive = await ZipArchive.open(path, defaultLimits)
  try {
    const chunks: Buffer[] = []
    for await (const chunk of archive.read(part)) chunks.push(chunk)
    return Buffer.concat(chunks).toString()
  } finally {
    archive.close()
  }
}

/** Writes rows through one of our own writers, and returns the path. */
export async function saveRows(
  path: string,
  rows: CellValue[][],
  make: (out: Writable) => SheetWriter,
): Promise<string> {
  const writer = make(createWriteStream(path))
  for (const row of rows) await writer.write(row)
  await writer.end()
  return path
}
