import type { PoolClient, QueryResult } from 'pg'
import { type Sql, sql, statementName, trusted } from './sql.ts'

/**
 * The only database handle. It exists inside one open transaction whose tenant is already bound, and dies with it:
 * a call after the end throws instead of running somewhere else.
 */
export interface ReadTx {
  rows<R extends object>(query: Sql): Promise<R[]>
  /** Exactly one row; anything else is a bug. */
  one<R extends object>(query: Sql): Promise<R>
  maybe<R extends object>(query: Sql): Promise<R | undefined>
  /**
   * The rows of the transaction's last statement. COMMIT travels with it, so that a read of one statement is one round
   * trip and one write. The handle is closed by it.
   */
  lastRows<R extends object>(query: Sql): Promise<R[]>
  /** Rows in batches through a server-side cursor: memory does not grow with the result. */
  stream<R extends object>(query: Sql, batchSize?: number): AsyncIterable<R[]>
}

export interface Tx extends ReadTx {
  /** Runs a statement and tells how many rows it touched. */
  run(query: Sql): Promise<number>
  /**
   * A part that may fail alone: on an error everything it did is undone and the error thrown, and the
   * transaction goes on. Used where rows of one batch succeed and fail separately.
   */
  attempt<T>(part: () => Promise<T>): Promise<T>
  /** Runs once the transaction has committed, before its caller goes on; never when it was rolled back. Must not throw. */
  afterCommit(work: () => void): void
  /**
   * Undoes what the transaction's work did elsewhere, once its rollback is certain. Never called after a commit, nor where
   * the connection was lost and nobody knows: what it would have undone must expire by itself. An error is logged.
   */
  afterRollback(undo: () => Promise<void>): void
  /**
   * The transaction's last statement. It is not waited for but travels with COMMIT, which saves a round trip; its error
   * is the transaction's error. The handle is closed by it.
   */
  finish(query: Sql): void
}

/** The same handle for whoever must not end the transaction: their last statement is one among others. */
export function withinTx(tx: ReadTx): ReadTx {
  return {
    rows: (query) => tx.rows(query),
    one: (query) => tx.one(query),
    maybe: (query) => tx.maybe(query),
    lastRows: (query) => tx.rows(query),
    stream: (query, batchSize) => tx.stream(query, batchSize),
  }
}

export class OpenTx implements Tx {
  readonly #client: PoolClient
  #open = true
  #cursors = 0
  #attempts = 0
  readonly #afterCommit: (() => void)[] = []
  readonly #afterRollback: (() => Promise<void>)[] = []
  #last: Promise<unknown> | undefined
  #commit: Promise<QueryResult> | undefined

  constructor(client: PoolClient) {
    this.#client = client
  }

  async rows<R extends object>(query: Sql): Promise<R[]> {
    return (await this.#send(query)).rows as R[]
  }

  async one<R extends object>(query: Sql): Promise<R> {
    const { rows } = await this.#send(query)
    if (rows.length !== 1)
      throw new Error(`expected one row, got ${rows.length}: ${query.text.slice(0, 200)}`)
    return rows[0] as R
  }

  async maybe<R extends object>(query: Sql): Promise<R | undefined> {
    const { rows } = await this.#send(query)
    if (rows.length > 1)
      throw new Error(`expected at most one row, got ${rows.length}: ${query.text.slice(0, 200)}`)
    return rows[0] as R | undefined
  }

  async run(query: Sql): Promise<number> {
    return (await this.#send(query)).rowCount ?? 0
  }

  async attempt<T>(part: () => Promise<T>): Promise<T> {
    this.#attempts += 1
    const name = trusted(`attempt_${this.#attempts}`)
    // Not awaited: it travels in the pipeline before the part's first statement.
    const opened = this.#send(sql`SAVEPOINT ${name}`)
    opened.catch(() => undefined)
    try {
      const value = await part()
      await opened
      this.#release(name)
      return value
    } catch (error) {
      const undone = this.#send(sql`ROLLBACK TO SAVEPOINT ${name}`)
      this.#release(name)
      await undone
      throw error
    } finally {
      this.#attempts -= 1
    }
  }

  async lastRows<R extends object>(query: Sql): Promise<R[]> {
    const answer = this.#send(query)
    this.commit()
    return (await answer).rows as R[]
  }

  async *stream<R extends object>(query: Sql, batchSize = 1_000): AsyncIterable<R[]> {
    this.#cursors += 1
    const cursor = `cursor_${this.#cursors}`
    await this.#client.query({
      text: `DECLARE ${cursor} NO SCROLL CURSOR FOR ${query.text}`,
      values: query.values,
    })
    while (true) {
      this.#assertOpen()
      const result = await this.#client.query(`FETCH ${batchSize} FROM ${cursor}`)
      const rows = result.rows as R[]
      // Read results hang together until the next full collection. Without this the rows of hundreds of batches would
      // hang with them, and the process grow by the garbage of a whole export.
      result.rows = []
      if (rows.length > 0) yield rows
      if (rows.length < batchSize) break
    }
    this.#assertOpen()
    await this.#client.query(`CLOSE ${cursor}`)
  }

  afterCommit(work: () => void): void {
    this.#assertOpen()
    this.#afterCommit.push(work)
  }

  afterRollback(undo: () => Promise<void>): void {
    this.#assertOpen()
    this.#afterRollback.push(undo)
  }

  finish(query: Sql): void {
    this.#last = this.#send(query)
    // Its error is taken by the transaction helper, which asks for it after COMMIT has been sent.
    this.#last.catch(() => undefined)
    this.#open = false
  }

  /** Called by the transaction helper alone; answers the last statement, if one is still under way. */
  close(): Promise<unknown> | undefined {
    this.#open = false
    return this.#last
  }

  /** Sends COMMIT, unless it has left with the last statement. */
  commit(): Promise<QueryResult> {
    this.#open = false
    if (!this.#commit) {
      this.#commit = this.#client.query('COMMIT')
      // Whoever awaits it is told; a failed statement before it is what the caller hears of.
      this.#commit.catch(() => undefined)
    }
    return this.#commit
  }

  /** Called by the transaction helper alone, when the server has confirmed the commit. */
  committed(): void {
    for (const work of this.#afterCommit) work()
  }

  /** Not awaited either: were it refused, so would be whatever comes after it, COMMIT included. */
  #release(name: Sql): void {
    this.#send(sql`RELEASE SAVEPOINT ${name}`).catch(() => undefined)
  }

  /** Called by the transaction helper alone, when the server has confirmed the rollback; answers what could not be undone. */
  async rolledBack(): Promise<unknown[]> {
    const outcomes = await Promise.allSettled(this.#afterRollback.map((undo) => undo()))
    return outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []))
  }

  #send(query: Sql) {
    this.#assertOpen()
    const text = query.text
    return this.#client.query({ name: statementName(text), text, values: query.values } as {
      name: string
      text: string
      values: unknown[]
    })
  }

  #assertOpen(): void {
    if (!this.#open) throw new Error('this transaction has ended; its handle must not be kept')
  }
}
