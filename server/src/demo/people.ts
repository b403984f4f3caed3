import { createUser, listRoles, listUsers } from '@lumbung/admin/contract'
import type { Client } from '@lumbung/client'
import { createTenantWithAdmin } from '@lumbung/kernel'
import { type DemoAccount, passwordOf } from './accounts.ts'
import type { DemoPlace } from './place.ts'
import { signIn } from './sign-in.ts'

export interface DemoTenant {
  slug: string
  name: string
  zone: string
}

/**
 * The organisation with its administrator, as `lumbung tenant create` makes it (no operation of the API makes
 * organisations), and the administrator's way to the API.
 */
export async function ensureTenant(
  place: DemoPlace,
  tenant: DemoTenant,
): Promise<{ account: DemoAccount; client: Client }> {
  const account = {
    tenant: tenant.slug,
    email: `admin@${tenant.slug}.test`,
    name: 'Administrator',
    role: 'administrator',
  }
  await createTenantWithAdmin(place.services, {
    ...tenant,
    locale: 'id',
    adminEmail: account.email,
    adminName: account.name,
    adminPassword: passwordOf(account.email, place.config),
  })
  return { account, client: await signIn(place, account) }
}

/** Lets a person in with one role, at one site or everywhere, unless they are there already. */
export async function ensurePerson(
  place: DemoPlace,
  administrator: Client,
  person: DemoAccount & { roleKey: string; siteId?: string },
): Promise<void> {
  const { email, name, roleKey, siteId } = person
  const known = await administrator.call(listUsers, { search: email })
  if (known.data.length > 0) return
  const roles = await administrator.call(listRoles, { limit: 200 })
  const role = roles.data.find(({ key }) => key === roleKey)
  if (!role) throw new Error(`the organisation ${person.tenant} has no role ${roleKey}`)
  const scope = siteId === undefined ? {} : { scopeKind: 'site', scopeId: siteId }
  await administrator.call(createUser, {
    name,
    email,
    password: passwordOf(email, place.config),
    assignments: [{ roleId: role.id, ...scope }],
  })
}
