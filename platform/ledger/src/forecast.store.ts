import { type ReadTx, sql } from '@lumbung/kernel'
import type { HeldAccount, HeldDay, HeldMovement } from './forecast.rules.ts'
import { standingDelta } from './standing.store.ts'

interface AccountRow {
  id: string
  onHand: string
  available: string
  lastOccurredAt: Date | null
  opening: string
}

/** An account with its days from `since` on, and what was on hand before them; undefined where there is none. */
export async function findHeldAccount(
  tx: ReadTx,
  wish: { itemId: string; placeId: string; since: string },
): Promise<(HeldAccount & { id: string }) | undefined> {
  const account = await tx.maybe<AccountRow>(sql`
    SELECT a.id, a.on_hand AS "onHand", a.on_hand - a.reserved - a.quarantine AS available,
           a.last_occurred_at AS "lastOccurredAt",
           coalesce((
             SELECT d.closing FROM ledger.day AS d
             WHERE d.tenant_id = kernel.current_tenant() AND d.account_id = a.id AND d.day < ${wish.since}::date
             ORDER BY d.day DESC LIMIT 1), 0::numeric(15,4)) AS opening
    FROM ledger.account AS a
    WHERE a.tenant_id = kernel.current_tenant() AND a.item_id = ${wish.itemId} AND a.place_id = ${wish.placeId}`)
  if (!account) return undefined
  const days = await tx.rows<Omit<HeldDay, 'lastAt'> & { lastAt: Date }>(sql`
    SELECT day::text AS day, opening, closing, lowest, last_at AS "lastAt" FROM ledger.day
    WHERE tenant_id = kernel.current_tenant() AND account_id = ${account.id} AND day >= ${wish.since}::date
    ORDER BY day`)
  const { id, onHand, available, lastOccurredAt, opening } = account
  return {
    id,
    onHand,
    available,
    opening,
    lastAt: lastOccurredAt?.getTime() ?? null,
    days: days.map((day) => ({ ...day, lastAt: day.lastAt.getTime() })),
  }
}

/** What counts on one day of an account, oldest first; what was taken back at its own instant counts nothing. */
export async function listHeldMovements(tx: ReadTx, accountId: string, day: string): Promise<HeldMovement[]> {
  const rows = await tx.rows<{ at: Date; delta: string }>(sql`
    SELECT counted.occurred_at AS at, counted.standing AS delta
    FROM (SELECT m.occurred_at, m.seq, ${standingDelta} AS standing FROM ledger.movement AS m
          WHERE m.tenant_id = kernel.current_tenant() AND m.account_id = ${accountId}
            AND m.business_day = ${day}::date) AS counted
    ORDER BY counted.occurred_at, counted.seq`)
  return rows.map(({ at, delta }) => ({ at: at.getTime(), delta }))
}
