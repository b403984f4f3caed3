import type { Locale } from '@lumbung/contract'
import { LRUCache } from 'lru-cache'
import type { AccessClaims } from '../auth/tokens.ts'
import type { Database } from '../db/database.ts'
import { sql } from '../db/sql.ts'
import type { ControlPrincipal, Grant, Principal, TenantInfo } from './principal.ts'

const LONGEST_MILLISECONDS = 5_000

interface Account {
  name: string
  locale: Locale | null
  platformAdmin: boolean
  tenant: TenantInfo | null
}

export interface Loaded {
  control: ControlPrincipal
  tenant: Principal | null
}

/**
 * Who a token stands for, looked up at most every 5 seconds: a disabled account, an ended session, a changed role or
 * a suspended tenant bites within that time on every node, and at once on the node where `forget` is called.
 */
export class PrincipalCache {
  readonly #db: Database
  readonly #cache = new LRUCache<string, Promise<Loaded | null>>({ max: 20_000, ttl: LONGEST_MILLISECONDS })

  constructor(db: Database) {
    this.#db = db
  }

  /** Null when the session is over: signed out, revoked, expired, or its person or tenant deactivated. */
  load(claims: AccessClaims): Promise<Loaded | null> {
    const key = `${claims.sessionId}:${claims.tenantId ?? ''}:${claims.sessionVersion}`
    const cached = this.#cache.get(key)
    if (cached) return cached
    const loading = this.#read(claims)
    this.#cache.set(key, loading)
    loading.catch(() => this.#cache.delete(key))
    return loading
  }

  forget(): void {
    this.#cache.clear()
  }

  async #read(claims: AccessClaims): Promise<Loaded | null> {
    const account = await this.#db.withControl((tx) => findAccount(tx, claims))
    if (!account) return null
    const { userId, sessionId, tenantId } = claims
    const control = {
      userId,
      sessionId,
      tenantId,
      name: account.name,
      locale: account.locale,
      platformAdmin: account.platformAdmin,
    }
    if (!account.tenant) return { control, tenant: null }
    const tenant = await this.#readTenant(control, account.tenant)
    return tenant ? { control, tenant } : null
  }

  async #readTenant(control: ControlPrincipal, tenant: TenantInfo): Promise<Principal | null> {
    return await this.#db.queryTenant(tenant.id, async (tx) => {
      const member = await tx.maybe<{ name: string }>(sql`
        SELECT name FROM kernel.member
        WHERE tenant_id = kernel.current_tenant() AND user_id = ${control.userId} AND status = 'active'`)
      if (!member) return null
      const roles = await tx.rows<{ id: string; key: string; name: string; permissions: string[] }>(sql`
        SELECT id, key, name, permissions FROM kernel.role WHERE tenant_id = kernel.current_tenant() ORDER BY key`)
      const assignments = await tx.rows<{ role_id: string; scope_kind: string; scope_id: string | null }>(sql`
        SELECT role_id, scope_kind, scope_id FROM kernel.assignment
        WHERE tenant_id = kernel.current_tenant() AND user_id = ${control.userId}
          AND starts_at <= now() AND (ends_at IS NULL OR ends_at > now())`)
      const byId = new Map(roles.map((role) => [role.id, role]))
      const grants = assignments.flatMap((assignment): Grant[] => {
        const role = byId.get(assignment.role_id)
        if (!role) return []
        const scope = { kind: assignment.scope_kind, id: assignment.scope_id }
        return [{ roleKey: role.key, roleName: role.name, permissions: role.permissions, scope }]
      })
      return {
        userId: control.userId,
        name: member.name,
        locale: control.locale,
        sessionId: control.sessionId,
        platformAdmin: control.platformAdmin,
        tenant,
        grants,
        rolesOfTenant: roles,
      }
    })
  }
}

async function findAccount(
  tx: { maybe<R extends object>(query: ReturnType<typeof sql>): Promise<R | undefined> },
  claims: AccessClaims,
): Promise<Account | null> {
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
      AND session.ended_at IS NULL AND session.expires_at > now()
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
