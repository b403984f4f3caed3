import pg from 'pg'
import type { Db } from 'pg-boss'
import { Sql } from '../db/sql.ts'
import type { Tx } from '../db/tx.ts'
import type { Logger } from '../telemetry/logger.ts'

/**
 * pg-boss's statements on our own transaction, so that a job exists exactly if the transaction commits. Its texts carry
 * numbered parameters; ours are built from text and values, so the text is cut at them.
 */
export function onTransaction(tx: Tx): Db {
  return {
    executeSql: async (text, values = []) => {
      const parts = text.split(/\$(\d+)/)
      const texts = parts.filter((_, index) => index % 2 === 0)
      const numbers = parts.filter((_, index) => index % 2 === 1)
      return {
        rows: await tx.rows(new Sql(texts, numbers.map((number) => values[Number(number) - 1]) as never[])),
      }
    },
  }
}

/** The pool on which pg-boss fetches, completes and supervises, as lumbung_worker. */
export function createBossPool(options: { workerUrl: string; log: Logger }): {
  db: Db
  end(): Promise<void>
} {
  const pool = new pg.Pool({
    connectionString: options.workerUrl,
    application_name: 'lumbung_jobs',
    max: 4,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    options: '-c statement_timeout=60000 -c timezone=UTC',
  })
  // A connection whose backend dies reports here, idle or not; without listeners the process would exit.
  pool.on('error', (error) => options.log.warn({ err: error }, 'idle job connection lost'))
  pool.on('connect', (client) =>
    client.on('error', (error) => options.log.warn({ err: error }, 'job connection lost')),
  )
  return {
    db: { executeSql: async (text, values) => await pool.query(text, values) },
    end: () => pool.end(),
  }
}
