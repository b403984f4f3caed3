import type { Database } from '../db/database.ts'
import { findActiveAccount, findMembership } from './principal.store.ts'
import type { Principal } from './principal.ts'

/**
 * A person as work in the background acts for them: with the rights they have now and no session. Null when the
 * account or the membership is disabled, or the tenant deactivated. Not cached: ask again as often as it must bite.
 */
export async function loadMember(
  db: Database,
  who: { tenantId: string; userId: string; now: Date },
): Promise<Principal | null> {
  const account = await db.withControl((tx) => findActiveAccount(tx, who.userId, who.tenantId))
  if (!account) return null
  const membership = await db.withTenant(who.tenantId, (tx) => findMembership(tx, who.userId, who.now))
  return membership && { userId: who.userId, sessionId: null, ...account, ...membership }
}
