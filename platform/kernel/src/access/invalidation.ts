import pg from 'pg'
import { sql } from '../db/sql.ts'
import type { Tx } from '../db/tx.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { PrincipalCache } from './principal-cache.ts'

const CHANNEL = 'lumbung_access'
const SHORTEST_WAIT_MS = 250
const LONGEST_WAIT_MS = 5_000

/**
 * Makes a change of roles, members, accounts or sessions bite on the next request: on this node when the transaction
 * has committed, on the others by a notification that the same commit sends. Commits that notify queue behind one
 * another, so only these rare commands do.
 */
export async function announceAccessChange(
  tx: Tx,
  principals: Pick<PrincipalCache, 'forget'>,
): Promise<void> {
  tx.afterCommit(() => principals.forget())
  await tx.run(sql`SELECT pg_notify(${CHANNEL}, '')`)
}

/**
 * Listens on one connection of its own and empties the cache at each notification. While the connection is lost the
 * cache's 5 seconds are the bound; when it is back the cache is emptied, since something may have been missed.
 */
export async function startAccessInvalidation(options: {
  /** The URL of a runtime role; `lumbung_worker` will do. */
  url: string
  principals: Pick<PrincipalCache, 'forget'>
  log: Logger
}): Promise<{ stop(): Promise<void> }> {
  const { url, principals, log } = options
  let client: pg.Client | undefined
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let wait = SHORTEST_WAIT_MS

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'lumbung_access',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    let lost = false
    const onLost = (error?: Error) => {
      if (lost || stopped) return
      lost = true
      log.warn({ err: error }, 'access notifications lost; listening again soon')
      retryLater()
    }
    fresh.on('error', onLost)
    fresh.on('end', () => onLost())
    fresh.on('notification', () => principals.forget())
    try {
      await fresh.connect()
      await fresh.query(`LISTEN ${CHANNEL}`)
    } catch (error) {
      // The caller (start or the next retry) decides; this client must not schedule one more.
      lost = true
      await fresh.end().catch((failure) => log.debug({ err: failure }, 'closing a failed listener'))
      throw error
    }
    if (stopped) {
      await fresh.end()
      return
    }
    client = fresh
    wait = SHORTEST_WAIT_MS
    principals.forget()
  }

  const retryLater = () => {
    timer = setTimeout(() => {
      connect().catch((error) => {
        log.warn({ err: error }, 'access notifications still lost')
        if (!stopped) retryLater()
      })
    }, wait)
    wait = Math.min(wait * 2, LONGEST_WAIT_MS)
  }

  await connect()
  return {
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await client?.end()
    },
  }
}
