import { allOf, containsPattern, type Order, type ReadTx, sorting, sql, type Tx } from '@lumbung/kernel'

export interface MemberRow {
  id: string
  name: string
  email: string
  username: string | null
  status: 'active' | 'disabled'
  createdAt: Date
  version: number
}

export interface AssignmentRow {
  id: string
  userId: string
  roleId: string
  roleKey: string
  roleName: string
  scopeKind: string
  scopeId: string | null
  startsAt: Date
  endsAt: Date | null
}

const memberColumns = sql`
  member.user_id AS id, member.name, member.email, member.username, member.status,
  member.created_at AS "createdAt", member.version`

const BY_ID = { sql: sql`member.user_id`, type: 'uuid', valueOf: (member: MemberRow) => member.id } as const

export const memberOrder = sorting<MemberRow, 'name' | 'email'>('name', {
  name: [{ sql: sql`member.name`, type: 'text', ignoresCase: true, valueOf: (member) => member.name }, BY_ID],
  email: [
    { sql: sql`member.email`, type: 'text', ignoresCase: true, valueOf: (member) => member.email },
    BY_ID,
  ],
})

/** One row more than the page, to tell whether there are more. */
export async function listMembers(
  tx: ReadTx,
  filter: { search?: string | undefined; status?: string | undefined; roleId?: string | undefined },
  order: Order<MemberRow>,
): Promise<MemberRow[]> {
  const { search, status, roleId } = filter
  const pattern = search === undefined ? '' : containsPattern(search)
  return await tx.rows<MemberRow>(sql`
    SELECT ${memberColumns} FROM kernel.member
    WHERE ${allOf([
      sql`member.tenant_id = kernel.current_tenant()`,
      search !== undefined &&
        sql`(member.name ILIKE ${pattern} OR member.email ILIKE ${pattern} OR member.username ILIKE ${pattern})`,
      status !== undefined && sql`member.status = ${status}`,
      roleId !== undefined &&
        sql`EXISTS (SELECT 1 FROM kernel.assignment WHERE assignment.tenant_id = member.tenant_id
                    AND assignment.user_id = member.user_id AND assignment.role_id = ${roleId})`,
      order.after,
    ])}
    ${order.page}`)
}

export async function findMember(tx: ReadTx, id: string): Promise<MemberRow | undefined> {
  return await tx.maybe<MemberRow>(sql`
    SELECT ${memberColumns} FROM kernel.member
    WHERE member.tenant_id = kernel.current_tenant() AND member.user_id = ${id}`)
}

export async function lockMember(tx: Tx, id: string): Promise<MemberRow | undefined> {
  return await tx.maybe<MemberRow>(sql`
    SELECT ${memberColumns} FROM kernel.member
    WHERE member.tenant_id = kernel.current_tenant() AND member.user_id = ${id} FOR UPDATE`)
}

export async function updateMember(
  tx: Tx,
  id: string,
  change: { name: string; status: 'active' | 'disabled' },
): Promise<void> {
  await tx.run(sql`
    UPDATE kernel.member SET name = ${change.name}, status = ${change.status}, version = version + 1
    WHERE tenant_id = kernel.current_tenant() AND user_id = ${id}`)
}

/** Of all these people at once; the oldest first. */
export async function listAssignmentsOf(tx: ReadTx, userIds: readonly string[]): Promise<AssignmentRow[]> {
  return await tx.rows<AssignmentRow>(sql`
    SELECT assignment.id, assignment.user_id AS "userId", role.id AS "roleId", role.key AS "roleKey",
           role.name AS "roleName", assignment.scope_kind AS "scopeKind", assignment.scope_id AS "scopeId",
           assignment.starts_at AS "startsAt", assignment.ends_at AS "endsAt"
    FROM kernel.assignment
    JOIN kernel.role ON role.tenant_id = assignment.tenant_id AND role.id = assignment.role_id
    WHERE assignment.tenant_id = kernel.current_tenant() AND assignment.user_id = ANY (${[...userIds]}::uuid[])
    ORDER BY assignment.user_id, assignment.created_at, assignment.id`)
}

/** False when the person holds this role in this scope already. */
export async function insertAssignment(
  tx: Tx,
  assignment: {
    id: string
    userId: string
    roleId: string
    scope: { kind: string; id: string | null }
    startsAt: Date
    endsAt: Date | null
    grantedBy: string
  },
): Promise<boolean> {
  const { id, userId, roleId, scope, startsAt, endsAt, grantedBy } = assignment
  const inserted = await tx.run(sql`
    INSERT INTO kernel.assignment (id, user_id, role_id, scope_kind, scope_id, starts_at, ends_at, granted_by)
    VALUES (${id}, ${userId}, ${roleId}, ${scope.kind}, ${scope.id}, ${startsAt}, ${endsAt}, ${grantedBy})
    ON CONFLICT ON CONSTRAINT assignment_unique DO NOTHING`)
  return inserted === 1
}

/** The same grant with another period; a request granted again outlives an assignment that has ended. */
export async function extendAssignment(
  tx: Tx,
  assignment: {
    userId: string
    roleId: string
    scope: { kind: string; id: string | null }
    endsAt: Date | null
  },
): Promise<void> {
  const { userId, roleId, scope, endsAt } = assignment
  await tx.run(sql`
    UPDATE kernel.assignment SET ends_at = ${endsAt}, starts_at = LEAST(starts_at, now())
    WHERE tenant_id = kernel.current_tenant() AND user_id = ${userId} AND role_id = ${roleId}
      AND scope_kind = ${scope.kind} AND scope_id IS NOT DISTINCT FROM ${scope.id}::uuid`)
}

export async function deleteAssignment(tx: Tx, userId: string, id: string): Promise<boolean> {
  const deleted = await tx.run(sql`
    DELETE FROM kernel.assignment
    WHERE tenant_id = kernel.current_tenant() AND user_id = ${userId} AND id = ${id}`)
  return deleted === 1
}
