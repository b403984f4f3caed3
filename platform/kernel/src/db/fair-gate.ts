import { DatabaseUnavailable } from './database-unavailable.ts'

export interface FairGateOptions {
  /** Callers inside at the same time. */
  places: number
  /** Of them, so many with the same key: what is left is always there for somebody else. */
  mostOfOne: number
  /** How long a caller waits for a place before it is refused; undefined: until it comes. */
  waitMilliseconds?: number | undefined
  /** Callers with the same key that may wait; more are refused at once. */
  mostWaiting: number
}

/** The caller's own key holds all places that it may hold: others are not affected, so it is told to send less. */
export class ShareFull extends DatabaseUnavailable {}

interface Waiter {
  enter(): void
  refuse(reason: unknown): void
}

/** Those with one key. */
interface Line {
  held: number
  waiting: Waiter[]
}

/**
 * Places that several keys share fairly. A key never holds more than its part, and a place that comes free goes to the
 * key that holds the fewest, not to the one that asked most often: one busy tenant cannot make the others wait behind
 * everything that it has sent.
 */
export class FairGate {
  readonly #options: FairGateOptions
  readonly #lines = new Map<string, Line>()
  #free: number

  constructor(options: FairGateOptions) {
    this.#options = options
    this.#free = options.places
  }

  /**
   * Resolves when there is a place; the answered function gives it back and must be called once. Throws
   * {@link ShareFull} where the key's own part was full for too long, {@link DatabaseUnavailable} where all places were,
   * and the signal's reason where the caller has gone while it waited.
   */
  async enter(key: string, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted()
    const line = this.#lineOf(key)
    if (this.#free > 0 && line.held < this.#options.mostOfOne && line.waiting.length === 0) {
      this.#take(line)
    } else {
      await this.#wait(key, line, signal)
    }
    return () => this.#leave(key, line)
  }

  /** For metrics. */
  counts(): { held: number; waiting: number } {
    let waiting = 0
    for (const line of this.#lines.values()) waiting += line.waiting.length
    return { held: this.#options.places - this.#free, waiting }
  }

  #lineOf(key: string): Line {
    const known = this.#lines.get(key)
    if (known) return known
    const line = { held: 0, waiting: [] }
    this.#lines.set(key, line)
    return line
  }

  #take(line: Line): void {
    this.#free -= 1
    line.held += 1
  }

  #leave(key: string, line: Line): void {
    this.#free += 1
    line.held -= 1
    this.#admitNext()
    this.#forgetIfIdle(key, line)
  }

  #forgetIfIdle(key: string, line: Line): void {
    if (line.held === 0 && line.waiting.length === 0) this.#lines.delete(key)
  }

  /** Lines in which nobody waits and nobody is are removed, so this walks over the busy keys alone. */
  #admitNext(): void {
    let next: Line | undefined
    for (const line of this.#lines.values()) {
      const mayEnter = line.waiting.length > 0 && line.held < this.#options.mostOfOne
      if (mayEnter && (next === undefined || line.held < next.held)) next = line
    }
    if (!next) return
    this.#take(next)
    next.waiting.shift()?.enter()
  }

  async #wait(key: string, line: Line, signal: AbortSignal | undefined): Promise<void> {
    const { mostWaiting, waitMilliseconds } = this.#options
    if (line.waiting.length >= mostWaiting) {
      this.#forgetIfIdle(key, line)
      throw this.#refusalOf(line)
    }
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    const waiter: Waiter = { enter: resolve, refuse: reject }
    const leaveLine = (reason: unknown) => {
      const at = line.waiting.indexOf(waiter)
      // Whoever has a place already gives it back by itself.
      if (at === -1) return
      line.waiting.splice(at, 1)
      this.#forgetIfIdle(key, line)
      waiter.refuse(reason)
    }
    const gone = () => leaveLine(signal?.reason)
    signal?.addEventListener('abort', gone, { once: true })
    const timer =
      waitMilliseconds === undefined
        ? undefined
        : setTimeout(() => leaveLine(this.#refusalOf(line)), waitMilliseconds)
    line.waiting.push(waiter)
    try {
      await promise
    } finally {
      clearTimeout(timer)
      signal?.removeEventListener('abort', gone)
    }
  }

  #refusalOf(line: Line): Error {
    return line.held >= this.#options.mostOfOne
      ? new ShareFull('the share of this caller is full')
      : new DatabaseUnavailable('no place came free')
  }
}
