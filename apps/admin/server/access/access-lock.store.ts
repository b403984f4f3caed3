import { type Principal, sql, type Tx } from '@lumbung/kernel'

/** Changes of who may do what wait for one another within a tenant, so that two of them cannot each leave the other to be the last administrator. */
export async function lockAccess(tx: Tx): Promise<void> {
  await tx.run(sql`
    SELECT pg_advisory_xact_lock(hashtextextended('access ' || kernel.current_tenant()::text, 0))`)
}

/** Members who are active and hold every permission for the whole tenant, now and without an end. */
export async function countAdministrators(tx: Tx, now: Date): Promise<number> {
  const { administrators } = await tx.one<{ administrators: number }>(sql`
    SELECT count(DISTINCT member.user_id)::int AS administrators
    FROM kernel.member
    JOIN kernel.assignment ON assignment.tenant_id = member.tenant_id AND assignment.user_id = member.user_id
    JOIN kernel.role ON role.tenant_id = assignment.tenant_id AND role.id = assignment.role_id
    WHERE member.tenant_id = kernel.current_tenant() AND member.status = 'active' AND '*' = ANY (role.permissions)
      AND assignment.scope_kind = 'tenant' AND assignment.starts_at <= ${now} AND assignment.ends_at IS NULL`)
  return administrators
}

/** The permission patterns of a person's assignments, past and future ones too, with how far each reaches. */
export async function listPowersOf(
  tx: Tx,
  userId: Principal['userId'],
): Promise<{ permissions: string[]; scope: { kind: string; id: string | null } }[]> {
  const rows = await tx.rows<{ permissions: string[]; scope_kind: string; scope_id: string | null }>(sql`
    SELECT role.permissions, assignment.scope_kind, assignment.scope_id
    FROM kernel.assignment JOIN kernel.role ON role.tenant_id = assignment.tenant_id AND role.id = assignment.role_id
    WHERE assignment.tenant_id = kernel.current_tenant() AND assignment.user_id = ${userId}`)
  return rows.map((row) => ({
    permissions: row.permissions,
    scope: { kind: row.scope_kind, id: row.scope_id },
  }))
}
