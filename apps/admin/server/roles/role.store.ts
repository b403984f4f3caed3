import { allOf, type Order, type ReadTx, sorting, sql, type Tx } from '@lumbung/kernel'

export interface RoleRow {
  id: string
  key: string
  name: string
  permissions: string[]
  template: string | null
  assignments: number
  version: number
}

const roleColumns = sql`
  role.id, role.key, role.name, role.permissions, role.template, role.version,
  (SELECT count(*)::int FROM kernel.assignment
   WHERE assignment.tenant_id = role.tenant_id AND assignment.role_id = role.id) AS assignments`

/** By key; one row more than `limit`, to tell whether there are more. */
const BY_KEY = { sql: sql`role.key`, type: 'text', valueOf: (role: RoleRow) => role.key } as const

export const roleOrder = sorting<RoleRow, 'key' | 'name'>('key', {
  key: [BY_KEY],
  name: [{ sql: sql`role.name`, type: 'text', ignoresCase: true, valueOf: (role) => role.name }, BY_KEY],
})

export async function listRoleRows(tx: ReadTx, order: Order<RoleRow>): Promise<RoleRow[]> {
  return await tx.rows<RoleRow>(sql`
    SELECT ${roleColumns} FROM kernel.role
    WHERE ${allOf([sql`role.tenant_id = kernel.current_tenant()`, order.after])} ${order.page}`)
}

export async function findRole(tx: ReadTx, id: string): Promise<RoleRow | undefined> {
  return await tx.maybe<RoleRow>(sql`
    SELECT ${roleColumns} FROM kernel.role WHERE role.tenant_id = kernel.current_tenant() AND role.id = ${id}`)
}

export async function lockRole(tx: Tx, id: string): Promise<RoleRow | undefined> {
  return await tx.maybe<RoleRow>(sql`
    SELECT ${roleColumns} FROM kernel.role
    WHERE role.tenant_id = kernel.current_tenant() AND role.id = ${id} FOR UPDATE`)
}

export async function insertRole(
  tx: Tx,
  role: { id: string; key: string; name: string; permissions: string[] },
): Promise<void> {
  await tx.run(sql`
    INSERT INTO kernel.role (id, key, name, permissions)
    VALUES (${role.id}, ${role.key}, ${role.name}, ${role.permissions})`)
}

export async function updateRoleRow(
  tx: Tx,
  id: string,
  change: { name: string; permissions: string[] },
): Promise<void> {
  await tx.run(sql`
    UPDATE kernel.role SET name = ${change.name}, permissions = ${change.permissions}, version = version + 1
    WHERE tenant_id = kernel.current_tenant() AND id = ${id}`)
}

export async function deleteRoleRow(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`DELETE FROM kernel.role WHERE tenant_id = kernel.current_tenant() AND id = ${id}`)
}
