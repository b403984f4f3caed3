import type { Locale } from '@lumbung/contract'
import type { AccessClaims } from '../auth/tokens.ts'
import { sql } from '../db/sql.ts'
import type { ReadTx } from '../db/tx.ts'
import type { Grant, Principal, TenantInfo } from './principal.ts'

export interface SessionHolder {
  name: string
  locale: Locale | null
  platformAdmin: boolean
  tenant: TenantInfo | null
}

/** Who holds the session of these claims, unless it is over or its person or tenant is no longer let in. */
export async function findSessionHolder(
  tx: ReadTx,
  claims: AccessClaims,
  now: Date,
): Promise<SessionHolder | null> {
  const row = await tx.maybe<{
    name: string
    locale: Locale | null
    platform_admin: boolean
    tenant_id: string | null
    slug: string
    tenant_name: string
    zone: string
    tenant_locale: Locale
    tenant_status: TenantInfo['status']
  }>(sql`
    SELECT account.name, account.locale, account.platform_admin,
           tenant.id AS tenant_id, tenant.slug, tenant.name AS tenant_name, tenant.zone,
           tenant.locale AS tenant_locale, tenant.status AS tenant_status
    FROM control.session
    JOIN control.user_account AS account ON account.id = session.user_id
    LEFT JOIN control.tenant ON tenant.id = session.tenant_id
    WHERE session.id = ${claims.sessionId} AND session.user_id = ${claims.userId}
      AND session.tenant_id IS NOT DISTINCT FROM ${claims.tenantId}::uuid
      AND session.ended_at IS NULL AND session.expires_at > ${now}
      AND session.session_version = account.session_version AND account.session_version = ${claims.sessionVersion}
      AND account.status = 'active'`)
  if (!row || row.tenant_status === 'deactivated') return null
  const tenant = row.tenant_id
    ? {
        id: row.tenant_id,
        slug: row.slug,
        name: row.tenant_name,
        zone: row.zone,
        locale: row.tenant_locale,
        status: row.tenant_status,
      }
    : null
  return { name: row.name, locale: row.locale, platformAdmin: row.platform_admin, tenant }
}

/** The roles and grants of an active member of the bound tenant; three statements in one round trip. */
export async function findMembership(
  tx: ReadTx,
  userId: string,
  now: Date,
): Promise<(Pick<Principal, 'name' | 'grants' | 'rolesOfTenant'> & { dormant: Grant[] }) | null> {
  const [member, roles, assignments] = await Promise.all([
    tx.maybe<{ name: string }>(sql`
      SELECT name FROM kernel.member
      WHERE tenant_id = kernel.current_tenant() AND user_id = ${userId} AND status = 'active'`),
    tx.rows<{ id: string; key: string; name: string; permissions: string[] }>(sql`
      SELECT id, key, name, permissions FROM kernel.role WHERE tenant_id = kernel.current_tenant() ORDER BY key`),
    tx.rows<{ role_id: string; scope_kind: string; scope_id: string | null; in_force: boolean }>(sql`
      SELECT role_id, scope_kind, scope_id,
             starts_at <= ${now} AND (ends_at IS NULL OR ends_at > ${now}) AS in_force
      FROM kernel.assignment
      WHERE tenant_id = kernel.current_tenant() AND user_id = ${userId}`),
  ])
  if (!member) return null
  const byId = new Map(roles.map((role) => [role.id, role]))
  const grants: Grant[] = []
  const dormant: Grant[] = []
  for (const assignment of assignments) {
    const role = byId.get(assignment.role_id)
    if (!role) continue
    const grant = {
      roleKey: role.key,
      roleName: role.name,
      permissions: role.permissions,
      scope: { kind: assignment.scope_kind, id: assignment.scope_id },
    }
    if (assignment.in_force) grants.push(grant)
    else dormant.push(grant)
  }
  return { name: member.name, grants, dormant, rolesOfTenant: roles }
}

/** The account and tenant of a person for whom no session speaks; undefined when either is no longer let in. */
export async function findActiveAccount(
  tx: ReadTx,
  userId: string,
  tenantId: string,
): Promise<{ locale: Locale | null; platformAdmin: boolean; tenant: TenantInfo } | undefined> {
  const row = await tx.maybe<TenantInfo & { account_locale: Locale | null; platform_admin: boolean }>(sql`
    SELECT account.locale AS account_locale, account.platform_admin,
           tenant.id, tenant.slug, tenant.name, tenant.zone, tenant.locale, tenant.status
    FROM control.user_account AS account, control.tenant
    WHERE account.id = ${userId} AND account.status = 'active'
      AND tenant.id = ${tenantId} AND tenant.status <> 'deactivated'`)
  if (!row) return undefined
  const { account_locale: locale, platform_admin: platformAdmin, ...tenant } = row
  return { locale, platformAdmin, tenant }
}

/** A member of the bound tenant as they would act now, without a session; to explain what they may do. */
export async function findPrincipal(
  tx: ReadTx,
  userId: string,
  tenant: TenantInfo,
  now: Date,
): Promise<Principal | null> {
  const membership = await findMembership(tx, userId, now)
  return membership && { userId, locale: null, sessionId: null, platformAdmin: false, tenant, ...membership }
}
