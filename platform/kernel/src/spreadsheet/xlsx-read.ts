import type { SpreadsheetLimits } from './limits.ts'
import type { SheetRow } from './read.ts'
import { readSharedStrings } from './shared-strings.ts'
import { readWorkbook } from './xlsx-package.ts'
import { SheetHandlers } from './xlsx-sheet.ts'
import { XmlReader } from './xml-reader.ts'
import { ZipArchive } from './zip-archive.ts'

/** Twice the longest notation of a character in XML (`&#x10FFFF;`), so that no honest cell is refused for it. */
const NOTATION_LENGTH = 20

/** Rows of the first visible worksheet. Nothing is unpacked to disk, and one worksheet is all that is read. */
export async function* readXlsx(path: string, limits: SpreadsheetLimits): AsyncGenerator<SheetRow> {
  const archive = await ZipArchive.open(path, limits)
  try {
    const { sheetPart, sharedStringsPart, dateKinds, date1904 } = await readWorkbook(archive)
    const sharedStrings = sharedStringsPart ? await readSharedStrings(archive, sharedStringsPart, limits) : []
    const sheet = new SheetHandlers({ part: sheetPart, sharedStrings, dateKinds, date1904, limits })
    const xml = new XmlReader(sheetPart, sheet, { maxTokenLength: limits.maxCellLength * NOTATION_LENGTH })
    for await (const chunk of archive.read(sheetPart)) {
      xml.write(chunk)
      yield* sheet.takeRows()
    }
    xml.end()
    yield* sheet.takeRows()
  } finally {
    archive.close()
  }
}
