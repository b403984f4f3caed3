import { addAssignment, createUser } from '@lumbung/admin/contract'
import { createSite, recordStockEntry } from '@lumbung/fuel/contract'
import { newId } from '@lumbung/kernel'
import type { TestPerson, TestPlatform } from '@lumbung/testing'
import type { Account } from './console.fixture.ts'

const PASSWORD = 'empat kata acak saja'
const DAY_MILLISECONDS = 86_400_000

/** People of the first tenant who can sign in at the door, and what they work on. */
export interface Cast {
  administrator: Account
  fuelAdmin: Account
  operator: Account
  /** A member without any role. */
  newcomer: Account
  /** The administrator as a program, for arranging. */
  desk: TestPerson
  siteId: string
  /** A further member, limited to a site where one is given. */
  invite(name: string, roleKey: string | null, siteId?: string): Promise<Account & { userId: string }>
  /** A further site, filled five days ago, whose stock counts as low below 500 litres. */
  addSite(code: string, litres: number): Promise<{ id: string; code: string; name: string }>
  /** A further site with an operator of its own, so that no test finds what another has recorded. */
  addPost(litres: number): Promise<Post>
}

export interface Post {
  operator: Account & { userId: string }
  site: { id: string; code: string; name: string }
}

/** A site with 5,000 litres, its operator, the fuel administrator and the tenant's administrator. */
export async function castPeople(platform: TestPlatform): Promise<Cast> {
  const desk = await platform.signInAs('administrator')
  const roles = await platform.asSuperuser<{ key: string; id: string }>(
    'SELECT key, id FROM kernel.role WHERE tenant_id = $1',
    [platform.tenant.id],
  )
  const roleOf = (key: string) => {
    const role = roles.find((candidate) => candidate.key === key)
    if (!role) throw new Error(`there is no role ${key}`)
    return role.id
  }
  const addSite: Cast['addSite'] = async (code, litres) => {
    const name = code.charAt(0) + code.slice(1).toLowerCase()
    const zone = 'Asia/Makassar'
    const answer = await desk.call(createSite, { code, name, zone, lowStockThresholdLitres: 500 })
    if (answer.status !== 201) throw new Error(`${code} could not be added: ${answer.text}`)
    const filling = { type: 'IN' as const, location: code, amount: litres, notes: 'Kiriman pemasok' }
    await desk.call(recordStockEntry, { ...filling, date: daysAgo(5) })
    return { id: answer.body.id, code, name }
  }
  const invite: Cast['invite'] = async (name, roleKey, siteId) => {
    const email = `${newId()}@example.test`
    const assignments = roleKey
      ? [{ roleId: roleOf(roleKey), ...(siteId ? { scopeKind: 'site', scopeId: siteId } : {}) }]
      : []
    const answer = await desk.call(createUser, { name, email, password: PASSWORD, assignments })
    if (answer.status !== 201) throw new Error(`${name} could not be added: ${answer.text}`)
    return { email, password: PASSWORD, userId: answer.body.id }
  }
  let posts = 0
  const addPost: Cast['addPost'] = async (litres) => {
    posts += 1
    const site = await addSite(`POS-${posts}`, litres)
    return { site, operator: await invite(`Operator ${site.name}`, 'fuel-operator', site.id) }
  }
  const site = await addSite('GENSET', 5000)
  const administrator = await invite('Pengelola', 'administrator')
  // Works at a site as well, so that what is recorded at one's own site is not refused.
  const atSite = { roleId: roleOf('fuel-operator'), scopeKind: 'site', scopeId: site.id }
  await desk.call(addAssignment, { id: administrator.userId, ...atSite })
  return {
    administrator,
    fuelAdmin: await invite('Admin BBM', 'fuel-admin'),
    operator: await invite('Operator Genset', 'fuel-operator', site.id),
    newcomer: await invite('Anggota baru', null),
    desk,
    siteId: site.id,
    invite,
    addSite,
    addPost,
  }
}

export function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MILLISECONDS).toISOString()
}
