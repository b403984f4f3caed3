import { isUtf8 } from 'node:buffer'
import { TextDecoder } from 'node:util'
import { CsvRecords } from './csv-records.ts'
import { SpreadsheetError } from './error.ts'
import { defaultLimits } from './limits.ts'
import type { TextEncoding } from './reading.ts'

export const csvDelimiters = [',', ';', '\t', '|'] as const

const LINES_TO_COMPARE = 20

/**
 * Turns bytes into text piece by piece. A sequence cut by the end of a piece waits for the next one, so a fault is
 * always a fault of the file.
 */
export class CsvDecoder {
  readonly #encoding: TextEncoding
  #waiting: Buffer = Buffer.alloc(0)

  constructor(encoding: TextEncoding) {
    this.#encoding = encoding
  }

  /** The text of `chunk`; `broken` when a byte after `text` is invalid or NUL, which no text file holds. */
  decode(chunk: Buffer): { text: string; broken: boolean } {
    const bytes = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk])
    const complete = countCompleteBytes(bytes, this.#encoding)
    this.#waiting = Buffer.from(bytes.subarray(complete))
    const whole = toText(bytes.subarray(0, complete), this.#encoding)
    if (whole !== undefined) return { text: whole, broken: false }

    let valid = 0
    let invalid = complete
    while (invalid - valid > 1) {
      const middle = (valid + invalid) >> 1
      if (decodePrefix(bytes, middle, this.#encoding) !== undefined) valid = middle
      else invalid = middle
    }
    return { text: decodePrefix(bytes, valid, this.#encoding) ?? '', broken: true }
  }

  /** True when the file ended inside a character. */
  isCut(): boolean {
    return this.#waiting.length > 0
  }
}

function decodePrefix(bytes: Buffer, length: number, encoding: TextEncoding): string | undefined {
  const prefix = bytes.subarray(0, length)
  return toText(prefix.subarray(0, countCompleteBytes(prefix, encoding)), encoding)
}

const windows1252 = new TextDecoder('windows-1252')

function toText(bytes: Buffer, encoding: TextEncoding): string | undefined {
  if (encoding === 'utf-8') return isUtf8(bytes) && !bytes.includes(0) ? bytes.toString() : undefined
  if (encoding === 'windows-1252') return bytes.includes(0) ? undefined : windows1252.decode(bytes)
  const littleEndian = encoding === 'utf-16le' ? bytes : Buffer.from(bytes).swap16()
  const text = littleEndian.toString('utf16le')
  return text.isWellFormed() && !text.includes('\0') ? text : undefined
}

/** How many bytes of the beginning hold whole characters. */
export function countCompleteBytes(bytes: Buffer, encoding: TextEncoding): number {
  if (encoding === 'windows-1252') return bytes.length
  if (encoding === 'utf-8') return countCompleteUtf8(bytes)
  const even = bytes.length - (bytes.length % 2)
  if (even === 0) return 0
  const last = encoding === 'utf-16le' ? bytes.readUInt16LE(even - 2) : bytes.readUInt16BE(even - 2)
  const isHighSurrogate = last >= 0xd800 && last <= 0xdbff
  return isHighSurrogate ? even - 2 : even
}

function countCompleteUtf8(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back]!
    const isContinuation = byte >= 0x80 && byte <= 0xbf
    if (isContinuation) continue
    const expected = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1
    return expected > back ? bytes.length - back : bytes.length
  }
  return bytes.length
}

/** Excel's own first line, plain or quoted, with the empty cells that other programs add when they save it again. */
const DECLARATION = /^(?:sep=([^"\r\n])|"sep=([^"\r\n])")[,;\t|]*(?:\r\n|\n|\r|$)/i

/**
 * The delimiter of the first lines: the one that splits most of them into the same number of cells, then the one that
 * splits them into more. A decimal comma in the rows of a `;` file therefore does not win, since its header has none, and
 * a title above the header does not matter. Excel's own `sep=;` line decides at once; `preambleLength` is how many
 * characters of `text` it takes, to be skipped.
 */
export function detectDelimiter(text: string): { delimiter: string; preambleLength: number } {
  const declared = DECLARATION.exec(text)
  const sign = declared?.[1] ?? declared?.[2]
  if (declared && sign !== undefined) return { delimiter: sign, preambleLength: declared[0].length }

  let best = { delimiter: ',', agreeing: 0, width: 0 }
  for (const delimiter of csvDelimiters) {
    const counts = new Map<number, number>()
    for (const width of widthsOf(text, delimiter)) {
      if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1)
    }
    for (const [width, agreeing] of counts) {
      if (agreeing > best.agreeing || (agreeing === best.agreeing && width > best.width)) {
        best = { delimiter, agreeing, width }
      }
    }
  }
  return { delimiter: best.delimiter, preambleLength: 0 }
}

/** Only for comparing delimiters: no cell needs more than a beginning, and no file is refused here. */
const GUESSING = { ...defaultLimits, maxCellLength: 10, maxColumns: 1000 }

/** The number of cells in each of the first lines, with those at the end that are blank: a `;` file often has no note. */
function widthsOf(text: string, delimiter: string): number[] {
  const records = new CsvRecords(delimiter, GUESSING)
  try {
    records.write(text)
    records.end()
  } catch (error) {
    // The text is a piece that may end inside a quoted cell; what was split before it is enough.
    if (!(error instanceof SpreadsheetError)) throw error
  }
  return records
    .take()
    .slice(0, LINES_TO_COMPARE)
    .map(({ width }) => width)
}
