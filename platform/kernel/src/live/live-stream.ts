import type { ServerResponse } from 'node:http'
import type { LiveChanged } from '../../contract/live.ts'
import type { Principal } from '../access/principal.ts'
import { mayHear } from './may-hear.ts'

/** Of the contract's `LiveChanged`. */
const MOST_TOPICS = 200
/** A reader this far behind hears nothing any more: its connection is closed, and when it comes back it reads anew. */
const MOST_UNSENT_BYTES = 64 * 1024
/** For the last bytes of a stream that ends; then the connection goes, read or not. */
const FAREWELL_MS = 500
/** Clients come back after 2 to 5 s, so that those of a process that stopped do not all arrive at once. */
const RETRY_MS = { least: 2_000, spread: 3_000 }

/** One person's stream of server-sent events (HTML standard, § 9.2), written to a response whose headers are sent. */
export class LiveStream {
  readonly #out: ServerResponse
  #principal: Principal
  readonly #recheck: (stream: LiveStream) => Promise<void>

  /** `recheck` finds out whether the person may still listen, and calls `beat` or ends the stream. Must not throw. */
  constructor(
    out: ServerResponse,
    principal: Principal,
    recheck: (stream: LiveStream) => Promise<void> = async () => undefined,
  ) {
    this.#out = out
    this.#principal = principal
    this.#recheck = recheck
  }

  recheck(): Promise<void> {
    return this.#recheck(this)
  }

  get userId(): string {
    return this.#principal.userId
  }

  get tenantId(): string {
    return this.#principal.tenant.id
  }

  begin(): void {
    this.#write(`retry: ${RETRY_MS.least + Math.floor(Math.random() * RETRY_MS.spread)}\n\n`)
    this.tellReady()
  }

  /** Hints may have been missed until now: read everything anew. */
  tellReady(): void {
    this.#write('event: ready\ndata: {}\n\n')
  }

  tellChanged(topics: readonly string[]): void {
    const heard = topics.filter((topic) => mayHear(this.#principal, topic))
    for (let start = 0; start < heard.length; start += MOST_TOPICS) {
      const changed: LiveChanged = { topics: heard.slice(start, start + MOST_TOPICS) }
      this.#write(`event: changed\ndata: ${JSON.stringify(changed)}\n\n`)
    }
  }

  /** Still here, with the permissions that the person has now. */
  beat(principal: Principal): void {
    this.#principal = principal
    this.#write(':\n\n')
  }

  /** The client comes back if it may. */
  end(): void {
    if (this.#out.writableEnded) return
    this.#out.end()
    setTimeout(() => this.#out.destroy(), FAREWELL_MS).unref()
  }

  #write(text: string): void {
    if (this.#out.writableEnded || this.#out.destroyed) return
    this.#out.write(text)
    if (this.#out.writableLength > MOST_UNSENT_BYTES) this.#out.destroy()
  }
}
