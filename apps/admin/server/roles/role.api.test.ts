import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminApp } from '../../app.ts'
import {
  createRole,
  deleteRole,
  getRole,
  listPermissions,
  listRoles,
  listUsers,
  updateRole,
} from '../../contract/index.ts'

let platform: TestPlatform
let admin: TestPerson

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [adminApp] })
  admin = await platform.signInAs('administrator')
})
afterAll(() => platform.close())

const reader = (key: string) => ({ key, name: 'Pembaca', permissions: ['admin.user.read'] })

describe('a role', () => {
  it('is made, changed and deleted, each time with what changed in the audit', async () => {
    const made = await admin.call(createRole, reader('pembaca'))
    expect(made.body).toMatchObject({
      key: 'pembaca',
      permissions: ['admin.user.read'],
      template: null,
      assignments: 0,
    })
    const { id } = made.body
    const changed = await admin.call(updateRole, { id, permissions: ['admin.audit.read'] }, { ifMatch: 1 })
    expect([changed.status, changed.body.version]).toEqual([200, 2])
    expect((await admin.call(deleteRole, { id })).status).toBe(200)
    expect((await admin.call(getRole, { id })).status).toBe(404)
    const trail = await platform.asSuperuser<{ operation: string; changes: Record<string, unknown> }>(
      'SELECT operation, changes FROM kernel.audit_entry WHERE resource_id = $1 ORDER BY at',
      [id],
    )
    expect(trail.map((entry) => entry.operation)).toEqual([
      'admin.role.create',
      'admin.role.update',
      'admin.role.delete',
    ])
    expect(trail[1]?.changes).toEqual({
      name: ['Pembaca', 'Pembaca'],
      permissions: [['admin.user.read'], ['admin.audit.read']],
    })
  })

  it('bites on the next request of those who hold it when it changes', async () => {
    const holder = await platform.signInWith(['admin.user.read'])
    expect((await holder.call(listUsers, {})).status).toBe(200)
    const { data } = (await admin.call(listRoles, { limit: 200 })).body
    const held = data.find((role) => role.name === 'Test role')
    await admin.call(
      updateRole,
      { id: held?.id as string, permissions: ['admin.audit.read'] },
      { ifMatch: held?.version as number },
    )
    expect((await holder.call(listUsers, {})).status).toBe(403)
  })

  it('is refused with a key that is taken, a permission that is not there, and words for patterns', async () => {
    await admin.call(createRole, reader('ganda'))
    expect((await admin.call(createRole, reader('ganda'))).problem.code).toBe('admin.role_key_taken')
    const slip = await admin.call(createRole, { ...reader('salah'), permissions: ['admin.usr.*'] })
    expect([slip.status, slip.problem.params]).toEqual([422, { permission: 'admin.usr.*' }])
    for (const permission of ['admin.us*', 'Admin.user.read', 'admin..read', '', '*.', 'admin user']) {
      const refused = await admin.call(createRole, { ...reader('salah'), permissions: [permission] })
      expect([refused.status, refused.problem.code], permission).toEqual([422, 'platform.invalid_input'])
    }
  })

  it('is not deleted while somebody holds it', async () => {
    await platform.signInAs('auditor')
    const { data } = (await admin.call(listRoles, { limit: 200 })).body
    const auditor = data.find((role) => role.key === 'auditor')
    const refused = await admin.call(deleteRole, { id: auditor?.id as string })
    expect([refused.status, refused.problem.code]).toEqual([409, 'admin.role_in_use'])
    expect(refused.problem.detail).toContain('1')
  })

  it('cannot be given more than its editor holds, but keeps what it had', async () => {
    const editor = await platform.signInWith(['admin.role.*', 'admin.user.read'])
    const grown = await editor.call(createRole, { ...reader('besar'), permissions: ['admin.user.*'] })
    expect([grown.status, grown.problem.code]).toEqual([403, 'admin.grant_beyond_own'])
    const { id } = (await admin.call(createRole, { ...reader('lama'), permissions: ['admin.audit.read'] }))
      .body
    const renamed = await editor.call(updateRole, { id, name: 'Nama baru' }, { ifMatch: 1 })
    expect(renamed.status).toBe(200)
    const kept = ['admin.audit.read', 'admin.user.read']
    expect((await editor.call(updateRole, { id, permissions: kept }, { ifMatch: 2 })).status).toBe(200)
    const more = await editor.call(updateRole, { id, permissions: ['*'] }, { ifMatch: 3 })
    expect(more.problem.code).toBe('admin.grant_beyond_own')
  })

  it('of the last administrator keeps its power', async () => {
    const tenant = await platform.createTenant('satu-peran')
    const only = await platform.signInAs('administrator', { tenant })
    const { data } = (await only.call(listRoles, {})).body
    const role = data.find(({ key }) => key === 'administrator')
    const refused = await only.call(
      updateRole,
      { id: role?.id as string, permissions: ['admin.*'] },
      { ifMatch: 1 },
    )
    expect([refused.status, refused.problem.code]).toEqual([422, 'admin.last_administrator'])
  })

  it('of another organisation is as unknown as one that does not exist', async () => {
    const stranger = await platform.signInAs('administrator', { tenant: platform.otherTenant })
    const { id } = (await admin.call(createRole, reader('milik-satu'))).body
    for (const target of [id, '01936f2a-7b1c-7000-8000-00000000dead']) {
      const answers = [
        await stranger.call(getRole, { id: target }),
        await stranger.call(updateRole, { id: target, name: 'X' }, { ifMatch: 1 }),
        await stranger.call(deleteRole, { id: target }),
      ]
      expect(answers.map((answer) => answer.problem.code)).toEqual(Array(3).fill('platform.not_found'))
    }
  })
})

describe('the permissions', () => {
  it('are all listed with words in both languages, to readers of roles alone', async () => {
    const { body } = await admin.call(listPermissions, {})
    expect(body.data.map((row) => row.permission)).toContain('admin.role.assign')
    for (const row of body.data)
      expect([row.meaning.id.length > 3, row.meaning.en.length > 3]).toEqual([true, true])
    const nobody = await platform.signInAs(null)
    expect((await nobody.call(listPermissions, {})).status).toBe(403)
  })
})
