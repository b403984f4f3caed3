import type { OutputOf } from '@lumbung/contract'
import { sql } from '@lumbung/kernel'
import { type CallResult, createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminApp } from '../../app.ts'
import { createRole, getTenant, listAudit, updateTenant } from '../../contract/index.ts'

let platform: TestPlatform
let admin: TestPerson
let auditor: TestPerson

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [adminApp] })
  admin = await platform.signInAs('administrator')
  auditor = await platform.signInAs('auditor')
  for (let n = 0; n < 7; n += 1) {
    await admin.call(createRole, { key: `peran-${n}`, name: `Peran ${n}`, permissions: ['admin.user.read'] })
  }
})
afterAll(() => platform.close())

describe('the audit trail', () => {
  it('is walked once by cursor, newest first, and says who changed what', async () => {
    const seen: { id: string; at: string; changes: unknown }[] = []
    let cursor: string | null = null
    do {
      const page: CallResult<OutputOf<typeof listAudit>> = await auditor.call(listAudit, {
        limit: 3,
        operation: 'admin.role.create',
        ...(cursor ? { cursor } : {}),
      })
      expect(page.body.data.every((entry) => entry.actorName === `Person ${admin.userId.slice(-6)}`)).toBe(
        true,
      )
      seen.push(...page.body.data.map(({ id, at, changes }) => ({ id, at, changes })))
      cursor = page.body.page.nextCursor
    } while (cursor !== null)
    expect(new Set(seen.map((entry) => entry.id)).size).toBe(7)
    expect(seen.map((entry) => entry.at)).toEqual(
      seen
        .map((entry) => entry.at)
        .sort()
        .reverse(),
    )
    expect(seen[0]?.changes).toMatchObject({ key: [null, 'peran-6'], name: [null, 'Peran 6'] })
  })

  it('is filtered by person, resource and time', async () => {
    const all = (await auditor.call(listAudit, { limit: 200 })).body.data
    const one = all.find((entry) => entry.operation === 'admin.role.create')
    const { resourceType, resourceId, at } = one as { resourceType: string; resourceId: string; at: string }
    const count = async (filter: object) =>
      (await auditor.call(listAudit, { limit: 200, ...filter })).body.data.length
    expect(await count({ resourceType, resourceId })).toBe(1)
    expect(await count({ personId: admin.userId })).toBe(7)
    expect(await count({ personId: auditor.userId })).toBe(0)
    expect(await count({ to: '2000-01-01T00:00:00Z' })).toBe(0)
    expect(await count({ from: new Date(Date.parse(at) + 60_000).toISOString() })).toBe(0)
    const whole = await count({ from: '2020-01-01T00:00:00+08:00', operation: 'admin.role.create' })
    expect(whole).toBe(7)
  })

  it('shows nothing of another organisation and is refused to who may not read it', async () => {
    const stranger = await platform.signInAs('auditor', { tenant: platform.otherTenant })
    expect((await stranger.call(listAudit, { personId: admin.userId })).body.data).toEqual([])
    const manager = await platform.signInAs('user-manager')
    expect((await manager.call(listAudit, {})).status).toBe(403)
  })

  it('is searched by the name that a record had, however an accent was typed, and says the words of the caller', async () => {
    await admin.call(createRole, { key: 'kafe', name: 'Penjaga Kafé', permissions: ['admin.user.read'] })
    const find = async (q: string, locale: 'id' | 'en' = 'id') =>
      (await auditor.call(listAudit, { q }, { locale })).body.data.map(({ thing }) => [
        thing.kind,
        thing.name,
      ])
    expect(await find('kafe\u0301')).toEqual([['Peran', 'Penjaga Kafé']])
    expect(await find('KAFÉ penjaga', 'en')).toEqual([['Role', 'Penjaga Kafé']])
    expect(await find('permissions')).toEqual([])
    expect(await find('100%')).toEqual([])
  })

  it('refuses forged cursors', async () => {
    for (const keys of [
      ['x', 'y'],
      ['99999999999999999', '01936f2a-7b1c-7000-8000-00000000dead'],
      [1, 2],
    ]) {
      const cursor = Buffer.from(JSON.stringify(keys)).toString('base64url')
      expect((await auditor.call(listAudit, { cursor })).problem.code).toBe('platform.cursor_invalid')
    }
  })
})

describe('the organisation', () => {
  it('is changed with its version, and everybody works in the new zone at once', async () => {
    const before = (await auditor.call(getTenant, {})).body
    expect(before).toMatchObject({ slug: 'lumbung-one', zone: 'Asia/Makassar', version: 1 })
    const input = { name: "Lumbung'; DROP TABLE x; --", zone: 'Asia/Jakarta' }
    const changed = await admin.call(updateTenant, input, { ifMatch: 1 })
    expect(changed.body).toMatchObject({ ...input, version: 2 })
    expect((await auditor.call(getTenant, {})).body).toMatchObject(input)
    const stale = await admin.call(updateTenant, { name: 'Lain' }, { ifMatch: 1 })
    expect([stale.status, stale.problem.code]).toEqual([412, 'platform.stale_version'])
    const trail = await auditor.call(listAudit, { operation: 'admin.tenant.update' })
    expect(trail.body.data[0]?.changes).toMatchObject({ zone: ['Asia/Makassar', 'Asia/Jakarta'] })
  })

  it('refuses a zone that is not one, and a person who may not', async () => {
    const refused = await admin.call(updateTenant, { zone: 'Asia/Atlantis' }, { ifMatch: 2 })
    expect([refused.status, refused.problem.code]).toEqual([422, 'admin.zone_unknown'])
    expect((await auditor.call(updateTenant, { name: 'X' }, { ifMatch: 2 })).status).toBe(403)
  })

  it('changes no other organisation’s row even where SQL asks for it', async () => {
    const touched = await platform.services.db.withTenant(platform.tenant.id, (tx) =>
      tx.run(sql`UPDATE control.tenant SET name = 'Diambil' WHERE id = ${platform.otherTenant.id}`),
    )
    expect(touched).toBe(0)
    const slug = platform.services.db.withTenant(platform.tenant.id, (tx) =>
      tx.run(sql`UPDATE control.tenant SET status = 'active'`),
    )
    await expect(slug).rejects.toMatchObject({ code: '42501' })
  })
})
