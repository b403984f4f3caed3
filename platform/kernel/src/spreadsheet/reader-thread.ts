import { stat } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { SpreadsheetError } from './error.ts'
import type { SpreadsheetLimits } from './limits.ts'
import { type OpenedSheet, openSheetHere, type SheetRow } from './open-sheet.ts'
import { ownTurn } from './own-turn.ts'
import { type ReaderMessage, type ReaderTask, unpackRow } from './reader-messages.ts'
import { enterThread, type ReadingFor } from './reader-places.ts'
import type { ReadingChoice } from './reading.ts'
import { isSmallArchive } from './zip-archive.ts'

/**
 * A file of at most so many bytes, packed and unpacked, is read without a thread, whose start takes longer: reading is
 * linear in the bytes whatever they are, and goes in pieces of 64 kB, one in a turn of the loop, of all files together.
 */
const SMALL_BYTES = 512 * 1024

const CHECK_MILLISECONDS = 250
const YOUNG_GENERATION_MEGABYTES = 16

/**
 * Opens a file for reading, in a thread of its own unless it is small; then it may have to wait for a place.
 * @throws SpreadsheetError `too_costly` when the thread takes more memory or computing time than the limits allow, and
 * as listed there; what {@link enterThread} throws; the signal's reason
 */
export async function openSheet(
  path: string,
  choice: ReadingChoice,
  limits: SpreadsheetLimits,
  reading: ReadingFor,
  signal?: AbortSignal,
): Promise<OpenedSheet> {
  signal?.throwIfAborted()
  const { size } = await stat(path)
  const isSmall = size <= SMALL_BYTES && (await isSmallArchive(path, SMALL_BYTES))
  if (isSmall) return await openSheetHere(path, choice, limits)
  const leave = await enterThread(reading, signal)
  try {
    return await ReaderThread.open({ path, choice, limits }, signal, leave)
  } catch (error) {
    leave()
    throw error
  }
}

/** A thread that reads one file, and its messages. */
class ReaderThread {
  readonly #worker: Worker
  readonly #limits: SpreadsheetLimits
  readonly #signal: AbortSignal | undefined
  readonly #messages: ReaderMessage[] = []
  readonly #clock: NodeJS.Timeout
  #failure: unknown
  #over = false
  #wake: (() => void) | undefined

  /** `leave` is called once after the thread of an opened file has ended. */
  static async open(
    task: ReaderTask,
    signal: AbortSignal | undefined,
    leave: () => void,
  ): Promise<OpenedSheet> {
    const thread = new ReaderThread(task, signal)
    try {
      const opened = await thread.#next()
      if (opened?.kind !== 'opened')
        throw new Error('a reading thread began with something else than the file')
      const close = async () => {
        try {
          await thread.#close()
        } finally {
          leave()
        }
      }
      return { facts: opened.facts, rows: thread.#rows(), close }
    } catch (error) {
      await thread.#close()
      throw error
    }
  }

  private constructor(task: ReaderTask, signal: AbortSignal | undefined) {
    this.#limits = task.limits
    this.#signal = signal
    // The thread gets neither the environment with its secrets nor the process's own options.
    this.#worker = new Worker(new URL('./reader.worker.ts', import.meta.url), {
      workerData: task,
      env: {},
      execArgv: [],
      resourceLimits: {
        maxOldGenerationSizeMb: task.limits.maxHeapMegabytes,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MEGABYTES,
      },
    })
    this.#worker.on('message', (message: ReaderMessage) => {
      this.#messages.push(message)
      this.#wake?.()
    })
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      const isOutOfMemory = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      this.#fail(isOutOfMemory ? new SpreadsheetError('too_costly', { reason: 'memory' }, error) : error)
    })
    this.#worker.on('exit', () => {
      this.#over = true
      this.#wake?.()
    })
    this.#signal?.addEventListener('abort', this.#abort, { once: true })
    this.#clock = setInterval(() => void this.#checkTime(), CHECK_MILLISECONDS)
    this.#clock.unref()
  }

  async *#rows(): AsyncGenerator<SheetRow[]> {
    for (;;) {
      const message = await this.#next()
      if (message?.kind === 'end') return
      if (message?.kind !== 'rows') throw new Error('a reading thread ended without its last word')
      // A port hands over a thousand messages before the loop turns, if the thread keeps up with whoever reads them.
      await ownTurn()
      yield message.rows.map(unpackRow)
      this.#worker.postMessage(null)
    }
  }

  /** The next message; throws what ended the reading. */
  async #next(): Promise<ReaderMessage | undefined> {
    while (this.#messages.length === 0 && !this.#over && this.#failure === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    if (this.#failure !== undefined) throw this.#failure
    const message = this.#messages.shift()
    if (message?.kind === 'refused') throw new SpreadsheetError(message.code, message.params)
    if (message?.kind === 'failed') throw message.error
    return message
  }

  readonly #abort = () => this.#fail(this.#signal?.reason)

  async #checkTime(): Promise<void> {
    if (this.#over) return
    try {
      const { user, system } = await this.#worker.cpuUsage()
      if ((user + system) / 1000 <= this.#limits.maxCpuMilliseconds) return
      this.#fail(new SpreadsheetError('too_costly', { reason: 'time' }))
    } catch (error) {
      // A thread that has just ended is asked too late; anything else must be heard of.
      if ((error as NodeJS.ErrnoException).code !== 'ERR_WORKER_NOT_RUNNING') this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    this.#failure ??= error
    this.#wake?.()
    // The thread's work stops at once, wherever it is.
    void this.#worker.terminate()
  }

  async #close(): Promise<void> {
    clearInterval(this.#clock)
    this.#signal?.removeEventListener('abort', this.#abort)
    await this.#worker.terminate()
  }
}
