import { posix } from 'node:path'
import { SpreadsheetError } from './error.ts'
import { makeNumberFormat, type NumberFormat } from './number-format.ts'
import { type XmlHandlers, XmlReader } from './xml-reader.ts'
import type { ZipArchive } from './zip-archive.ts'

/** Excel itself allows 64,000 cell formats; a sheet list or relation list beyond this is no office document. */
const MAX_LIST_LENGTH = 65_536
const MAX_SHEETS = 1000
/** Excel allows 31. */
const MAX_SHEET_NAME_LENGTH = 255
/** Excel allows as many in a number format; a longer code shows nothing that a table needs. */
/** A parsed code takes many times its length; people use some dozens. */
const MOST_PARSED_FORMATS = 1_000
const MAX_CODE_LENGTH = 255

export interface WorkbookSheet {
  name: string
  hidden: boolean
  part: string
}

/** Where the parts of a workbook are that matter to a reader of cells. */
export interface Workbook {
  /** The worksheets in their order; sheets of other kinds are left out. */
  sheets: WorkbookSheet[]
  sharedStringsPart: string | undefined
  /** The cell format of an index. */
  formatOf(style: number): NumberFormat | undefined
  date1904: boolean
}

interface Relation {
  type: string
  part: string
}

/**
 * Finds the worksheets by following the relations of the package, since part names are free.
 * @throws SpreadsheetError `unsupported_format`, `not_a_spreadsheet`, `broken_file`
 */
export async function readWorkbook(archive: ZipArchive): Promise<Workbook> {
  if (!archive.has('_rels/.rels')) throw nameOtherPackage(archive)
  const roots = await readRelations(archive, '')
  const workbookPart = [...roots.values()].find(({ type }) => type === 'officeDocument')?.part
  if (workbookPart === undefined) throw nameOtherPackage(archive)
  if (workbookPart.toLowerCase().endsWith('.bin')) {
    throw new SpreadsheetError('unsupported_format', { format: 'xlsb' })
  }

  const { isWorkbook, date1904, listed } = await readSheetList(archive, workbookPart)
  if (!isWorkbook) throw new SpreadsheetError('not_a_spreadsheet', { reason: 'content' })
  const relations = await readRelations(archive, workbookPart)
  const partOfType = (wanted: string) => [...relations.values()].find(({ type }) => type === wanted)?.part
  const sheets = listed.flatMap(({ id, name, hidden }) => {
    const relation = relations.get(id)
    return relation?.type === 'worksheet' ? [{ name, hidden, part: relation.part }] : []
  })
  const stylesPart = partOfType('styles')
  const sharedStringsPart = partOfType('sharedStrings')
  return {
    sheets,
    sharedStringsPart: sharedStringsPart && archive.has(sharedStringsPart) ? sharedStringsPart : undefined,
    formatOf:
      stylesPart && archive.has(stylesPart) ? await readFormats(archive, stylesPart) : () => undefined,
    date1904,
  }
}

function nameOtherPackage(archive: ZipArchive): SpreadsheetError {
  if (archive.has('META-INF/manifest.xml') && archive.has('content.xml')) {
    return new SpreadsheetError('unsupported_format', { format: 'ods' })
  }
  return new SpreadsheetError('not_a_spreadsheet', { reason: 'content' })
}

async function readRelations(archive: ZipArchive, source: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(source)
  const relations = new Map<string, Relation>()
  const part = posix.join(folder, '_rels', `${posix.basename(source)}.rels`)
  await readPart(archive, part, {
    open(name, { Id, Type, Target, TargetMode }) {
      if (name !== 'Relationship' || !Id || !Type || !Target || TargetMode === 'External') return
      const target = posix.join('/', Target.startsWith('/') ? '' : folder, Target).slice(1)
      if (relations.size >= MAX_LIST_LENGTH) refuseList(part)
      relations.set(Id, { type: posix.basename(Type), part: target })
    },
  })
  return relations
}

async function readSheetList(archive: ZipArchive, part: string) {
  const listed: { id: string; name: string; hidden: boolean }[] = []
  let date1904 = false
  let root: string | undefined
  await readPart(archive, part, {
    open(name, attributes) {
      root ??= name
      if (name === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet') return
      const idAttribute = Object.keys(attributes).find((key) => key.endsWith(':id'))
      if (!idAttribute) return
      if (listed.length >= MAX_SHEETS) refuseList(part)
      listed.push({
        id: attributes[idAttribute]!,
        name: (attributes.name ?? '').slice(0, MAX_SHEET_NAME_LENGTH).toWellFormed(),
        hidden: (attributes.state ?? 'visible') !== 'visible',
      })
    },
  })
  return { isWorkbook: root === 'workbook', date1904, listed }
}

/**
 * The cell formats by index. A code is parsed when the first cell uses it, so that a file with tens of thousands of them
 * costs no more than its length.
 */
async function readFormats(archive: ZipArchive, part: string): Promise<Workbook['formatOf']> {
  const codes = new Map<number, string>()
  const formatIds: number[] = []
  let inCellFormats = false
  await readPart(archive, part, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'numFmt') {
        if (codes.size >= MAX_LIST_LENGTH) refuseList(part)
        codes.set(Number(numFmtId), flat((formatCode ?? '').slice(0, MAX_CODE_LENGTH)))
      }
      if (name === 'xf' && inCellFormats) {
        if (formatIds.length >= MAX_LIST_LENGTH) refuseList(part)
        formatIds.push(Number(numFmtId ?? 0))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  const formats = new Map<number, NumberFormat>()
  return (style) => {
    const id = formatIds[style]
    if (id === undefined) return undefined
    let format = formats.get(id)
    if (!format) {
      if (formats.size >= MOST_PARSED_FORMATS) formats.clear()
      format = makeNumberFormat(id, codes.get(id))
      formats.set(id, format)
    }
    return format
  }
}

/**
 * The same text as a string of its own. What a parser builds sign by sign holds a node for each sign, and a slice holds what
 * it was cut from: tens of thousands of codes would fill the heap.
 */
function flat(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}

export async function readPart(archive: ZipArchive, part: string, handlers: XmlHandlers): Promise<void> {
  const xml = new XmlReader(part, handlers)
  for await (const chunk of archive.read(part)) xml.write(chunk)
  xml.end()
}

function refuseList(part: string): never {
  throw new SpreadsheetError('broken_file', { reason: 'list_too_long', part })
}
