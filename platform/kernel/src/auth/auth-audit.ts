import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { Tx } from '../db/tx.ts'
import { newId } from '../ids.ts'
import { recordsOf } from '../operation/recorder.ts'
import type { CallerTrace } from './sessions.ts'

/** What the audit keeps of signing in and out; the operation's name in the audit trail. */
export type AuthFact =
  | 'auth.sign_in'
  | 'auth.sign_in_refused'
  | 'auth.sign_out'
  | 'auth.session_ended'
  | 'auth.password_changed'
  | 'auth.token_reused'

/**
 * Writes an entry into the tenant's audit trail. Sessions lie on the control plane, so this is a transaction of its
 * own: it is awaited before anything is answered, and when it fails the caller gets no tokens.
 */
export async function recordAuthFact(
  db: Database,
  tenantId: string,
  fact: AuthFact,
  who: { userId: string; sessionId?: string | undefined },
  trace: CallerTrace,
): Promise<void> {
  await db.withTenant(tenantId, async (tx) => {
    const person = await findPersonName(tx, who.userId)
    tx.finish(
      recordsOf({
        audits: [
          {
            id: newId(),
            operation: fact,
            actorId: who.userId,
            resourceType: 'auth.session',
            resourceId: who.sessionId ?? null,
            changes: person ? { person: [person, person] } : null,
          },
        ],
        events: [],
        key: null,
        requestId: trace.requestId ?? newId(),
        address: trace.address,
        actorId: who.userId,
      }),
    )
  })
}

/** The trail says whose session it was by the name that the person had then; an account of the platform has none here. */
async function findPersonName(tx: Tx, id: string): Promise<{ id: string; name: string } | undefined> {
  return await tx.maybe(sql`
    SELECT user_id AS id, name FROM kernel.member
    WHERE tenant_id = kernel.current_tenant() AND user_id = ${id}`)
}
