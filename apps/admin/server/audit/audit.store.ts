import { allOf, type ReadTx, sql } from '@lumbung/kernel'

export interface AuditRow {
  id: string
  at: Date
  /** Microseconds since 1970, as the cursor needs them. */
  atMicros: string
  actorId: string | null
  actorName: string | null
  operation: string
  resourceType: string | null
  resourceId: string | null
  changes: Record<string, unknown[]> | null
  requestId: string | null
  address: string | null
}

export interface AuditFilter {
  personId?: string | undefined
  resourceType?: string | undefined
  resourceId?: string | undefined
  operation?: string | undefined
  from?: Date | undefined
  to?: Date | undefined
  before?: { atMicros: string; id: string } | undefined
  limit: number
  offset: number
}

/** Newest first by keyset on (at, id); one row more than `limit`. */
export async function listAuditRows(tx: ReadTx, filter: AuditFilter): Promise<AuditRow[]> {
  const { personId, resourceType, resourceId, operation, from, to, before, limit, offset } = filter
  return await tx.rows<AuditRow>(sql`
    SELECT entry.id, entry.at,
           (extract(epoch FROM entry.at) * 1000000)::bigint AS "atMicros",
           entry.actor_id AS "actorId", member.name AS "actorName", entry.operation,
           entry.resource_type AS "resourceType", entry.resource_id AS "resourceId", entry.changes,
           entry.request_id AS "requestId", entry.address
    FROM kernel.audit_entry AS entry
    LEFT JOIN kernel.member ON member.tenant_id = entry.tenant_id AND member.user_id = entry.actor_id
    WHERE ${allOf([
      sql`entry.tenant_id = kernel.current_tenant()`,
      personId !== undefined && sql`entry.actor_id = ${personId}`,
      resourceType !== undefined && sql`entry.resource_type = ${resourceType}`,
      resourceId !== undefined && sql`entry.resource_id = ${resourceId}`,
      operation !== undefined && sql`entry.operation = ${operation}`,
      from !== undefined && sql`entry.at >= ${from}`,
      to !== undefined && sql`entry.at < ${to}`,
      before !== undefined &&
        sql`(entry.at, entry.id)
             < ('epoch'::timestamptz + ${before.atMicros}::bigint * interval '1 microsecond', ${before.id}::uuid)`,
    ])}
    ORDER BY entry.at DESC, entry.id DESC LIMIT ${limit + 1} OFFSET ${offset}`)
}
