import type { Duplex } from 'node:stream'
import pg from 'pg'
import type { Logger } from '../telemetry/logger.ts'
import { DatabaseUnavailable } from './database-unavailable.ts'

/** A transaction took longer than it may: it was ended, its connection destroyed and its place given to the next. */
export class TransactionOverdue extends DatabaseUnavailable {}

/** The server's own limit is this much later: it is for a process that stands still or is gone. */
const SERVER_GRACE_MS = 1_000

export interface TransactionTimeLimitOptions {
  url: string
  name: string
  transactionTimeoutMilliseconds: number
  log: Logger
}

/**
 * Ends transactions that take too long, whatever they wait for. The kernel's timer gives the place of the connection
 * back at once and has the server end the backend, also in the middle of a statement or of a COMMIT. Where the server
 * knows `transaction_timeout` (17 and later) it does the same by itself a second later.
 */
export class TransactionTimeLimit {
  readonly #options: TransactionTimeLimitOptions

  constructor(options: TransactionTimeLimitOptions) {
    this.#options = options
  }

  /** For a new connection. Sent before its first transaction and not waited for; an older server has no such setting. */
  tellServer(client: pg.PoolClient): void {
    const milliseconds = this.#options.transactionTimeoutMilliseconds + SERVER_GRACE_MS
    const text = `SELECT set_config(name, '${milliseconds}', false) FROM pg_settings WHERE name = 'transaction_timeout'`
    client.query(text).catch((error: unknown) => {
      this.#options.log.warn({ err: error }, 'the server was not told how long a transaction may take')
    })
  }

  begin(client: pg.PoolClient): RunningLimit {
    const { transactionTimeoutMilliseconds: milliseconds, log, name } = this.#options
    return new RunningLimit(milliseconds, () => {
      const { processID } = client as unknown as { processID: number | null }
      log.warn({ pool: name, processID, milliseconds }, 'transaction overdue; connection destroyed')
      const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
      client.release(true)
      stream.destroy()
      if (processID !== null) void this.#endBackend(processID)
    })
  }

  /**
   * A backend that runs a statement does not notice that its client has gone. It is named by its number and by how long
   * its transaction has been open, so that a successor with the same number is left alone.
   */
  async #endBackend(processID: number): Promise<void> {
    const { url, name, transactionTimeoutMilliseconds, log } = this.#options
    const client = new pg.Client({
      connectionString: url,
      application_name: `${name}_end`,
      connectionTimeoutMillis: 5_000,
    })
    client.on('error', (error) => log.warn({ err: error }, 'database connection lost'))
    try {
      await client.connect()
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE pid = $1 AND xact_start <= now() - make_interval(secs => $2)`,
        [processID, transactionTimeoutMilliseconds / 2_000],
      )
    } catch (error) {
      log.warn({ err: error, processID }, 'an overdue transaction was left to the limits of the server')
    } finally {
      await client.end().catch((error: unknown) => log.warn({ err: error }, 'database connection lost'))
    }
  }
}

/** The limit of one transaction under way. */
export class RunningLimit {
  readonly #timer: NodeJS.Timeout
  readonly #overdue: Promise<never>
  #isOver = false

  constructor(milliseconds: number, giveUp: () => void) {
    let refuse: (error: Error) => void
    this.#overdue = new Promise((_resolve, reject) => {
      refuse = reject
    })
    this.#overdue.catch(() => undefined)
    this.#timer = setTimeout(() => {
      this.#isOver = true
      refuse(new TransactionOverdue(`a transaction took longer than ${milliseconds} ms`))
      giveUp()
    }, milliseconds)
  }

  /** The connection is destroyed and given back already. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** The same, or {@link TransactionOverdue} as soon as the time is over; what is then left of it has no effect. */
  async bound<T>(part: Promise<T>): Promise<T> {
    return await (Promise.race([part, this.#overdue]) as Promise<T>)
  }

  end(): void {
    clearTimeout(this.#timer)
  }
}
