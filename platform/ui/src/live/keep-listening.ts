import { LiveChanged } from '@lumbung/kernel/contract'
import { pauseBeforeTry, TRIES_UNTIL_POLLING } from './reconnect.ts'

/** What of the browser's `EventSource` is used; a test brings its own. */
export type EventStream = Pick<EventSource, 'addEventListener' | 'close'>

export interface Listening {
  open(): EventStream
  /** Whether the server answers, and to this person; waits while they must sign in again. */
  askSession(): Promise<boolean>
  /** The stream begins, or begins again: hints may have been missed until now. */
  onReady(): void
  onChanged(topics: readonly string[]): void
  /** Nothing is told any more for as long as it takes to try a few times: read every few seconds instead. */
  onGivenUp(): void
}

/**
 * Listens until aborted. A stream that ends is opened again after a pause that grows; the session is asked first, since
 * a browser does not tell why a stream was refused and an access cookie ends many times in a day.
 */
export async function keepListening(listening: Listening, signal: AbortSignal): Promise<void> {
  for (let failures = 0; !signal.aborted; ) {
    const isTold = failures > 0 && !(await listening.askSession()) ? false : await listen(listening, signal)
    failures = isTold ? 1 : failures + 1
    if (failures === TRIES_UNTIL_POLLING && !signal.aborted) listening.onGivenUp()
    await pause(pauseBeforeTry(failures, Math.random()), signal)
  }
}

/** Resolves when the stream has ended: true when it had begun. */
function listen({ open, onReady, onChanged }: Listening, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return Promise.resolve(false)
  return new Promise((resolve) => {
    const stream = open()
    let hasBegun = false
    const end = () => {
      // Left to itself the browser would try again too, but for ever, at once, and not after every kind of failure.
      stream.close()
      signal.removeEventListener('abort', end)
      resolve(hasBegun)
    }
    signal.addEventListener('abort', end)
    stream.addEventListener('error', end)
    stream.addEventListener('ready', () => {
      hasBegun = true
      onReady()
    })
    stream.addEventListener('changed', ({ data }) => {
      onChanged(LiveChanged.parse(JSON.parse(data)).topics)
    })
  })
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, milliseconds)
    signal.addEventListener('abort', end)
  })
}
