import type { OutputOf } from '@lumbung/contract'
import { type CallResult, createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startAccessInvalidation } from '../../../../platform/kernel/src/access/invalidation.ts'
import { adminApp } from '../../app.ts'
import {
  addAssignment,
  createUser,
  disableUser,
  enableUser,
  getUser,
  listRoles,
  listUsers,
  login,
  me,
  type Role,
  removeAssignment,
  resetPassword,
  updateUser,
} from '../../contract/index.ts'

const PASSWORD = 'kuda baterai stapler benar'
let platform: TestPlatform
let admin: TestPerson
let roles: Map<string, Role>

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [adminApp] })
  admin = await platform.signInAs('administrator')
  const listed = await admin.call(listRoles, { limit: 200 })
  roles = new Map(listed.body.data.map((role) => [role.key, role]))
})
afterAll(() => platform.close())

let people = 0
const newcomer = () => {
  people += 1
  return { name: `Orang ${people}`, email: `baru${people}@contoh.test`, password: PASSWORD }
}
const roleId = (key: string) => roles.get(key)?.id as string

describe('adding a person', () => {
  it('lets them sign in at once with what they were given', async () => {
    const input = newcomer()
    const created = await admin.call(createUser, { ...input, assignments: [{ roleId: roleId('auditor') }] })
    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({ name: input.name, status: 'active', version: 1 })
    expect(created.body.assignments).toMatchObject([
      { roleKey: 'auditor', scope: { kind: 'tenant', id: null } },
    ])
    const signedIn = await platform.anonymous.call(login, { email: input.email, password: PASSWORD })
    expect(signedIn.body.user.id).toBe(created.body.id)
  })

  it('answers a repeat with the same key by the same person, and refuses the address otherwise', async () => {
    const input = newcomer()
    const first = await admin.call(createUser, input, { idempotencyKey: 'user-1' })
    const again = await admin.call(createUser, input, { idempotencyKey: 'user-1' })
    expect([again.status, again.body.id]).toEqual([201, first.body.id])
    const other = await admin.call(createUser, input)
    expect([other.status, other.problem.code]).toEqual([409, 'admin.already_member'])
  })

  it('uses again the account that a crash left without a member, under the new password', async () => {
    const input = newcomer()
    await platform.services.accounts.ensure({ ...input, password: 'ditinggal percobaan lama' })
    expect((await admin.call(createUser, input)).status).toBe(201)
    const old = await platform.anonymous.call(login, {
      email: input.email,
      password: 'ditinggal percobaan lama',
    })
    expect(old.status).toBe(401)
    expect((await platform.anonymous.call(login, { email: input.email, password: PASSWORD })).status).toBe(
      200,
    )
  })

  it('refuses the address of another organisation’s person, whose password somebody else may know', async () => {
    const input = newcomer()
    const stranger = await platform.signInAs('administrator', { tenant: platform.otherTenant })
    await stranger.call(createUser, input)
    const refused = await admin.call(createUser, { ...input, password: 'sandi pilihan saya sendiri' })
    expect([refused.status, refused.problem.code]).toEqual([409, 'admin.email_elsewhere'])
    expect((await platform.anonymous.call(login, { email: input.email, password: PASSWORD })).status).toBe(
      200,
    )
  })

  it('lets only one of two organisations have an address that both add at the same moment', async () => {
    const stranger = await platform.signInAs('administrator', { tenant: platform.otherTenant })
    for (let round = 0; round < 5; round += 1) {
      const input = newcomer()
      const answers = await Promise.all([
        admin.call(createUser, { ...input, password: 'sandi organisasi pertama' }),
        stranger.call(createUser, { ...input, password: 'sandi organisasi kedua' }),
      ])
      expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409])
      const winner = answers[0]?.status === 201 ? 'sandi organisasi pertama' : 'sandi organisasi kedua'
      expect((await platform.anonymous.call(login, { email: input.email, password: winner })).status).toBe(
        200,
      )
    }
  })

  it('refuses a taken user name and leaves nothing', async () => {
    await admin.call(createUser, { ...newcomer(), username: 'siti.aminah' })
    const input = { ...newcomer(), username: 'siti.aminah' }
    const refused = await admin.call(createUser, input)
    expect([refused.status, refused.problem.code]).toEqual([409, 'admin.username_taken'])
    expect(await platform.services.accounts.find(input.email)).toBeNull()
  })

  it('is refused, with the role to ask for, to who may only read', async () => {
    const auditor = await platform.signInAs('auditor')
    const refused = await auditor.call(createUser, newcomer())
    expect(refused.status).toBe(403)
    expect(refused.problem.params).toMatchObject({
      permission: 'admin.user.create',
      rule: 'no_grant',
      smallestGrant: { roles: ['Pengelola pengguna', 'Administrator'] },
      mayRequest: true,
    })
  })
})

describe('another organisation’s people', () => {
  it('are as unknown as those who do not exist', async () => {
    const stranger = await platform.signInAs('administrator', { tenant: platform.otherTenant })
    const { id } = (await admin.call(createUser, newcomer())).body
    const nobody = '01936f2a-7b1c-7000-8000-00000000dead'
    for (const target of [id, nobody]) {
      const answers = [
        await stranger.call(getUser, { id: target }),
        await stranger.call(updateUser, { id: target, name: 'X' }, { ifMatch: 1 }),
        await stranger.call(disableUser, { id: target }),
        await stranger.call(enableUser, { id: target }),
        await stranger.call(resetPassword, { id: target, password: PASSWORD }),
        await stranger.call(addAssignment, { id: target, roleId: roleId('auditor') }),
        await stranger.call(removeAssignment, { id: target, assignmentId: nobody }),
      ]
      expect(answers.map((answer) => [answer.status, answer.problem.code])).toEqual(
        answers.map(() => [404, 'platform.not_found']),
      )
    }
    const seen = await stranger.call(listUsers, { limit: 200 })
    expect(seen.body.data.map((user) => user.id)).not.toContain(id)
  })
})

describe('a change of access', () => {
  it('bites on the next request: a role taken, a role given', async () => {
    const person = await platform.signInAs('auditor')
    expect((await person.call(listUsers, {})).status).toBe(200)
    const { assignments } = (await admin.call(getUser, { id: person.userId })).body
    const taken = await admin.call(removeAssignment, {
      id: person.userId,
      assignmentId: assignments[0]?.id as string,
    })
    expect(taken.body.assignments).toEqual([])
    expect((await person.call(listUsers, {})).status).toBe(403)
    await admin.call(addAssignment, { id: person.userId, roleId: roleId('auditor') })
    expect((await person.call(listUsers, {})).status).toBe(200)
  })

  it('bites on the next request when the person is disabled, and their session stays dead afterwards', async () => {
    const person = await platform.signInAs('auditor')
    expect((await person.call(me, {})).status).toBe(200)
    expect((await admin.call(disableUser, { id: person.userId })).body.status).toBe('disabled')
    expect((await person.call(me, {})).status).toBe(401)
    expect((await admin.call(enableUser, { id: person.userId })).body.status).toBe('active')
    expect((await person.call(me, {})).status).toBe(401)
  })

  it('reaches a node that did not make it within moments', async () => {
    let emptied = 0
    const { log } = platform.services
    const listener = await startAccessInvalidation({
      url: platform.databaseUrl,
      principals: {
        forget: () => {
          emptied += 1
        },
      },
      log,
    })
    const before = emptied
    const person = await platform.signInAs(null)
    await admin.call(addAssignment, { id: person.userId, roleId: roleId('auditor') })
    await expect.poll(() => emptied).toBeGreaterThan(before)
    await listener.stop()
  })

  it('refuses an assignment that exists, an unknown role, a foreign role and a scope that is not there', async () => {
    const stranger = await platform.signInAs('administrator', { tenant: platform.otherTenant })
    const foreign = (await stranger.call(listRoles, {})).body.data[0]?.id as string
    const { userId: id } = await platform.signInAs('auditor')
    const nothing = '01936f2a-7b1c-7000-8000-00000000dead'
    const codes = []
    for (const wanted of [
      { roleId: roleId('auditor') },
      { roleId: nothing },
      { roleId: foreign },
      { roleId: roleId('user-manager'), scopeKind: 'site', scopeId: nothing },
      { roleId: roleId('user-manager'), scopeKind: 'tenant', scopeId: nothing },
      { roleId: roleId('user-manager'), endsAt: '2020-01-01T00:00:00Z' },
    ]) {
      codes.push((await admin.call(addAssignment, { id, ...wanted })).problem.code)
    }
    expect(codes).toEqual([
      'admin.assignment_exists',
      'admin.role_unknown',
      'admin.role_unknown',
      'admin.scope_unknown',
      'admin.scope_unknown',
      'admin.period_empty',
    ])
  })

  it('holds only within its time', async () => {
    const person = await platform.signInAs(null)
    const tomorrow = new Date(Date.now() + 86_400_000)
    await admin.call(addAssignment, {
      id: person.userId,
      roleId: roleId('auditor'),
      startsAt: tomorrow.toISOString(),
    })
    const refused = await person.call(listUsers, {})
    expect([refused.status, refused.problem.params?.rule]).toEqual([403, 'not_yet_or_no_longer'])
  })
})

describe('nobody grants beyond what they hold', () => {
  it('refuses a user manager who gives the administrator’s role, to another or to themselves', async () => {
    const manager = await platform.signInAs('user-manager')
    const other = await platform.signInAs(null)
    for (const id of [other.userId, manager.userId]) {
      const refused = await manager.call(addAssignment, { id, roleId: roleId('administrator') })
      expect([refused.status, refused.problem.code]).toEqual([403, 'admin.grant_beyond_own'])
      expect(refused.problem.params).toEqual({ permissions: ['*'] })
    }
    const given = await manager.call(addAssignment, { id: other.userId, roleId: roleId('user-manager') })
    expect(given.status).toBe(201)
  })

  it('refuses a user manager who sets an administrator’s password', async () => {
    const manager = await platform.signInAs('user-manager')
    const chief = (
      await admin.call(createUser, { ...newcomer(), assignments: [{ roleId: roleId('administrator') }] })
    ).body
    const refused = await manager.call(resetPassword, { id: chief.id, password: 'sandi pilihan pengelola' })
    expect([refused.status, refused.problem.code]).toEqual([403, 'admin.grant_beyond_own'])
    expect((await platform.anonymous.call(login, { email: chief.email, password: PASSWORD })).status).toBe(
      200,
    )
    await admin.call(disableUser, { id: chief.id })
  })
})

describe('setting a password', () => {
  it('ends the person’s sessions and masks the password in the audit and the stored answer', async () => {
    const input = newcomer()
    const { id } = (await admin.call(createUser, input)).body
    const { accessToken } = (await platform.anonymous.call(login, { email: input.email, password: PASSWORD }))
      .body
    const password = 'sandi yang baru ditetapkan'
    const reset = await admin.call(resetPassword, { id, password }, { idempotencyKey: 'reset-1' })
    expect(reset.status).toBe(200)
    const headers = { authorization: `Bearer ${accessToken}` }
    expect((await platform.anonymous.call(me, {}, { headers })).status).toBe(401)
    expect((await platform.anonymous.call(login, { email: input.email, password })).status).toBe(200)
    const stored = await platform.asSuperuser(
      `SELECT 1 FROM kernel.audit_entry e WHERE e::text LIKE '%' || $1 || '%'
       UNION ALL SELECT 1 FROM kernel.idempotency_key k WHERE k::text LIKE '%' || $1 || '%'`,
      [password],
    )
    expect(stored).toEqual([])
  })

  it('is refused for a person who belongs to another organisation too', async () => {
    const input = newcomer()
    const { id, email, name } = (await admin.call(createUser, input)).body
    await platform.asSuperuser(
      'INSERT INTO kernel.member (tenant_id, user_id, name, email) VALUES ($1, $2, $3, $4)',
      [platform.otherTenant.id, id, name, email],
    )
    const refused = await admin.call(resetPassword, { id, password: 'sandi yang baru ditetapkan' })
    expect([refused.status, refused.problem.code]).toEqual([422, 'admin.account_shared'])
  })
})

describe('the last administrator', () => {
  it('cannot be disabled, lose the role, or disable themselves; of two at once one stays', async () => {
    const tenant = await platform.createTenant('satu-pengelola')
    const only = await platform.signInAs('administrator', { tenant })
    const manager = await platform.signInWith(['admin.user.*', 'admin.role.assign'], { tenant })
    const codes = [
      (await only.call(disableUser, { id: only.userId })).problem.code,
      (await manager.call(disableUser, { id: only.userId })).problem.code,
    ]
    const [held] = (await only.call(getUser, { id: only.userId })).body.assignments
    const removal = { id: only.userId, assignmentId: held?.id as string }
    codes.push((await manager.call(removeAssignment, removal)).problem.code)
    expect(codes).toEqual(['admin.not_yourself', 'admin.last_administrator', 'admin.last_administrator'])

    const second = await platform.signInAs('administrator', { tenant })
    const answers = await Promise.all([
      only.call(disableUser, { id: second.userId }),
      second.call(disableUser, { id: only.userId }),
    ])
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1)
  })
})

describe('the list', () => {
  it('walks every person once by cursor, and finds by any part of name or address', async () => {
    const tenant = await platform.createTenant('daftar-orang')
    const chief = await platform.signInAs('administrator', { tenant, name: 'Zainal' })
    for (const name of ['Andi', 'Budi', 'Budi', 'Citra', '50% Diskon']) {
      await platform.signInAs('auditor', { tenant, name })
    }
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: CallResult<OutputOf<typeof listUsers>> = await chief.call(listUsers, {
        limit: 2,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.body.data.map((user) => user.id))
      cursor = page.body.page.nextCursor
    } while (cursor !== null)
    expect([seen.length, new Set(seen).size]).toEqual([6, 6])
    expect((await chief.call(listUsers, { search: 'budi' })).body.data).toHaveLength(2)
    expect((await chief.call(listUsers, { search: '0%' })).body.data).toHaveLength(1)
  })

  it('refuses a forged cursor and a page too deep', async () => {
    const forged = Buffer.from(JSON.stringify(['a\u0000', 'not-a-uuid'])).toString('base64url')
    for (const cursor of ['!!!', 'e30', forged]) {
      expect((await admin.call(listUsers, { cursor })).problem.code).toBe('platform.cursor_invalid')
    }
    expect((await admin.call(listUsers, { page: 10_000, limit: 200 })).problem.code).toBe(
      'platform.page_too_deep',
    )
  })
})

describe('changing a name', () => {
  it('needs the current version and refuses a stale one', async () => {
    const { id } = (await admin.call(createUser, newcomer())).body
    expect((await admin.call(updateUser, { id, name: 'Tanpa versi' })).status).toBe(428)
    const changed = await admin.call(updateUser, { id, name: 'Nama Baru' }, { ifMatch: 1 })
    expect([changed.status, changed.body.name, changed.body.version]).toEqual([200, 'Nama Baru', 2])
    const stale = await admin.call(updateUser, { id, name: 'Terlambat' }, { ifMatch: 1 })
    expect([stale.status, stale.problem.code]).toEqual([412, 'platform.stale_version'])
  })
})
