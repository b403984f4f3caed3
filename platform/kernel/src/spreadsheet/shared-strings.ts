import { SpreadsheetError } from './error.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { decodeEscapes, detach } from './xlsx-text.ts'
import { XmlReader } from './xml-reader.ts'
import type { ZipArchive } from './zip-archive.ts'

/** What an array slot and a string object cost besides the characters. */
const OVERHEAD_BYTES = 32
const BYTES_PER_CHARACTER = 2
/** An escaped character (`_xHHHH_`) is this long in the file. */
const ESCAPE_LENGTH = 7

/**
 * The texts that cells refer to by index. They have to be in memory, since a cell may refer to any of them.
 * @throws SpreadsheetError `too_large` beyond `maxSharedStringBytes`, `cell_too_long`
 */
export async function readSharedStrings(
  archive: ZipArchive,
  part: string,
  limits: SpreadsheetLimits,
): Promise<string[]> {
  const { maxCellLength, maxSharedStringBytes } = limits
  const strings: string[] = []
  let bytes = 0
  let current = ''
  let inText = false
  let phoneticDepth = 0
  const refuseLength = (): never => {
    throw new SpreadsheetError('cell_too_long', { maxCellLength })
  }
  const xml = new XmlReader(
    part,
    {
      open(name) {
        if (name === 'si') current = ''
        if (name === 'rPh') phoneticDepth++
        if (name === 't') inText = phoneticDepth === 0
      },
      text(text) {
        if (!inText) return
        current += text
        if (current.length > maxCellLength * ESCAPE_LENGTH) refuseLength()
      },
      close(name) {
        if (name === 't') inText = false
        if (name === 'rPh') phoneticDepth--
        if (name !== 'si') return
        // One unit more than a cell may have shows that the text is overlong.
        const string = detach(decodeEscapes(current).slice(0, maxCellLength + 1))
        bytes += string.length * BYTES_PER_CHARACTER + OVERHEAD_BYTES
        if (bytes > maxSharedStringBytes) throw new SpreadsheetError('too_large', { maxSharedStringBytes })
        strings.push(string)
      },
      overlong() {
        if (inText) refuseLength()
      },
    },
    { maxTokenLength: maxCellLength * ESCAPE_LENGTH },
  )
  for await (const chunk of archive.read(part)) xml.write(chunk)
  xml.end()
  return strings
}
