import type { Writable } from 'node:stream'

const BATCH_LENGTH = 64 * 1024

/**
 * Text to a stream at the pace of its reader: `write` resolves when the stream can take more. When the stream
 * fails or is closed by the other side, the pending and every later call rejects instead of waiting for ever.
 */
export class PacedOutput {
  readonly #stream: Writable
  #batch = ''
  #failure: Error | undefined

  constructor(stream: Writable) {
    this.#stream = stream
    stream.on('error', (error) => {
      this.#failure ??= error
    })
  }

  async write(text: string): Promise<void> {
    this.#assertOpen()
    this.#batch += text
    if (this.#batch.length >= BATCH_LENGTH) await this.#flush()
  }

  /** Writes what is left and ends the stream; resolves when the stream has taken everything. */
  async end(): Promise<void> {
    await this.#flush()
    await new Promise<void>((resolve, reject) => {
      const settle = this.#listen(resolve, reject)
      this.#stream.once('finish', settle)
      this.#stream.end()
    })
  }

  async #flush(): Promise<void> {
    this.#assertOpen()
    const batch = this.#batch
    this.#batch = ''
    if (batch === '' || this.#stream.write(batch)) return
    await new Promise<void>((resolve, reject) => {
      const settle = this.#listen(resolve, reject)
      this.#stream.once('drain', settle)
    })
  }

  #assertOpen(): void {
    if (this.#failure) throw this.#failure
    if (this.#stream.destroyed || this.#stream.writableEnded) throw new Error('the output was closed')
  }

  /** Rejects when the stream fails first; the returned function resolves and removes the listeners. */
  #listen(resolve: () => void, reject: (error: Error) => void): () => void {
    const stream = this.#stream
    const onError = (error: Error) => leave(() => reject(error))
    const onClose = () => leave(() => reject(this.#failure ?? new Error('the output was closed')))
    const settle = () => leave(resolve)
    const leave = (then: () => void) => {
      stream.off('error', onError).off('close', onClose).off('drain', settle).off('finish', settle)
      then()
    }
    stream.once('error', onError).once('close', onClose)
    return settle
  }
}
