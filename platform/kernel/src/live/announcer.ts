import { topicOf } from '../../contract/live.ts'
import type { Database } from '../db/database.ts'
import { DatabaseUnavailable } from '../db/database-unavailable.ts'
import type { Logger } from '../telemetry/logger.ts'
import { type Changes, packChanges } from './changes.ts'
import { notifyLive } from './live.store.ts'

/** What changes within this time is told in one transaction. */
const GATHER_MS = 200

/**
 * Tells all processes what changed, gathered and in a transaction of its own: commits that notify queue behind one
 * another in the whole database, so no command's commit may.
 */
export class Announcer {
  readonly #db: Database
  readonly #log: Logger
  #waiting: Changes = new Map()
  #timer: NodeJS.Timeout | undefined
  #sending: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(options: { db: Database; log: Logger }) {
    this.#db = options.db
    this.#log = options.log
  }

  announce(tenantId: string, name: string): void {
    if (this.#stopped) return
    const topics = this.#waiting.get(tenantId)
    if (topics) topics.add(topicOf(name))
    else this.#waiting.set(tenantId, new Set([topicOf(name)]))
    this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS)
  }

  /** Tells what waits; what is announced afterwards is nobody's concern any more. */
  async stop(): Promise<void> {
    this.#stopped = true
    await this.#flush()
  }

  async #flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#sending = this.#sending.then(() => this.#send())
    await this.#sending
  }

  async #send(): Promise<void> {
    const changes = this.#waiting
    if (changes.size === 0) return
    this.#waiting = new Map()
    try {
      await this.#db.withWorker((tx) => notifyLive(tx, packChanges(changes)))
    } catch (error) {
      this.#log.warn({ err: error }, 'live hints not sent')
      // Said again when there is a connection; any other failure would come again with the same hints.
      if (error instanceof DatabaseUnavailable) this.#keep(changes)
    }
  }

  #keep(changes: Changes): void {
    for (const [tenantId, topics] of changes) {
      for (const topic of topics) this.announce(tenantId, topic)
    }
  }
}
