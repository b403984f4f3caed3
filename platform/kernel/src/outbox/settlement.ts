import type { Database } from '../db/database.ts'
import type { Logger } from '../telemetry/logger.ts'
import { messageOf } from './deliver.ts'
import {
  deleteDelivered,
  type EventKey,
  type FailedDelivery,
  recordFailure,
  type WaitingEvent,
} from './outbox.store.ts'

const MOST_TRIES = 20
const LONGEST_WAIT_MILLISECONDS = 3_600_000
const MOST_ERROR_CHARACTERS = 2_000

/**
 * Writes the outcomes of deliveries into the outbox, those that arrive while one write is under way together in the
 * next. An outcome that cannot be written is only logged: its claim ends, and the event is delivered again without a
 * second effect.
 */
export class Settlement {
  static readonly MOST_TRIES = MOST_TRIES
  readonly #db: Database
  readonly #log: Logger
  readonly #retryBaseMilliseconds: number
  #delivered: EventKey[] = []
  #writing: Promise<void> | null = null

  constructor(db: Database, log: Logger, retryBaseMilliseconds: number) {
    this.#db = db
    this.#log = log
    this.#retryBaseMilliseconds = retryBaseMilliseconds
  }

  /** Resolves when there is room for more, so that a lane cannot run ahead of the database by more than one write. */
  async delivered(event: WaitingEvent): Promise<void> {
    const previous = this.#writing
    this.#delivered.push(event)
    if (previous === null) this.#writing = this.#write()
    else await previous
  }

  async failed(event: WaitingEvent, error: unknown): Promise<void> {
    const tries = event.tries + 1
    const retryAfterMilliseconds =
      tries >= MOST_TRIES ? null : waitAfter(tries, this.#retryBaseMilliseconds, Math.random())
    const failure: FailedDelivery = {
      key: event,
      error: messageOf(error).slice(0, MOST_ERROR_CHARACTERS),
      retryAfterMilliseconds,
    }
    const facts = { err: error, eventId: event.id, event: event.name, tenantId: event.tenantId, tries }
    if (retryAfterMilliseconds === null) this.#log.error(facts, 'event given up; it stays in the outbox')
    else this.#log.warn({ ...facts, retryAfterMilliseconds }, 'event not delivered; trying again')
    try {
      await this.#db.withWorker((tx) => recordFailure(tx, failure))
    } catch (cause) {
      this.#log.warn({ err: cause, eventId: event.id }, 'failed delivery not recorded')
    }
  }

  /** Resolves when everything delivered so far has been written. */
  async flush(): Promise<void> {
    while (this.#writing) await this.#writing
  }

  async #write(): Promise<void> {
    while (this.#delivered.length > 0) {
      const keys = this.#delivered.splice(0)
      try {
        await this.#db.withWorker((tx) => deleteDelivered(tx, keys))
      } catch (error) {
        this.#log.warn(
          { err: error, events: keys.length },
          'delivered events not deleted; they will come again',
        )
      }
    }
    this.#writing = null
  }
}

/** Exponential, at most an hour, with the upper half random so that failures of one cause do not return together. */
export function waitAfter(tries: number, baseMilliseconds: number, random: number): number {
  const longest = Math.min(LONGEST_WAIT_MILLISECONDS, baseMilliseconds * 2 ** (tries - 1))
  return Math.round(longest / 2 + (longest / 2) * random)
}
