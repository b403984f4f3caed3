import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Writable } from 'node:stream'

/** In memory of one spool; what its reader is further behind goes to disk. */
const MOST_MEMORY_BYTES = 256 * 1024
const PIECE_BYTES = 64 * 1024
const LONGEST_TURN_MS = 10

/** The disk that all spools of a process share. One of them has at most a quarter of it. */
export class SpoolSpace {
  readonly folder: string
  readonly #limitBytes: number
  #usedBytes = 0
  readonly #waiting = new Set<() => void>()

  constructor(folder: string, limitBytes: number) {
    this.folder = folder
    this.#limitBytes = limitBytes
  }

  hasRoom(ownBytes: number, moreBytes: number): boolean {
    return ownBytes + moreBytes <= this.#limitBytes / 4 && this.#usedBytes + moreBytes <= this.#limitBytes
  }

  take(bytes: number): void {
    this.#usedBytes += bytes
  }

  free(bytes: number): void {
    this.#usedBytes -= bytes
    for (const tell of this.#waiting) tell()
  }

  /** `tell` is called whenever room was freed; the answered function ends that. */
  watch(tell: () => void): () => void {
    this.#waiting.add(tell)
    return () => this.#waiting.delete(tell)
  }

  get usedBytes(): number {
    return this.#usedBytes
  }
}

/**
 * Bytes between a writer that should not wait and a reader that may be slow: memory for a reader that keeps up, disk for
 * one that does not. The writer waits for the reader only when the disk space is used up. The file on disk has no name,
 * so that none is left behind by a process that dies.
 */
export class Spool extends Writable {
  readonly #space: SpoolSpace
  #memory: Buffer[] = []
  #memoryBytes = 0
  #file: FileHandle | undefined
  #fileBytes = 0
  #readBytes = 0
  #turnBegan = performance.now()
  #ended = false
  #tellReader: (() => void) | undefined
  #tellWriter: (() => void) | undefined

  constructor(space: SpoolSpace) {
    // Its end is not the reader's: until everything is fetched, a failure must still be told to both sides.
    super({ highWaterMark: PIECE_BYTES, autoDestroy: false })
    this.#space = space
    // The writer learns of a failure by its own calls; a stream without a listener would end the process.
    this.on('error', () => undefined)
  }

  /** What was written, in order, until the end; throws the spool's error. A piece is overwritten by the next one. */
  async *pieces(): AsyncGenerator<Buffer> {
    const room = Buffer.allocUnsafe(PIECE_BYTES)
    for (;;) {
      if (this.errored) throw this.errored
      if (this.destroyed) throw new Error('the spool was closed')
      const oldest = this.#memory.shift()
      if (oldest) {
        this.#memoryBytes -= oldest.length
        yield oldest
        this.#tellWriter?.()
      } else if (this.#file && this.#readBytes < this.#fileBytes) {
        const { bytesRead } = await this.#file.read(room, 0, PIECE_BYTES, this.#readBytes)
        this.#readBytes += bytesRead
        yield room.subarray(0, bytesRead)
        this.#tellWriter?.()
      } else if (this.#ended) {
        return
      } else {
        await new Promise<void>((resolve) => {
          this.#tellReader = resolve
        })
      }
    }
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#store(chunk).then(
      () => this.#pause(done),
      (error: Error) => {
        done(error)
        this.destroy(error)
      },
    )
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#ended = true
    this.#tellReader?.()
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#tellReader?.()
    this.#tellWriter?.()
    this.discard().then(() => done(error), done)
  }

  /** Gives the disk back. */
  async discard(): Promise<void> {
    const file = this.#file
    this.#file = undefined
    this.#memory = []
    if (!file) return
    await file.close()
    this.#space.free(this.#fileBytes)
    this.#fileBytes = 0
    this.#readBytes = 0
  }

  async #store(chunk: Buffer): Promise<void> {
    for (;;) {
      if (this.#isReadWhole() && this.#fileBytes > 0) await this.#empty()
      const isBehind = this.#readBytes < this.#fileBytes
      if (!isBehind && this.#memoryBytes + chunk.length <= MOST_MEMORY_BYTES) {
        this.#memory.push(chunk)
        this.#memoryBytes += chunk.length
        break
      }
      if (this.#space.hasRoom(this.#fileBytes, chunk.length)) {
        await this.#append(chunk)
        break
      }
      await this.#change()
      this.#assertOpen()
    }
    this.#tellReader?.()
  }

  #isReadWhole(): boolean {
    return this.#readBytes === this.#fileBytes && this.#memory.length === 0
  }

  /** A reader that nearly keeps up needs little disk: where it has caught up, the file begins again. */
  async #empty(): Promise<void> {
    await this.#file?.truncate(0)
    this.#space.free(this.#fileBytes)
    this.#fileBytes = 0
    this.#readBytes = 0
  }

  async #append(chunk: Buffer): Promise<void> {
    this.#space.take(chunk.length)
    try {
      const file = await this.#openedFile()
      const at = this.#fileBytes
      for (let written = 0; written < chunk.length; ) {
        const left = chunk.length - written
        written += (await file.write(chunk, written, left, at + written)).bytesWritten
      }
      this.#assertOpen()
      this.#fileBytes += chunk.length
    } catch (error) {
      this.#space.free(chunk.length)
      throw error
    }
  }

  async #openedFile(): Promise<FileHandle> {
    if (this.#file) return this.#file
    const file = await openNameless(this.#space.folder)
    // Closed in the meantime, the spool would not close it any more.
    if (this.destroyed) await file.close()
    this.#assertOpen()
    this.#file = file
    return file
  }

  #assertOpen(): void {
    if (this.destroyed) throw this.errored ?? new Error('the spool was closed')
  }

  /** Resolves when the reader has taken something, other spools have given back disk, or this one was closed. */
  async #change(): Promise<void> {
    await new Promise<void>((resolve) => {
      const tell = () => {
        stop()
        resolve()
      }
      const stop = this.#space.watch(tell)
      this.#tellWriter = tell
    })
  }

  /** A writer that never has to wait would otherwise hold the event loop for a whole file. */
  #pause(done: () => void): void {
    if (performance.now() - this.#turnBegan < LONGEST_TURN_MS) {
      done()
      return
    }
    setImmediate(() => {
      this.#turnBegan = performance.now()
      done()
    })
  }
}

async function openNameless(folder: string): Promise<FileHandle> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `spool-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  await unlink(path)
  return file
}
