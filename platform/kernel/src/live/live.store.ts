import { sql } from '../db/sql.ts'
import type { Tx } from '../db/tx.ts'

export const LIVE_CHANNEL = 'lumbung_live'

/** In a transaction of its own. A hint is not worth a write to disk, so the commit does not wait for one. */
export async function notifyLive(tx: Tx, payloads: string[]): Promise<void> {
  await tx.run(sql`
    SELECT set_config('synchronous_commit', 'off', true), pg_notify(${LIVE_CHANNEL}, payload)
    FROM unnest(${payloads}::text[]) AS payload`)
}
