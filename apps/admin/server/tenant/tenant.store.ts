import { type ReadTx, sql, type Tx } from '@lumbung/kernel'

export interface TenantRow {
  id: string
  slug: string
  name: string
  zone: string
  locale: 'id' | 'en'
  status: 'active' | 'suspended' | 'deactivated'
  createdAt: Date
  version: number
}

/** The bound tenant: row-level security shows no other. */
export async function findOwnTenant(tx: ReadTx): Promise<TenantRow> {
  return await tx.one<TenantRow>(sql`
    SELECT id, slug, name, zone, locale, status, created_at AS "createdAt", version
    FROM control.tenant WHERE id = kernel.current_tenant()`)
}

/** The version after the change, or undefined when `expected` was no longer current. */
export async function updateOwnTenant(
  tx: Tx,
  expected: number,
  change: { name: string; zone: string; locale: string },
): Promise<boolean> {
  const updated = await tx.run(sql`
    UPDATE control.tenant
    SET name = ${change.name}, zone = ${change.zone}, locale = ${change.locale}, version = version + 1
    WHERE id = kernel.current_tenant() AND version = ${expected}`)
  return updated === 1
}
