import type { Whom } from '../access/principal-cache.ts'
import type { LiveListener } from './live.ts'
import type { LiveStream } from './live-stream.ts'

/** Tabs and devices of one person in one tenant; the oldest stream ends for an eleventh. */
const MOST_PER_PERSON = 10
const MOST_STREAMS = 5_000
/** People looked up at the same time after a change of access; each takes a connection for a moment. */
const RECHECKS_AT_ONCE = 4

/** The open streams of one HTTP server. */
export class LiveStreams implements LiveListener {
  readonly #byTenant = new Map<string, Set<LiveStream>>()
  readonly #most: number
  #count = 0
  #closed = false

  constructor(most = MOST_STREAMS) {
    this.#most = most
  }

  hasRoom(): boolean {
    return !this.#closed && this.#count < this.#most
  }

  count(): number {
    return this.#count
  }

  add(stream: LiveStream): void {
    const streams = this.#byTenant.get(stream.tenantId) ?? new Set()
    const [oldest, ...others] = [...streams].filter(({ userId }) => userId === stream.userId)
    if (oldest && others.length + 1 >= MOST_PER_PERSON) this.end(oldest)
    streams.add(stream)
    this.#byTenant.set(stream.tenantId, streams)
    this.#count += 1
  }

  /** For one whose connection is gone. */
  remove(stream: LiveStream): void {
    const streams = this.#byTenant.get(stream.tenantId)
    if (!streams?.delete(stream)) return
    this.#count -= 1
    if (streams.size === 0) this.#byTenant.delete(stream.tenantId)
  }

  end(stream: LiveStream): void {
    this.remove(stream)
    stream.end()
  }

  changed(tenantId: string, topics: readonly string[]): void {
    for (const stream of this.#byTenant.get(tenantId) ?? []) stream.tellChanged(topics)
  }

  restarted(): void {
    for (const stream of this.#all()) stream.tellReady()
  }

  /** Somebody's access has changed: whose stream it may be is asked for at once, not at the next heartbeat. */
  async accessChanged(whom: Whom): Promise<void> {
    const touched = this.#of(whom)
    const lane = async () => {
      for (let stream = touched.pop(); stream; stream = touched.pop()) await stream.recheck()
    }
    await Promise.all(Array.from({ length: RECHECKS_AT_ONCE }, lane))
  }

  /** Ends all, and lets none in any more. */
  close(): void {
    this.#closed = true
    for (const stream of this.#all()) this.end(stream)
  }

  #of(whom: Whom): LiveStream[] {
    if (whom === 'everybody') return this.#all()
    if ('tenantId' in whom) return [...(this.#byTenant.get(whom.tenantId) ?? [])]
    return this.#all().filter(({ userId }) => userId === whom.userId)
  }

  #all(): LiveStream[] {
    return [...this.#byTenant.values()].flatMap((streams) => [...streams])
  }
}
