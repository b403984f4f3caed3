import { isUtf8 } from 'node:buffer'
import type { FileHandle } from 'node:fs/promises'
import { SpreadsheetError } from './error.ts'
import type { TextEncoding } from './reading.ts'
import { detectEncoding } from './text-encoding.ts'

export type FileFormat = { kind: 'xlsx' } | { kind: 'csv'; encoding: TextEncoding; bomBytes: number }

const OLE_MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/** Formats that are often uploaded by mistake, and start with bytes no CSV starts with. */
const FOREIGN_MAGIC = [
  '%PDF-',
  '\x89PNG',
  '\xff\xd8\xff',
  'GIF87a',
  'GIF89a',
  '\x1f\x8b',
  'Rar!\x1a',
  '7z\xbc\xaf',
  '{\\rtf1',
].map((magic) => Buffer.from(magic, 'latin1'))

/**
 * Says what a file is from its first bytes; its name is never asked.
 * @throws SpreadsheetError `not_a_spreadsheet` or `unsupported_format`
 */
export async function detectFormat(
  file: FileHandle,
  head: Buffer,
  chosen: TextEncoding | undefined,
): Promise<FileFormat> {
  if (head.length === 0) throw new SpreadsheetError('not_a_spreadsheet', { reason: 'empty' })
  if (startsWith(head, 'PK\x03\x04') || startsWith(head, 'PK\x05\x06')) return { kind: 'xlsx' }
  if (head.subarray(0, OLE_MAGIC.length).equals(OLE_MAGIC)) {
    throw new SpreadsheetError('unsupported_format', { format: await nameOleFormat(file, head) })
  }
  if (FOREIGN_MAGIC.some((magic) => head.subarray(0, magic.length).equals(magic))) {
    throw new SpreadsheetError('not_a_spreadsheet', { reason: 'content' })
  }
  const markup = /^(?:\xef\xbb\xbf)?\s*<(\?xml|!doctype|html|table)\b/i.exec(head.toString('latin1', 0, 512))
  if (markup) {
    throw new SpreadsheetError('unsupported_format', { format: markup[1] === '?xml' ? 'xml' : 'html' })
  }
  const { encoding, bomBytes } = await detectEncoding(file, head, chosen)
  if (!encoding.startsWith('utf-16') && looksBinary(head)) {
    throw new SpreadsheetError('not_a_spreadsheet', { reason: 'content' })
  }
  return { kind: 'csv', encoding, bomBytes }
}

/**
 * Control bytes together with bytes that are no UTF-8 mean a picture or a program. Either of them alone is
 * more likely a table: in another encoding, or with a fault that is better answered with its row.
 */
function looksBinary(head: Buffer): boolean {
  const beginning = head.subarray(0, 512)
  const hasControls = beginning.some((byte) => byte < 0x09 || (byte > 0x0d && byte < 0x20))
  return hasControls && !isUtf8(head.subarray(0, head.lastIndexOf(0x0a) + 1 || head.length))
}

/** A password-protected XLSX is an OLE container whose directory has a stream named `EncryptedPackage`. */
async function nameOleFormat(file: FileHandle, head: Buffer): Promise<'xls' | 'encrypted'> {
  if (head.length < 52) return 'xls'
  const sectorBytes = head.readUInt16LE(30) === 12 ? 4096 : 512
  const directoryStart = (head.readUInt32LE(48) + 1) * sectorBytes
  const directory = Buffer.alloc(4096)
  const { bytesRead } = await file.read(directory, 0, directory.length, directoryStart)
  const names = directory.subarray(0, bytesRead)
  return names.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'encrypted' : 'xls'
}

function startsWith(head: Buffer, magic: string): boolean {
  return head.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1'))
}
