import { allOf, type ReadTx, sql, type Tx } from '@lumbung/kernel'

export interface RequestRow {
  id: string
  userId: string
  userName: string
  permission: string
  scopeKind: string
  scopeId: string | null
  reason: string
  status: 'open' | 'granted' | 'declined'
  decidedBy: string | null
  decidedByName: string | null
  decidedAt: Date | null
  createdAt: Date
  version: number
}

const requestColumns = sql`
  request.id, request.user_id AS "userId", member.name AS "userName", request.permission,
  request.scope_kind AS "scopeKind", request.scope_id AS "scopeId", request.reason, request.status,
  request.decided_by AS "decidedBy", decider.name AS "decidedByName", request.decided_at AS "decidedAt",
  request.created_at AS "createdAt", request.version`

const requestTables = sql`
  kernel.access_request AS request
  JOIN kernel.member ON member.tenant_id = request.tenant_id AND member.user_id = request.user_id
  LEFT JOIN kernel.member AS decider
    ON decider.tenant_id = request.tenant_id AND decider.user_id = request.decided_by`

/** Newest first by id, which ascends with time; one row more than `limit`. */
export async function listRequestRows(
  tx: ReadTx,
  filter: { status?: string | undefined; beforeId?: string | undefined; limit: number; offset: number },
): Promise<RequestRow[]> {
  const { status, beforeId, limit, offset } = filter
  return await tx.rows<RequestRow>(sql`
    SELECT ${requestColumns} FROM ${requestTables}
    WHERE ${allOf([
      sql`request.tenant_id = kernel.current_tenant()`,
      status !== undefined && sql`request.status = ${status}`,
      beforeId !== undefined && sql`request.id < ${beforeId}`,
    ])}
    ORDER BY request.id DESC LIMIT ${limit + 1} OFFSET ${offset}`)
}

export async function findRequest(tx: ReadTx, id: string): Promise<RequestRow | undefined> {
  return await tx.maybe<RequestRow>(sql`
    SELECT ${requestColumns} FROM ${requestTables}
    WHERE request.tenant_id = kernel.current_tenant() AND request.id = ${id}`)
}

export async function listOpenRequestsOf(tx: ReadTx, userId: string): Promise<RequestRow[]> {
  return await tx.rows<RequestRow>(sql`
    SELECT ${requestColumns} FROM ${requestTables}
    WHERE request.tenant_id = kernel.current_tenant() AND request.user_id = ${userId} AND request.status = 'open'
    ORDER BY request.id`)
}

/** Open requests of everybody but one person. */
export async function countOpenRequests(tx: ReadTx, { besides }: { besides: string }): Promise<number> {
  const { open } = await tx.one<{ open: number }>(sql`
    SELECT count(*)::int AS open FROM kernel.access_request
    WHERE tenant_id = kernel.current_tenant() AND status = 'open' AND user_id <> ${besides}`)
  return open
}

export async function insertRequest(
  tx: Tx,
  request: {
    id: string
    userId: string
    permission: string
    scope: { kind: string; id: string | null }
    reason: string
  },
): Promise<void> {
  const { id, userId, permission, scope, reason } = request
  await tx.run(sql`
    INSERT INTO kernel.access_request (id, user_id, permission, scope_kind, scope_id, reason)
    VALUES (${id}, ${userId}, ${permission}, ${scope.kind}, ${scope.id}, ${reason})`)
}

/** False when somebody has decided it meanwhile. */
export async function decideRequest(
  tx: Tx,
  id: string,
  decision: { status: 'granted' | 'declined'; by: string; at: Date },
): Promise<boolean> {
  const decided = await tx.run(sql`
    UPDATE kernel.access_request
    SET status = ${decision.status}, decided_by = ${decision.by}, decided_at = ${decision.at}, version = version + 1
    WHERE tenant_id = kernel.current_tenant() AND id = ${id} AND status = 'open'`)
  return decided === 1
}
