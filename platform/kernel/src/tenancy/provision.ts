import type { Locale } from '@lumbung/contract'
import type { Services } from '../app/services.ts'
import { newId } from '../ids.ts'
import {
  findProvisionedApps,
  findTenantBySlug,
  insertRoleFromTemplate,
  insertTenant,
  listTenants,
  markProvisioned,
  type TenantRow,
} from './tenant.store.ts'

type Parts = Pick<Services, 'db' | 'catalogue'>

/**
 * Makes an organisation and gives it every app, or finishes one that an earlier attempt left half made: each step is
 * idempotent and the slug decides whether it is the same. An organisation that is there keeps its name and zone.
 */
export async function createTenant(
  parts: Parts,
  input: { slug: string; name: string; zone: string; locale: Locale },
): Promise<TenantRow & { created: boolean }> {
  assertZone(input.zone)
  const made = { id: newId(), ...input }
  const [tenant, created] = await parts.db.withControl(async (tx) => {
    const isNew = await insertTenant(tx, made)
    const row = isNew ? made : await findTenantBySlug(tx, input.slug)
    if (!row) throw new Error(`the organisation ${input.slug} collided and cannot be found`)
    return [row, isNew] as const
  })
  await provisionTenant(parts, tenant)
  return { ...tenant, created }
}

/**
 * Gives a tenant what the apps bring: roles from templates that it never had, and each new app's own rows. All in one
 * transaction, so a crash leaves nothing half given; a role that the tenant deleted does not come back.
 */
export async function provisionTenant(parts: Parts, tenant: TenantRow): Promise<void> {
  await parts.db.withTenant(tenant.id, async (tx) => {
    const given = await findProvisionedApps(tx)
    for (const app of parts.catalogue.apps) {
      const had = given.get(app.id)
      const templates = app.roles ?? []
      const missing = templates.filter((role) => !had?.includes(role.key))
      if (had && missing.length === 0) continue
      for (const { key, name, permissions } of missing) {
        await insertRoleFromTemplate(tx, { id: newId(), key, name: name[tenant.locale], permissions })
      }
      if (!had) await app.provision?.(tx, { id: tenant.id, zone: tenant.zone })
      await markProvisioned(tx, app.id, [...new Set([...(had ?? []), ...templates.map((role) => role.key)])])
    }
  })
}

/** For the start of the program: tenants made by an older one get the apps and roles that are new since. */
export async function provisionAllTenants(parts: Parts): Promise<void> {
  const tenants = await parts.db.withControl((tx) => listTenants(tx))
  for (const tenant of tenants) await provisionTenant(parts, tenant)
}

/** Throws a RangeError that names the zone unless it is one of the IANA names that this program knows. */
export function assertZone(zone: string): void {
  new Intl.DateTimeFormat('en', { timeZone: zone })
}
