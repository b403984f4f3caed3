import { once } from 'node:events'
import { Writable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { FileAnswer } from '../operation/ctx.ts'

/** The caller went away before the file was whole: nobody's fault, so not an error in the log. */
export class CallerGone extends Error {
  override readonly name = 'CallerGone'
}

/**
 * Streams a file at the pace of its reader. Nothing is sent before the first byte, so a failure until then is answered
 * as a problem; a later one destroys the connection, so that a cut file can never be taken for a whole one. Rejects
 * with {@link CallerGone} when the reader leaves; the writer sees its stream destroyed and stops.
 */
export async function sendFile(reply: FastifyReply, file: FileAnswer): Promise<void> {
  const { raw } = reply
  const out = new AnswerStream(reply, file)
  const leave = () => {
    if (!raw.writableFinished) out.destroy(new CallerGone('the caller closed the connection'))
  }
  raw.once('close', leave)
  // The writer learns of a failure by its own calls; a stream without a listener would end the process.
  out.on('error', () => undefined)
  try {
    if (raw.destroyed) throw new CallerGone('the caller closed the connection')
    await file.write(out)
    if (out.errored) throw out.errored
    if (!out.writableEnded) out.end()
    if (!out.writableFinished) await once(out, 'finish')
    out.begin()
    raw.end()
  } catch (error) {
    if (reply.sent) raw.destroy(error as Error)
    throw out.errored instanceof CallerGone ? out.errored : error
  } finally {
    raw.off('close', leave)
  }
}

const LONGEST_TURN_MS = 10

/** Passes bytes to the response and waits for it; its end is not yet the response's, which the sender alone declares. */
class AnswerStream extends Writable {
  readonly #reply: FastifyReply
  readonly #file: FileAnswer
  #turnBegan = performance.now()
  #pending: ((error?: Error | null) => void) | undefined

  constructor(reply: FastifyReply, file: FileAnswer) {
    super({ highWaterMark: 64 * 1024 })
    this.#reply = reply
    this.#file = file
  }

  /** Sends the headers, once. */
  begin(): void {
    if (this.#reply.sent) return
    this.#reply.hijack()
    this.#reply.raw.writeHead(200, {
      ...(this.#reply.getHeaders() as Record<string, string>),
      'content-type': this.#file.mediaType,
      'content-disposition': attachmentNamed(this.#file.name),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    })
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.begin()
    this.#pending = done
    const { raw } = this.#reply
    if (raw.write(chunk)) this.#goOn()
    else raw.once('drain', () => this.#goOn())
  }

  /** A reader that has left never drains: the write that waits for it must end all the same. */
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#settle(error ?? new CallerGone('the stream was closed'))
    done(error)
  }

  /**
   * A quick reader takes every write at once, and then neither this nor `drain` ever waits for the event loop: without
   * a pause, one large file would hold up everybody else.
   */
  #goOn(): void {
    if (performance.now() - this.#turnBegan < LONGEST_TURN_MS) {
      this.#settle()
      return
    }
    setImmediate(() => {
      this.#turnBegan = performance.now()
      this.#settle()
    })
  }

  #settle(error?: Error): void {
    const pending = this.#pending
    this.#pending = undefined
    pending?.(error)
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
