import type { FastifyReply } from 'fastify'
import type { DownloadLimits } from '../config/config.ts'
import { Spool, type SpoolSpace } from '../files/spool.ts'
import type { FileAnswer } from '../operation/ctx.ts'

/** The caller went away before the file was whole: nobody's fault, so not an error in the log. */
export class CallerGone extends Error {
  override readonly name = 'CallerGone'
}

/** The caller took the file more slowly than anybody needs to, or for longer. */
export class CallerTooSlow extends Error {
  override readonly name = 'CallerTooSlow'
  readonly reason: 'pace' | 'time'

  constructor(reason: 'pace' | 'time') {
    super(reason === 'pace' ? 'the caller took too little in a while' : 'the caller took too long')
    this.reason = reason
  }
}

/** Small, so that what a slow caller takes is seen while it takes it. */
const SLICE_BYTES = 16 * 1024

type PaceLimits = Pick<DownloadLimits, 'leastBytesPerSecond' | 'windowSeconds' | 'mostSeconds'>

/**
 * One file on its way: written at the pace of the database, sent at the pace of its caller, with a spool in between. So
 * the transaction is over when the file is made, however slowly it is fetched.
 *
 * Nothing is sent before the first byte, so a failure until then is answered as a problem; a later one destroys the
 * connection, so that a cut file can never be taken for a whole one. A caller below the shortest pace or beyond the
 * longest time is cut off in the same way, and one that leaves ends the writer's work at once.
 */
export class FileDelivery {
  readonly #reply: FastifyReply
  readonly #limits: PaceLimits
  readonly #spool: Spool
  readonly #timers: NodeJS.Timeout[]
  readonly #leave = () => {
    if (!this.#reply.raw.writableFinished) this.#stop(new CallerGone('the caller closed the connection'))
  }
  #sending: Promise<void> | undefined
  #file: FileAnswer | undefined
  /** Within the window: what the caller took, and how long it was offered something that it had not taken. */
  #takenBytes = 0
  #offeredMilliseconds = 0
  #offeredAt: number | undefined

  constructor(reply: FastifyReply, limits: PaceLimits, space: SpoolSpace) {
    this.#reply = reply
    this.#limits = limits
    this.#spool = new Spool(space)
    this.#timers = [
      setInterval(() => this.#judgePace(), limits.windowSeconds * 1_000),
      setTimeout(() => this.#stop(new CallerTooSlow('time')), limits.mostSeconds * 1_000),
    ]
    reply.raw.once('close', this.#leave)
  }

  /** Writes the whole file and begins to send it; to be called inside the transaction. Rejects when the caller leaves. */
  async take(file: FileAnswer): Promise<void> {
    if (this.#reply.raw.destroyed) throw new CallerGone('the caller closed the connection')
    this.#file = file
    this.#sending = this.#send()
    this.#sending.catch((error: Error) => this.#spool.destroy(error))
    try {
      await file.write(this.#spool)
    } catch (error) {
      throw this.#spool.errored ?? error
    }
    if (this.#spool.errored) throw this.#spool.errored
  }

  /** Sends what is left and declares the file whole; resolves when the connection has taken all of it. */
  async finish(): Promise<void> {
    if (!this.#spool.writableEnded) this.#spool.end()
    await this.#sending
    this.#begin()
    this.#reply.raw.end()
  }

  /** Ends a delivery in any case; one that failed after its first byte visibly. */
  async close(error?: Error): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer)
    this.#reply.raw.off('close', this.#leave)
    if (error) this.#spool.destroy(error)
    if (error && this.#reply.sent) this.#reply.raw.destroy(error)
    await this.#spool.discard()
  }

  #stop(error: Error): void {
    this.#spool.destroy(error)
    // Whoever waits for the caller to take more must not wait any longer.
    if (this.#reply.sent) this.#reply.raw.destroy(error)
  }

  async #send(): Promise<void> {
    for await (const piece of this.#spool.pieces()) {
      this.#begin()
      for (let at = 0; at < piece.length; at += SLICE_BYTES) {
        await this.#offer(piece.subarray(at, at + SLICE_BYTES))
      }
    }
  }

  async #offer(slice: Buffer): Promise<void> {
    this.#offeredAt = performance.now()
    await new Promise<void>((resolve, reject) => {
      const { raw } = this.#reply
      const gone = () => reject(this.#spool.errored ?? new CallerGone('the caller closed the connection'))
      // A caller that has left never takes anything: the write that waits for it must end all the same.
      if (raw.destroyed) return gone()
      raw.once('close', gone)
      raw.write(slice, (error) => {
        raw.off('close', gone)
        if (error)
          reject(this.#spool.errored ?? new CallerGone('the caller closed the connection', { cause: error }))
        else resolve()
      })
    })
    this.#takenBytes += slice.length
    this.#countOffered()
    this.#offeredAt = undefined
  }

  #countOffered(): void {
    if (this.#offeredAt === undefined) return
    const now = performance.now()
    this.#offeredMilliseconds += now - this.#offeredAt
    this.#offeredAt = now
  }

  /** Where little was offered, the database is slow and not the caller. */
  #judgePace(): void {
    const { leastBytesPerSecond, windowSeconds } = this.#limits
    this.#countOffered()
    const wasOffered = this.#offeredMilliseconds >= windowSeconds * 500
    if (wasOffered && this.#takenBytes < leastBytesPerSecond * windowSeconds) {
      this.#stop(new CallerTooSlow('pace'))
    }
    this.#takenBytes = 0
    this.#offeredMilliseconds = 0
  }

  /** Sends the headers, once. */
  #begin(): void {
    const { name, mediaType } = this.#file as FileAnswer
    if (this.#reply.sent) return
    this.#reply.hijack()
    this.#reply.raw.writeHead(200, {
      ...(this.#reply.getHeaders() as Record<string, string>),
      'content-type': mediaType,
      'content-disposition': attachmentNamed(name),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
  }
}

/** RFC 6266: the name in plain ASCII for old readers, and exactly in UTF-8 for the others. */
export function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%/]/g, '_')
  const exact = encodeURIComponent(name.replace(/[\p{Cc}/\\]/gu, '_').toWellFormed()).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`
}
