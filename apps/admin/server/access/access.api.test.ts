import { readMenu } from '@lumbung/kernel/contract'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminApp } from '../../app.ts'
import {
  declineRequest,
  disableUser,
  explainAccess,
  grantRequest,
  listRequests,
  listRoles,
  listUsers,
  me,
  requestAccess,
} from '../../contract/index.ts'

let platform: TestPlatform
let admin: TestPerson
let roleIds: Map<string, string>

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [adminApp] })
  admin = await platform.signInAs('administrator')
  const { data } = (await admin.call(listRoles, { limit: 200 })).body
  roleIds = new Map(data.map((role) => [role.key, role.id]))
})
afterAll(() => platform.close())

const roleId = (key: string) => roleIds.get(key) as string
const permission = 'admin.user.read'

describe('an explanation', () => {
  it('says the same as the decision, before and after', async () => {
    const person = await platform.signInAs('auditor')
    const allowed = await person.call(explainAccess, { permission })
    expect(allowed.body).toMatchObject({ allowed: true, rule: 'granted', held: [{ role: 'Pemeriksa' }] })
    const refused = await person.call(explainAccess, { permission: 'admin.user.create' })
    expect(refused.body).toMatchObject({
      allowed: false,
      rule: 'no_grant',
      smallestGrant: { roles: ['Pengelola pengguna', 'Administrator'] },
    })
  })

  it('of somebody else is for those who may ask, and tells when they are disabled', async () => {
    const person = await platform.signInAs(null)
    const auditor = await platform.signInAs('auditor')
    const input = { permission, userId: person.userId }
    expect((await auditor.call(explainAccess, input)).body).toMatchObject({
      allowed: false,
      rule: 'no_grant',
    })
    const curious = await person.call(explainAccess, { permission, userId: auditor.userId })
    expect([curious.status, curious.problem.code]).toEqual([403, 'platform.forbidden'])
    await admin.call(disableUser, { id: person.userId })
    expect((await auditor.call(explainAccess, input)).body.rule).toBe('member_disabled')
  })

  it('knows no permission that is not there and nobody of another organisation', async () => {
    const unknown = await admin.call(explainAccess, { permission: 'admin.nothing.at-all' })
    expect(unknown.problem.code).toBe('admin.permission_unknown')
    const stranger = await platform.signInAs('auditor', { tenant: platform.otherTenant })
    expect((await admin.call(explainAccess, { permission, userId: stranger.userId })).status).toBe(404)
  })
})

describe('me', () => {
  it('lists every permission held, with its reach', async () => {
    const person = await platform.signInAs('auditor')
    const { body } = await person.call(me, {})
    expect(body.roles).toEqual([{ key: 'auditor', name: 'Pemeriksa', scope: { kind: 'tenant', id: null } }])
    expect(body.permissions.map((held) => held.permission).sort()).toEqual([
      'admin.access.explain',
      'admin.audit.read',
      'admin.role.read',
      'admin.user.read',
    ])
    expect(body.permissions.every((held) => held.everywhere)).toBe(true)
  })
})

describe('a request for access', () => {
  it('is granted by a second person with a role, and holds from the next request on', async () => {
    const person = await platform.signInAs(null)
    expect((await person.call(listUsers, {})).status).toBe(403)
    const asked = await person.call(requestAccess, { permission, reason: 'Memeriksa daftar piket' })
    expect([asked.status, asked.body.status, asked.body.user.id]).toEqual([201, 'open', person.userId])
    const again = await person.call(requestAccess, { permission })
    expect(again.body.id).toBe(asked.body.id)
    const open = await admin.call(listRequests, { status: 'open' })
    expect(open.body.data.map((request) => request.id)).toContain(asked.body.id)
    const granted = await admin.call(grantRequest, { id: asked.body.id, roleId: roleId('auditor') })
    expect(granted.body).toMatchObject({ status: 'granted', decidedBy: admin.userId })
    expect(granted.body.decidedByName).toBe(`Person ${admin.userId.slice(-6)}`)
    expect((await person.call(listUsers, {})).status).toBe(200)
    const twice = await admin.call(declineRequest, { id: asked.body.id })
    expect([twice.status, twice.problem.code]).toEqual([409, 'admin.request_decided'])
  })

  it('granted for a while ends by itself', async () => {
    const person = await platform.signInAs(null)
    const { id } = (await person.call(requestAccess, { permission })).body
    const endsAt = new Date(Date.now() + 3_600_000).toISOString()
    await admin.call(grantRequest, { id, roleId: roleId('auditor'), endsAt })
    expect((await person.call(listUsers, {})).status).toBe(200)
    platform.setClock(new Date(Date.now() + 3_700_000))
    platform.services.principals.forget('everybody')
    const { accessToken } = await platform.services.sessions.start({
      userId: person.userId,
      tenantId: platform.tenant.id,
      address: null,
      agent: null,
    })
    const headers = { authorization: `Bearer ${accessToken}` }
    const later = await platform.anonymous.call(listUsers, {}, { headers })
    platform.setClock(null)
    expect([later.status, later.problem.params?.rule]).toEqual([403, 'not_yet_or_no_longer'])
  })

  it('is never decided by the one who asked, nor by one who lacks what the role brings', async () => {
    const manager = await platform.signInAs('user-manager')
    const own = (await manager.call(requestAccess, { permission: 'admin.audit.read' })).body
    for (const operation of [grantRequest, declineRequest] as const) {
      const input = { id: own.id, ...(operation === grantRequest ? { roleId: roleId('auditor') } : {}) }
      const refused = await manager.callRaw(operation, input)
      expect([refused.status, refused.problem.code]).toEqual([422, 'admin.own_request'])
    }
    const colleague = await platform.signInAs('user-manager')
    const beyond = await colleague.call(grantRequest, { id: own.id, roleId: roleId('auditor') })
    expect([beyond.status, beyond.problem.code]).toEqual([403, 'admin.grant_beyond_own'])
    const lacking = await admin.call(grantRequest, { id: own.id, roleId: roleId('user-manager') })
    expect(lacking.problem.code).toBe('admin.role_lacks_permission')
    expect((await colleague.call(listRequests, { status: 'open' })).body.data.map(({ id }) => id)).toContain(
      own.id,
    )
  })

  it('waits in the menu of those who decide, but not in that of who asked nor of another organisation', async () => {
    const tenant = await platform.createTenant('dua-penunggu')
    const decider = await platform.signInAs('user-manager', { tenant })
    const asking = await platform.signInAs('user-manager', { tenant })
    const stranger = await platform.signInAs('user-manager', { tenant: platform.otherTenant })
    const narrow = await platform.signInWith(['admin.access-request.decide'], {
      tenant,
      scope: { kind: 'site', id: '01936f2a-7b1c-7000-8000-00000000dead' },
    })
    const waiting = async (person: TestPerson) =>
      (await person.call(readMenu, {})).body.groups
        .flatMap(({ items }) => items)
        .find(({ id }) => id === 'admin.access-requests')?.waiting
    expect(await waiting(decider)).toBe(0)
    const { id } = (await asking.call(requestAccess, { permission: 'admin.audit.read' })).body
    const seen = await Promise.all([decider, asking, stranger, narrow].map(waiting))
    expect(seen).toEqual([1, 0, 0, 0])
    await decider.call(declineRequest, { id })
    expect(await waiting(decider)).toBe(0)
  })

  it('is refused for what one may do already or what is not there, and beyond twenty', async () => {
    const person = await platform.signInAs('auditor')
    expect((await person.call(requestAccess, { permission })).problem.code).toBe('admin.already_allowed')
    const unknown = await person.call(requestAccess, { permission: 'admin.nothing.at-all' })
    expect(unknown.problem.code).toBe('admin.permission_unknown')
    const site = { scopeKind: 'site', scopeId: '01936f2a-7b1c-7000-8000-00000000dead' }
    const nowhere = await person.call(requestAccess, { permission: 'admin.user.create', ...site })
    expect(nowhere.problem.code).toBe('admin.scope_unknown')
    await platform.asSuperuser(
      `INSERT INTO kernel.access_request (tenant_id, id, user_id, permission, scope_kind)
       SELECT $1, gen_random_uuid(), $2, 'x.y.z' || n, 'tenant' FROM generate_series(1, 20) AS n`,
      [platform.tenant.id, person.userId],
    )
    const many = await person.call(requestAccess, { permission: 'admin.user.create' })
    expect([many.status, many.problem.code]).toEqual([422, 'admin.too_many_requests'])
  })

  it('of another organisation is as unknown as one that does not exist', async () => {
    const person = await platform.signInAs(null)
    const { id } = (await person.call(requestAccess, { permission })).body
    const stranger = await platform.signInAs('administrator', { tenant: platform.otherTenant })
    for (const target of [id, '01936f2a-7b1c-7000-8000-00000000dead']) {
      expect((await stranger.call(declineRequest, { id: target })).problem.code).toBe('platform.not_found')
      const granted = await stranger.call(grantRequest, { id: target, roleId: roleId('auditor') })
      expect(granted.problem.code).toBe('platform.not_found')
    }
    expect((await person.call(listRequests, {})).status).toBe(403)
  })
})
