import { allOf, containsPattern, join, type Order, type ReadTx, sorting, sql } from '@lumbung/kernel'

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

/** So many entries does one page of a search look through, whatever it finds. */
const SEARCHED_AT_ONCE = 20_000

const columns = sql`
  entry.id, entry.at,
  to_char(entry.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "atExactly",
  entry.actor_id AS "actorId", member.name AS "actorName", entry.operation,
  entry.resource_type AS "resourceType", entry.resource_id AS "resourceId", entry.changes,
  entry.request_id AS "requestId", entry.address`

/** Newest first where no other order is asked for; one row more than the page. */
export async function listAuditRows(
  tx: ReadTx,
  filter: AuditFilter,
  order: Order<AuditRow>,
): Promise<AuditRow[]> {
  return await tx.rows<AuditRow>(sql`
    SELECT ${columns}
    FROM kernel.audit_entry AS entry
    LEFT JOIN kernel.member ON member.tenant_id = entry.tenant_id AND member.user_id = entry.actor_id
    WHERE ${allOf([...walked(filter, order), ...matched(filter)])}
    ${order.page}`)
}

/**
 * Of the next {@link SEARCHED_AT_ONCE} entries those whose record's name holds every word of `q`, and where the search
 * stopped if there may be more. No index can serve it: row-level security keeps every operator that finds words in a text
 * from being asked before the tenant is. The work of a page is bounded instead, and that of a whole search grows with the
 * entries of the period that is asked for.
 *
 * @param names Where in `changes` the names of records lie.
 */
export async function searchAuditRows(
  tx: ReadTx,
  filter: AuditFilter & { q: string },
  names: readonly string[][],
  order: Order<AuditRow>,
): Promise<{ rows: AuditRow[]; stoppedAt: AuditRow | undefined }> {
  const name = join(
    names.map((path) => sql`entry.changes #>> ${path}::text[]`),
    ', ',
  )
  const isFound = allOf([
    sql`lower(normalize(concat_ws(' ', ${name}), NFKC)) LIKE ALL (${patternsOf(filter.q)}::text[])`,
    ...matched(filter),
  ])
  const rows = await tx.rows<AuditRow & { isFound: boolean; place: string }>(sql`
    SELECT ${columns}, entry.place, (${isFound}) AS "isFound"
    FROM (
      SELECT entry.*, row_number() OVER (${order.by}) AS place
      FROM kernel.audit_entry AS entry
      WHERE ${allOf(walked(filter, order))}
      ${order.by} LIMIT ${SEARCHED_AT_ONCE}
    ) AS entry
    LEFT JOIN kernel.member ON member.tenant_id = entry.tenant_id AND member.user_id = entry.actor_id
    WHERE (${isFound}) OR entry.place = ${SEARCHED_AT_ONCE}
    ${order.page}`)
  return {
    rows: rows.filter((row) => row.isFound).map(({ isFound: _isFound, place: _place, ...row }) => row),
    stoppedAt: rows.find(({ place }) => Number(place) === SEARCHED_AT_ONCE),
  }
}

/** Conditions that an index answers, or that say where to begin. */
function walked({ resourceType, resourceId, from, to }: AuditFilter, order: Order<AuditRow>) {
  return [
    sql`entry.tenant_id = kernel.current_tenant()`,
    resourceType !== undefined && sql`entry.resource_type = ${resourceType}`,
    resourceId !== undefined && sql`entry.resource_id = ${resourceId}`,
    from !== undefined && sql`entry.at >= ${from}`,
    to !== undefined && sql`entry.at < ${to}`,
    order.after,
  ]
}

function matched({ personId, operation }: AuditFilter) {
  return [
    personId !== undefined && sql`entry.actor_id = ${personId}`,
    operation !== undefined && sql`entry.operation = ${operation}`,
  ]
}

/** One for each word, in whatever order they stand; an accent typed as a letter and a mark is the same letter. */
function patternsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
    .map(containsPattern)
}
