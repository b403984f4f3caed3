import { allOf, type Order, type ReadTx, sorting, sql } from '@lumbung/kernel'

export interface AuditRow {
  id: string
  at: Date
  /** To the microsecond, as the cursor needs it. */
  atExactly: string
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
}

export const auditOrder = sorting<AuditRow, 'at'>('-at', {
  at: [
    { sql: sql`entry.at`, type: 'timestamptz', valueOf: (entry) => entry.atExactly },
    { sql: sql`entry.id`, type: 'uuid', valueOf: (entry) => entry.id },
  ],
})

/** Newest first where no other order is asked for; one row more than the page. */
export async function listAuditRows(
  tx: ReadTx,
  filter: AuditFilter,
  order: Order<AuditRow>,
): Promise<AuditRow[]> {
  const { personId, resourceType, resourceId, operation, from, to } = filter
  return await tx.rows<AuditRow>(sql`
    SELECT entry.id, entry.at,
           to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "atExactly",
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
      order.after,
    ])}
    ${order.page}`)
}
