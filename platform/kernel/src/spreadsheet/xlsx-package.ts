import { posix } from 'node:path'
import { SpreadsheetError } from './error.ts'
import { classifyBuiltInFormat, classifyFormatCode, type DateKind } from './number-format.ts'
import { type XmlHandlers, XmlReader } from './xml-reader.ts'
import type { ZipArchive } from './zip-archive.ts'

/** Excel itself allows 64,000 cell formats; a sheet list or relation list beyond this is no office document. */
const MAX_LIST_LENGTH = 65_536

/** Where the parts of a workbook are that matter to a reader of cells. */
export interface Workbook {
  sheetPart: string
  sharedStringsPart: string | undefined
  /** What kind of date the cell format of each index shows. */
  dateKinds: (DateKind | undefined)[]
  date1904: boolean
}

interface Relation {
  type: string
  part: string
}

/**
 * Finds the first visible worksheet by following the relations of the package, since part names are free.
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

  const { isWorkbook, date1904, visibleSheetIds } = await readSheetList(archive, workbookPart)
  if (!isWorkbook) throw new SpreadsheetError('not_a_spreadsheet', { reason: 'content' })
  const relations = await readRelations(archive, workbookPart)
  const partOfType = (wanted: string) => [...relations.values()].find(({ type }) => type === wanted)?.part
  const sheet = visibleSheetIds
    .map((id) => relations.get(id))
    .find((relation) => relation?.type === 'worksheet')
  if (!sheet) throw new SpreadsheetError('not_a_spreadsheet', { reason: 'no_visible_sheet' })
  const stylesPart = partOfType('styles')
  const sharedStringsPart = partOfType('sharedStrings')
  return {
    sheetPart: sheet.part,
    sharedStringsPart: sharedStringsPart && archive.has(sharedStringsPart) ? sharedStringsPart : undefined,
    dateKinds: stylesPart && archive.has(stylesPart) ? await readDateKinds(archive, stylesPart) : [],
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
      addToList(relations.size, part)
      relations.set(Id, { type: posix.basename(Type), part: target })
    },
  })
  return relations
}

async function readSheetList(archive: ZipArchive, part: string) {
  const visibleSheetIds: string[] = []
  let date1904 = false
  let root: string | undefined
  await readPart(archive, part, {
    open(name, attributes) {
      root ??= name
      if (name === 'workbookPr') date1904 = attributes.date1904 === '1' || attributes.date1904 === 'true'
      if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return
      const idAttribute = Object.keys(attributes).find((key) => key.endsWith(':id'))
      addToList(visibleSheetIds.length, part)
      if (idAttribute) visibleSheetIds.push(attributes[idAttribute]!)
    },
  })
  return { isWorkbook: root === 'workbook', date1904, visibleSheetIds }
}

async function readDateKinds(archive: ZipArchive, part: string): Promise<(DateKind | undefined)[]> {
  const customFormats = new Map<number, string>()
  const formatIds: number[] = []
  let inCellFormats = false
  await readPart(archive, part, {
    open(name, { numFmtId, formatCode }) {
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'numFmt') {
        addToList(customFormats.size, part)
        // Excel allows 255 characters; a longer code is no date format.
        customFormats.set(Number(numFmtId), (formatCode ?? '').slice(0, 255))
      }
      if (name === 'xf' && inCellFormats) {
        addToList(formatIds.length, part)
        formatIds.push(Number(numFmtId ?? 0))
      }
    },
    close(name) {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return formatIds.map((id) => {
    const code = customFormats.get(id)
    return code === undefined ? classifyBuiltInFormat(id) : classifyFormatCode(code)
  })
}

async function readPart(archive: ZipArchive, part: string, handlers: XmlHandlers): Promise<void> {
  const xml = new XmlReader(part, handlers)
  for await (const chunk of archive.read(part)) xml.write(chunk)
  xml.end()
}

function addToList(length: number, part: string): void {
  if (length >= MAX_LIST_LENGTH) throw new SpreadsheetError('broken_file', { reason: 'list_too_long', part })
}
