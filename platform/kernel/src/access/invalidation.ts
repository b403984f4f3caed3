import { listenToChannel } from '../db/listen-to-channel.ts'
import { sql } from '../db/sql.ts'
import type { Tx } from '../db/tx.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { PrincipalCache, Whom } from './principal-cache.ts'

const CHANNEL = 'lumbung_access'

/**
 * Makes a change of roles, members, accounts or sessions bite on the next request: on this node when the transaction
 * has committed, on the others by a notification that the same commit sends. Commits that notify queue behind one
 * another, so only these rare commands do. `whom` says whose open streams are looked at again.
 */
export async function announceAccessChange(
  tx: Tx,
  principals: Pick<PrincipalCache, 'forget'>,
  whom: Whom,
): Promise<void> {
  tx.afterCommit(() => principals.forget(whom))
  await tx.run(sql`SELECT pg_notify(${CHANNEL}, ${JSON.stringify(whom)})`)
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
  const onMessage = (payload: string) => principals.forget(readWhom(payload))
  const onListening = () => principals.forget('everybody')
  return await listenToChannel({ url, channel: CHANNEL, onMessage, onListening, log })
}

/** What cannot be read (another version's notification) is taken for everybody. */
function readWhom(payload: string): Whom {
  try {
    const { tenantId, userId } = JSON.parse(payload) as { tenantId?: unknown; userId?: unknown }
    if (typeof tenantId === 'string') return { tenantId }
    if (typeof userId === 'string') return { userId }
  } catch {
    // An older version sends nothing at all.
  }
  return 'everybody'
}
