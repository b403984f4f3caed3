import { listenToChannel } from '../db/listen-to-channel.ts'
import { sql } from '../db/sql.ts'
import type { Tx } from '../db/tx.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { PrincipalCache } from './principal-cache.ts'

const CHANNEL = 'lumbung_access'

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
 * Empties the cache at each notification. While the connection is lost the cache's 5 seconds are the bound; when it is
 * back the cache is emptied, since something may have been missed.
 */
export async function startAccessInvalidation(options: {
  /** The URL of a runtime role; `lumbung_worker` will do. */
  url: string
  principals: Pick<PrincipalCache, 'forget'>
  log: Logger
}): Promise<{ stop(): Promise<void> }> {
  const { url, principals, log } = options
  const forget = () => principals.forget()
  return await listenToChannel({ url, channel: CHANNEL, onMessage: forget, onListening: forget, log })
}
