import type { Locale } from '@lumbung/contract'
import { sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'

export interface TenantRow {
  id: string
  slug: string
  name: string
  zone: string
  locale: Locale
}

/** True when this call made the row; false when the slug was there already. */
export async function insertTenant(tx: Tx, tenant: TenantRow): Promise<boolean> {
  const { id, slug, name, zone, locale } = tenant
  const inserted = await tx.run(sql`
    INSERT INTO control.tenant (id, slug, name, zone, locale) VALUES (${id}, ${slug}, ${name}, ${zone}, ${locale})
    ON CONFLICT ON CONSTRAINT tenant_slug_unique DO NOTHING`)
  return inserted === 1
}

export async function findTenantBySlug(tx: ReadTx, slug: string): Promise<TenantRow | undefined> {
  return await tx.maybe<TenantRow>(sql`
    SELECT id, slug, name, zone, locale FROM control.tenant WHERE slug = ${slug}`)
}

export async function listTenants(tx: ReadTx): Promise<TenantRow[]> {
  return await tx.rows<TenantRow>(sql`
    SELECT id, slug, name, zone, locale FROM control.tenant WHERE status <> 'deactivated' ORDER BY slug`)
}

/** App → keys of the role templates that the bound tenant has been given. */
export async function findProvisionedApps(tx: ReadTx): Promise<Map<string, string[]>> {
  const rows = await tx.rows<{ app: string; role_templates: string[] }>(sql`
    SELECT app, role_templates FROM kernel.tenant_app WHERE tenant_id = kernel.current_tenant()`)
  return new Map(rows.map((row) => [row.app, row.role_templates]))
}

export async function insertRoleFromTemplate(
  tx: Tx,
  role: { id: string; key: string; name: string; permissions: string[] },
): Promise<void> {
  await tx.run(sql`
    INSERT INTO kernel.role (id, key, name, permissions, template)
    VALUES (${role.id}, ${role.key}, ${role.name}, ${role.permissions}, ${role.key})
    ON CONFLICT ON CONSTRAINT role_key_unique DO NOTHING`)
}

export async function markProvisioned(tx: Tx, app: string, roleTemplates: string[]): Promise<void> {
  await tx.run(sql`
    INSERT INTO kernel.tenant_app (app, role_templates) VALUES (${app}, ${roleTemplates})
    ON CONFLICT ON CONSTRAINT tenant_app_pk DO UPDATE SET role_templates = EXCLUDED.role_templates`)
}

/** Lets a person into the bound tenant; one who is in already stays as they are. */
export async function insertMember(
  tx: Tx,
  member: { userId: string; name: string; email: string; username: string | null },
): Promise<boolean> {
  const inserted = await tx.run(sql`
    INSERT INTO kernel.member (user_id, name, email, username)
    VALUES (${member.userId}, ${member.name}, ${member.email}, ${member.username})
    ON CONFLICT ON CONSTRAINT member_pk DO NOTHING`)
  return inserted === 1
}

export async function findRoleIdByKey(tx: ReadTx, key: string): Promise<string | undefined> {
  const row = await tx.maybe<{ id: string }>(sql`
    SELECT id FROM kernel.role WHERE tenant_id = kernel.current_tenant() AND key = ${key}`)
  return row?.id
}

export async function insertAssignment(
  tx: Tx,
  assignment: {
    id: string
    userId: string
    roleId: string
    scope: { kind: string; id: string | null }
    startsAt?: Date | null
    endsAt?: Date | null
    grantedBy: string | null
  },
): Promise<boolean> {
  const { id, userId, roleId, scope, startsAt = null, endsAt = null, grantedBy } = assignment
  const inserted = await tx.run(sql`
    INSERT INTO kernel.assignment (id, user_id, role_id, scope_kind, scope_id, starts_at, ends_at, granted_by)
    VALUES (${id}, ${userId}, ${roleId}, ${scope.kind}, ${scope.id}, COALESCE(${startsAt}::timestamptz, now()),
            ${endsAt}, ${grantedBy})
    ON CONFLICT ON CONSTRAINT assignment_unique DO NOTHING`)
  return inserted === 1
}

/** The e-mail of the earliest active member who holds a role with every permission for the whole tenant. */
export async function findAdministratorEmail(tx: ReadTx): Promise<string | undefined> {
  const row = await tx.maybe<{ email: string }>(sql`
    SELECT member.email
    FROM kernel.member
    JOIN kernel.assignment ON assignment.tenant_id = member.tenant_id AND assignment.user_id = member.user_id
    JOIN kernel.role ON role.tenant_id = assignment.tenant_id AND role.id = assignment.role_id
    WHERE member.tenant_id = kernel.current_tenant() AND member.status = 'active' AND '*' = ANY (role.permissions)
      AND assignment.scope_kind = 'tenant' AND assignment.ends_at IS NULL
    ORDER BY member.created_at, member.email LIMIT 1`)
  return row?.email
}
