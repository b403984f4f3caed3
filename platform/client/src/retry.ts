import type { Operation } from '@lumbung/contract'
import type { ApiProblem } from './api-problem.ts'

const MOST_TRIES = 4
const FIRST_PAUSE_MS = 200
const LONGEST_PAUSE_MS = 30_000
/** Unreachable, a proxy that lost its server, too many requests, overloaded or draining. */
const PASSING = new Set([0, 429, 502, 503, 504])

/** True where a second request cannot do the work twice: it only reads, or the server knows its key. */
export function isRepeatable(operation: Operation): boolean {
  return operation.kind === 'query' || isKeyed(operation)
}

/** The server keeps the answers of these under their `Idempotency-Key`. */
export function isKeyed(operation: Operation): boolean {
  return operation.kind === 'command' && operation.plane !== 'control' && !operation.unrecorded
}

/** Milliseconds to wait before try number `next` (2, 3, …), or null when it is time to give up. */
export function pauseBefore(next: number, problem: ApiProblem, random: () => number): number | null {
  if (next > MOST_TRIES || !PASSING.has(problem.status)) return null
  if (problem.retryAfterSeconds !== null) {
    const asked = problem.retryAfterSeconds * 1_000
    // Spread over a quarter more, so that all who were sent away do not come back in one moment.
    return asked > LONGEST_PAUSE_MS ? null : asked + random() * Math.max(FIRST_PAUSE_MS, asked / 4)
  }
  return random() * FIRST_PAUSE_MS * 2 ** (next - 1)
}

/** Rejects with the signal's reason when it fires first. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, milliseconds)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
