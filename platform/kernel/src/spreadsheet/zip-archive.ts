import { pipeline, type Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { SpreadsheetError } from './error.ts'
import { ratioFloorBytes, type SpreadsheetLimits } from './limits.ts'
import { ownTurn } from './own-turn.ts'

const CHUNK_BYTES = 64 * 1024
const SMALL_ENTRIES = 200
const STORED = 0
const DEFLATED = 8

/**
 * The parts of a ZIP archive, unpacked as streams. What the directory declares is checked before anything is
 * unpacked, and while unpacking a part may not outgrow its declaration: so a lying directory gains nothing.
 * Part names are only looked up, never used as paths of a disk.
 */
export class ZipArchive {
  readonly #zip: ZipFile
  readonly #entries: Map<string, Entry>
  readonly #limits: SpreadsheetLimits

  private constructor(zip: ZipFile, entries: Map<string, Entry>, limits: SpreadsheetLimits) {
    this.#zip = zip
    this.#entries = entries
    this.#limits = limits
  }

  /** @throws SpreadsheetError `zip_bomb`, `broken_file` or `unsupported_format` */
  static async open(path: string, limits: SpreadsheetLimits): Promise<ZipArchive> {
    const zip = await blame('zip', () => openPromise(path, { autoClose: false, validateEntrySizes: false }))
    try {
      return new ZipArchive(zip, await blame('zip', () => readDirectory(zip, limits)), limits)
    } catch (error) {
      zip.close()
      throw error
    }
  }

  has(part: string): boolean {
    return this.#entries.has(part.toLowerCase())
  }

  /** Unpacks a part; names are compared without case, as the packaging convention of XLSX asks. */
  async *read(part: string): AsyncGenerator<Buffer> {
    const entry = this.#entries.get(part.toLowerCase())
    if (!entry) throw new SpreadsheetError('broken_file', { reason: 'part_missing', part })
    const { uncompressedSize: declared, compressedSize: packed } = entry
    if (declared > ratioFloorBytes && declared > packed * this.#limits.maxRatio) {
      throw new SpreadsheetError('zip_bomb', { reason: 'ratio' })
    }
    let unpacked = 0
    let checksum = 0
    const stream = await blame(part, () => this.#unpack(entry, part))
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        await ownTurn()
        unpacked += chunk.length
        if (unpacked > declared) throw new SpreadsheetError('zip_bomb', { reason: 'size' })
        checksum = crc32(chunk, checksum)
        yield chunk
      }
    } catch (error) {
      throw asBroken(error, part)
    }
    if (unpacked !== declared || checksum !== entry.crc32) {
      throw new SpreadsheetError('broken_file', { reason: 'checksum', part })
    }
  }

  close(): void {
    this.#zip.close()
  }

  async #unpack(entry: Entry, part: string): Promise<Readable> {
    if (entry.isEncrypted()) throw new SpreadsheetError('unsupported_format', { format: 'encrypted' })
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
      throw new SpreadsheetError('broken_file', { reason: 'compression_method', part })
    }
    // Inflating is done here and not by yauzl, whose inflater is not freed when a reader stops early.
    const packed = await this.#zip.openReadStreamPromise(entry, { decodeFileData: false })
    if (entry.compressionMethod === STORED) return packed
    const inflate = createInflateRaw({ chunkSize: CHUNK_BYTES })
    // A failure of either stream reaches the reader as the failure of `inflate`.
    pipeline(packed, inflate, () => {})
    return inflate
  }
}

/**
 * True when `path` is no archive, or one whose parts declare no more than `bytes` together; a part cannot outgrow what it
 * declares. A broken archive is small: reading it says so.
 */
export async function isSmallArchive(path: string, bytes: number): Promise<boolean> {
  let zip: ZipFile
  try {
    zip = await openPromise(path, { autoClose: false, validateEntrySizes: false })
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    return true
  }
  let declared = 0
  try {
    if (zip.entryCount > SMALL_ENTRIES) return false
    for await (const entry of zip.eachEntry()) {
      declared += entry.uncompressedSize
      if (declared > bytes) return false
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
  } finally {
    zip.close()
  }
  return true
}

async function readDirectory(zip: ZipFile, limits: SpreadsheetLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.maxEntries) throw new SpreadsheetError('zip_bomb', { reason: 'entries' })
  const entries = new Map<string, Entry>()
  let declared = 0
  for await (const entry of zip.eachEntry()) {
    declared += entry.uncompressedSize
    if (declared > limits.maxUnpackedBytes) throw new SpreadsheetError('zip_bomb', { reason: 'unpacked' })
    const name = entry.fileName.toLowerCase()
    // Two parts of one name are read differently by different programs, which is how files deceive scanners.
    if (entries.has(name))
      throw new SpreadsheetError('broken_file', { reason: 'part_twice', part: entry.fileName })
    entries.set(name, entry)
  }
  return entries
}

async function blame<T>(part: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asBroken(error, part)
  }
}

/** Errors of the disk stay what they are; everything else that ZIP or DEFLATE complains about is the file's fault. */
function asBroken(error: unknown, part: string): unknown {
  if (error instanceof SpreadsheetError) return error
  const isSystemError = error instanceof Error && 'syscall' in error
  return isSystemError ? error : new SpreadsheetError('broken_file', { reason: 'unpacking', part }, error)
}
