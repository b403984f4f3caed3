import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import { releaseStaleReservations } from './account-effect.store.ts'

const ROWS_AT_ONCE = 5_000
/** Sessions that are over stay this long for questions of who was signed in when. */
const KEPT_DAYS = 30

/**
 * Deletes refresh tokens that have expired, sessions that were over 30 days ago and accounts that a command reserved
 * before its process died, in short transactions. A used token
 * stays until it expires: it is how a thief's repeat is noticed.
 */
export async function purgeExpired(
  db: Database,
  now: Date,
): Promise<{ tokens: number; sessions: number; reservations: number }> {
  const over = new Date(now.getTime() - KEPT_DAYS * 86_400_000)
  const tokens = await repeat(() =>
    db.withControl((tx) =>
      tx.run(sql`
        DELETE FROM control.refresh_token WHERE hash IN (
          SELECT hash FROM control.refresh_token WHERE expires_at < ${now}
          ORDER BY expires_at LIMIT ${ROWS_AT_ONCE} FOR UPDATE SKIP LOCKED)`),
    ),
  )
  const sessions = await repeat(() =>
    db.withControl((tx) =>
      tx.run(sql`
        DELETE FROM control.session WHERE id IN (
          SELECT id FROM control.session WHERE expires_at < ${over}
          ORDER BY expires_at LIMIT ${ROWS_AT_ONCE} FOR UPDATE SKIP LOCKED)`),
    ),
  )
  const reservations = await db.withControl((tx) => releaseStaleReservations(tx, now))
  return { tokens, sessions, reservations }
}

async function repeat(deleteSome: () => Promise<number>): Promise<number> {
  let total = 0
  for (;;) {
    const deleted = await deleteSome()
    total += deleted
    if (deleted < ROWS_AT_ONCE) return total
  }
}
