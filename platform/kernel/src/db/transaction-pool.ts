import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { Logger } from '../telemetry/logger.ts'
import { DatabaseUnavailable } from './database-unavailable.ts'
import { type RunningLimit, TransactionTimeLimit } from './transaction-time-limit.ts'
import { OpenTx, type Tx } from './tx.ts'

export interface PoolOptions {
  url: string
  /** Shown in pg_stat_activity. */
  name: string
  size: number
  /** How long a request waits for a connection before it is told to come back later. */
  waitMilliseconds: number
  statementTimeoutMilliseconds: number
  lockTimeoutMilliseconds: number
  /** From BEGIN to COMMIT, whatever happens in between: nobody's pace decides how long a connection is held. */
  transactionTimeoutMilliseconds: number
  log: Logger
}

const SERIALIZATION_FAILURE = '40001'
const DEADLOCK = '40P01'
const MOST_TRIES = 4

/** The whole transaction may succeed when it is run again: nothing is wrong with what it does. */
export function isRetryable(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === SERIALIZATION_FAILURE || code === DEADLOCK
}

interface TransactionOptions {
  bindings: Record<string, string>
  readOnly?: boolean
  /** Every statement sees what the first one saw. */
  snapshot?: boolean
  /** Only one transaction with this number is open at a time; others wait for it, up to the lock timeout. */
  turn?: bigint
}

/**
 * Transactions of one database role. This is the only place where a connection is taken and given back; there is no
 * way to run a statement outside a transaction. Measured pitfalls that it answers (each has a test):
 * a dying backend must not kill the process; a failed BEGIN or ROLLBACK must not leak the client; a connection in an
 * unknown state is destroyed, never lent again; COMMIT of a failed transaction answers ROLLBACK and is an error here.
 */
export class TransactionPool {
  readonly #pool: pg.Pool
  readonly #log: Logger
  readonly #timeLimit: TransactionTimeLimit

  constructor(options: PoolOptions) {
    this.#log = options.log
    this.#timeLimit = new TransactionTimeLimit(options)
    this.#pool = new pg.Pool({
      connectionString: options.url,
      application_name: options.name,
      max: options.size,
      connectionTimeoutMillis: options.waitMilliseconds,
      idleTimeoutMillis: 30_000,
      keepAlive: true,
      pipeline: true,
      options: [
        `-c statement_timeout=${options.statementTimeoutMilliseconds}`,
        `-c lock_timeout=${options.lockTimeoutMilliseconds}`,
        `-c idle_in_transaction_session_timeout=60000`,
        `-c timezone=UTC`,
        // Every statement is prepared and its text says what is filtered, so one plan serves all values. Left to itself
        // the server plans the long ones anew each time: 2 ms for a page of the ledger that runs in 0.5.
        `-c plan_cache_mode=force_generic_plan`,
      ].join(' '),
    } as pg.PoolConfig)
    // An idle client whose backend dies reports here; without a listener the process would exit.
    this.#pool.on('error', (error) => this.#log.warn({ err: error }, 'idle database connection lost'))
    this.#pool.on('connect', (client) => {
      client.on('error', (error: Error) => this.#log.warn({ err: error }, 'database connection lost'))
      this.#timeLimit.tellServer(client)
    })
  }

  /**
   * Runs `work` in one transaction that begins with `bindings` (transaction-local settings such as the tenant) and
   * commits when it resolves. Serialization failures and deadlocks run the whole function again, at most four times.
   */
  async transaction<T>(options: TransactionOptions, work: (tx: Tx) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#once(options, work)
      } catch (error) {
        if (!isRetryable(error) || attempt >= MOST_TRIES) throw error
        await sleep(Math.random() * 20 * 2 ** attempt)
      }
    }
  }

  async #once<T>(options: TransactionOptions, work: (tx: Tx) => Promise<T>): Promise<T> {
    const begin = beginText(options)
    const client = await this.#connect()
    const tx = new OpenTx(client)
    const limit = this.#timeLimit.begin(client)
    // One simple message: BEGIN and the bindings; it shares its round trip with the first statement of the work.
    const begun = gathered(client, () => client.query(begin))
    begun.catch(() => undefined)
    let value: T
    try {
      value = await limit.bound(work(tx))
      await begun
      const last = tx.close()
      const commit = tx.commit()
      if (last) await limit.bound(last)
      const { command } = await limit.bound(commit)
      if (command !== 'COMMIT') throw new Error('the transaction had failed and was rolled back at commit')
      limit.end()
      this.#giveBack(client)
    } catch (error) {
      tx.close()
      // Beyond its limit the connection is gone already, and with it the transaction.
      if (limit.isOver) throw error
      if (await this.#rollback(client, limit, error)) {
        for (const fault of await tx.rolledBack())
          this.#log.warn({ err: fault }, 'what a rolled-back transaction did elsewhere was not undone')
      }
      throw error
    }
    tx.committed()
    return value
  }

  async #connect(): Promise<pg.PoolClient> {
    try {
      return await this.#pool.connect()
    } catch (error) {
      throw new DatabaseUnavailable('no database connection', { cause: error })
    }
  }

  /** Whether the server confirmed it. */
  async #rollback(client: pg.PoolClient, limit: RunningLimit, cause: unknown): Promise<boolean> {
    try {
      await limit.bound(client.query('ROLLBACK'))
      limit.end()
      this.#giveBack(client)
      return true
    } catch (error) {
      limit.end()
      this.#log.warn({ err: error, cause }, 'rollback failed; connection destroyed')
      if (!limit.isOver) client.release(true)
      return false
    }
  }

  /** A client goes back only when the server itself says that no transaction is open on it. */
  #giveBack(client: pg.PoolClient): void {
    const status = client.getTransactionStatus()
    if (status !== 'I')
      this.#log.error({ status }, 'connection destroyed: a transaction was still open on it')
    client.release(status !== 'I')
  }

  /** For health and metrics. */
  counts(): { total: number; idle: number; waiting: number } {
    return { total: this.#pool.totalCount, idle: this.#pool.idleCount, waiting: this.#pool.waitingCount }
  }

  async end(): Promise<void> {
    await this.#pool.end()
  }
}

/** What is sent in this turn of the event loop leaves in one write: a system call costs more than the statement's text. */
function gathered<T>(client: pg.PoolClient, send: () => T): T {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection
  stream.cork()
  process.nextTick(() => stream.uncork())
  return send()
}

const SETTING_NAME = /^app\.[a-z_]+$/
/** Ids and words only, so that the text of BEGIN can carry them without parameters. */
const SETTING_VALUE = /^[A-Za-z0-9._:@-]{0,200}$/

function beginText(options: TransactionOptions): string {
  const modes = [
    ...(options.snapshot ? ['ISOLATION LEVEL REPEATABLE READ'] : []),
    ...(options.readOnly ? ['READ ONLY'] : []),
  ]
  const parts = [['BEGIN', modes.join(', ')].join(' ').trim()]
  const settings = Object.entries(options.bindings).map(([name, value]) => {
    if (!SETTING_NAME.test(name) || !SETTING_VALUE.test(value)) throw new Error(`unsafe setting ${name}`)
    return `set_config('${name}', '${value}', true)`
  })
  if (settings.length > 0) parts.push(`SELECT ${settings.join(', ')}`)
  if (options.turn !== undefined) parts.push(`SELECT pg_advisory_xact_lock(${options.turn})`)
  return parts.join('; ')
}
