import { isUtf8 } from 'node:buffer'
import type { TextEncoding } from './file-format.ts'

export const csvDelimiters = [',', ';', '\t', '|'] as const

const QUOTE = '"'
const LINES_TO_COMPARE = 20

/**
 * Turns bytes into valid UTF-8 piece by piece. A sequence cut by the end of a piece waits for the next one,
 * so a fault is always a fault of the file.
 */
export class CsvDecoder {
  readonly #encoding: TextEncoding
  #waiting: Buffer = Buffer.alloc(0)

  constructor(encoding: TextEncoding) {
    this.#encoding = encoding
  }

  /** The UTF-8 of `chunk`; `broken` when a byte after `text` is invalid or NUL, which no text file holds. */
  decode(chunk: Buffer): { text: Buffer; broken: boolean } {
    const bytes = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk])
    const complete = countCompleteBytes(bytes, this.#encoding)
    this.#waiting = Buffer.from(bytes.subarray(complete))
    const whole = toUtf8(bytes.subarray(0, complete), this.#encoding)
    if (whole) return { text: whole, broken: false }

    let valid = 0
    let invalid = complete
    while (invalid - valid > 1) {
      const middle = (valid + invalid) >> 1
      if (decodePrefix(bytes, middle, this.#encoding)) valid = middle
      else invalid = middle
    }
    return { text: decodePrefix(bytes, valid, this.#encoding) ?? Buffer.alloc(0), broken: true }
  }

  /** True when the file ended inside a character. */
  isCut(): boolean {
    return this.#waiting.length > 0
  }
}

function decodePrefix(bytes: Buffer, length: number, encoding: TextEncoding): Buffer | undefined {
  const prefix = bytes.subarray(0, length)
  return toUtf8(prefix.subarray(0, countCompleteBytes(prefix, encoding)), encoding)
}

function toUtf8(bytes: Buffer, encoding: TextEncoding): Buffer | undefined {
  if (encoding === 'utf-8') return isUtf8(bytes) && !bytes.includes(0) ? bytes : undefined
  const littleEndian = encoding === 'utf-16le' ? bytes : Buffer.from(bytes).swap16()
  const text = littleEndian.toString('utf16le')
  return text.isWellFormed() && !text.includes('\0') ? Buffer.from(text) : undefined
}

/** How many bytes of the beginning hold whole characters. */
function countCompleteBytes(bytes: Buffer, encoding: TextEncoding): number {
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

/**
 * The delimiter of the first lines, looked for outside quotes: the one that the first line has and most lines
 * have equally often. A decimal comma in the rows of a `;` file therefore does not win, since its header has
 * none. Excel's own `sep=;` first line decides at once; `preambleBytes` is its length, to be skipped.
 */
export function detectDelimiter(text: string): { delimiter: string; preambleBytes: number } {
  const declared = /^sep=([,;\t|])\r?\n/i.exec(text)
  if (declared) return { delimiter: declared[1]!, preambleBytes: declared[0].length }

  let best = { delimiter: ',', agreeing: 0, count: 0 }
  for (const delimiter of csvDelimiters) {
    const counts = countPerLine(text, delimiter)
    const count = counts[0] ?? 0
    if (count === 0) continue
    const agreeing = counts.filter((other) => other === count).length
    if (agreeing > best.agreeing || (agreeing === best.agreeing && count > best.count)) {
      best = { delimiter, agreeing, count }
    }
  }
  return { delimiter: best.delimiter, preambleBytes: 0 }
}

function countPerLine(text: string, delimiter: string): number[] {
  const counts: number[] = []
  let count = 0
  let quoted = false
  let empty = true
  for (const character of text) {
    if (character === QUOTE) quoted = !quoted
    if (!quoted && (character === '\n' || character === '\r')) {
      if (!empty) counts.push(count)
      if (counts.length === LINES_TO_COMPARE) return counts
      count = 0
      empty = true
      continue
    }
    empty = false
    if (!quoted && character === delimiter) count++
  }
  if (!empty) counts.push(count)
  return counts
}
