import { isAscii, isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { countCompleteBytes } from './csv-text.ts'
import type { TextEncoding } from './reading.ts'

const CHUNK_BYTES = 256 * 1024

const MARKS: [TextEncoding, Buffer][] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
]

/**
 * In which encoding a text file is written. A byte order mark decides. Without one, every second byte being zero means
 * UTF-16; a whole file of valid UTF-8 is UTF-8; what is left is Windows-1252, in which spreadsheet programs save by
 * default. A file with more valid UTF-8 sequences than invalid bytes is UTF-8 that is broken somewhere: reading it in
 * another encoding would turn every letter with an accent into two wrong ones.
 */
export async function detectEncoding(
  file: FileHandle,
  head: Buffer,
  chosen: TextEncoding | undefined,
): Promise<{ encoding: TextEncoding; bomBytes: number }> {
  const mark = MARKS.find(([, bytes]) => head.subarray(0, bytes.length).equals(bytes))
  if (mark && (chosen === undefined || chosen === mark[0])) {
    return { encoding: mark[0], bomBytes: mark[1].length }
  }
  if (chosen !== undefined) return { encoding: chosen, bomBytes: 0 }
  const encoding = detectUtf16(head) ?? ((await isMeantAsUtf8(file)) ? 'utf-8' : 'windows-1252')
  return { encoding, bomBytes: 0 }
}

/** Tables are mostly ASCII, whose other byte is zero in UTF-16. */
function detectUtf16(head: Buffer): TextEncoding | undefined {
  const beginning = head.subarray(0, 1024)
  const units = beginning.length >> 1
  if (units < 2) return undefined
  const zeros = [0, 0]
  for (let at = 0; at < units * 2; at++) if (beginning[at] === 0) zeros[at % 2]!++
  const [high, low] = zeros as [number, number]
  if (low > units / 2 && high === 0) return 'utf-16le'
  return high > units / 2 && low === 0 ? 'utf-16be' : undefined
}

const MULTIBYTE = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g

async function isMeantAsUtf8(file: FileHandle): Promise<boolean> {
  const buffer = Buffer.alloc(CHUNK_BYTES)
  let waiting = 0
  let sequences = 0
  let faults = 0
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(buffer, waiting, CHUNK_BYTES - waiting, position)
    position += bytesRead
    const bytes = buffer.subarray(0, waiting + bytesRead)
    if (bytesRead === 0) {
      if (waiting > 0) faults++
      break
    }
    const complete = countCompleteBytes(bytes, 'utf-8')
    const whole = bytes.subarray(0, complete)
    if (!isAscii(whole)) {
      const rest = whole.toString('latin1').replace(MULTIBYTE, () => {
        sequences++
        return ''
      })
      if (!isUtf8(whole)) faults += Math.max(1, rest.length - rest.replace(/[\x80-\xff]/g, '').length)
    }
    waiting = bytes.length - complete
    bytes.copyWithin(0, complete)
  }
  return faults === 0 || sequences > faults
}
