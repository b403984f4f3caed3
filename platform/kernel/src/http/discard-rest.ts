import type { IncomingMessage } from 'node:http'

const MOST_MILLISECONDS = 2_000
const MOST_BYTES = 32 * 1024 * 1024

/**
 * Reads and forgets what a caller is still sending, within bounds: one that is refused midway sees the answer instead
 * of a broken connection, and one that never stops is cut off.
 */
export async function discardRest(message: IncomingMessage): Promise<void> {
  if (message.readableEnded || message.destroyed) return
  await new Promise<void>((resolve) => {
    let bytes = 0
    const stop = () => {
      clearTimeout(timer)
      message.off('data', onData).off('end', stop).off('close', stop).off('error', stop)
      resolve()
    }
    const onData = (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > MOST_BYTES) stop()
    }
    const timer = setTimeout(stop, MOST_MILLISECONDS)
    message.unpipe()
    message.on('data', onData).once('end', stop).once('close', stop).once('error', stop)
    message.resume()
  })
}
