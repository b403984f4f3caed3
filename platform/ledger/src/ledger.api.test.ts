import { addDays } from '@lumbung/contract'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getLedgerSetting, updateLedgerSetting, verifyLedger } from '../contract/index.ts'
import { ledgerApp } from './index.ts'
import { shelfOf } from './ledger.fixture.ts'

/** Tomorrow by UTC, when in the tenant's zone (UTC+8) the day after has begun. */
const now = new Date(`${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T17:00:00Z`)
const today = addDays(now.toISOString().slice(0, 10), 1)
const day = (ago: number) => addDays(today, -ago)

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [ledgerApp] })
  platform.setClock(now)
})
afterAll(() => platform.close())

describe('the limits of a tenant', () => {
  let controller: TestPerson
  let version: number
  beforeEach(async () => {
    const tenant = await platform.createTenant(`limits-${Math.random().toString(36).slice(2, 10)}`)
    controller = await platform.signInAs('ledger-controller', { tenant })
    version = (await controller.call(getLedgerSetting, {})).body.version
  })
  const change = (
    person: TestPerson,
    closedThrough: string | null,
    ifMatch = version,
    backdateLimitDays = 30,
  ) => person.call(updateLedgerSetting, { closedThrough, backdateLimitDays }, { ifMatch })

  it('start open, with thirty days for back-dating', async () => {
    expect((await controller.call(getLedgerSetting, {})).body).toEqual({
      closedThrough: null,
      backdateLimitDays: 30,
      version: 1,
    })
  })

  it('are changed by their version, and the change is in the audit trail', async () => {
    const changed = await change(controller, day(11), version, 45)
    expect(changed.status).toBe(200)
    expect(changed.body).toEqual({ closedThrough: day(11), backdateLimitDays: 45, version: 2 })
    const stale = await change(controller, day(10))
    expect(stale.status).toBe(412)
    expect((await controller.call(getLedgerSetting, {})).body).toEqual(changed.body)
    const [entry] = await platform.asSuperuser<{ changes: unknown }>(
      "SELECT changes FROM kernel.audit_entry WHERE tenant_id = $1 AND operation = 'ledger.setting.update'",
      [controller.tenant.id],
    )
    expect(entry?.changes).toEqual({ closedThrough: [null, day(11)], backdateLimitDays: [30, 45] })
  })

  it('a change without a version is refused', async () => {
    const answer = await controller.call(updateLedgerSetting, { closedThrough: null, backdateLimitDays: 1 })
    expect(answer.status).toBe(428)
  })

  it('yesterday in the tenant’s own zone is the last day that can be closed', async () => {
    const refused = await change(controller, today)
    expect(refused.status).toBe(422)
    expect(refused.problem).toMatchObject({ code: 'ledger.closing_too_late', params: { latest: day(1) } })
    expect(refused.problem.detail).toContain(day(1))
    expect((await change(controller, day(1))).status).toBe(200)
  })

  it('a closed period takes no movement, and only a holder of the permission reopens it', async () => {
    const shelf = shelfOf(platform, controller.tenant)
    const occurredAt = new Date(`${day(6)}T03:00:00Z`)
    const receipt = await shelf.post({ kind: 'receipt', quantity: '8', occurredAt, now })
    await change(controller, day(6))
    await expect(shelf.post({ kind: 'receipt', quantity: '1', occurredAt, now })).rejects.toMatchObject({
      code: 'ledger.closed_period',
    })
    // What lies in the closed period is corrected by a movement of today.
    expect(await shelf.reverse(receipt.id, now)).toMatchObject({
      businessDay: today,
      onHandAfter: '0.0000',
    })
    const refused = await change(controller, day(10), 2)
    expect(refused.status).toBe(403)
    expect(refused.problem.params).toMatchObject({ permission: 'ledger.period.reopen' })
    const { tenant } = controller
    const reopener = await platform.signInWith(['ledger.setting.update', 'ledger.period.reopen'], { tenant })
    expect((await change(reopener, null, 2)).body).toMatchObject({ closedThrough: null, version: 3 })
    expect((await shelf.post({ kind: 'receipt', quantity: '1', occurredAt, now })).businessDay).toBe(day(6))
  })

  it.each([
    { closedThrough: '2026-02-30', backdateLimitDays: 30 },
    { closedThrough: null, backdateLimitDays: -1 },
    { closedThrough: null, backdateLimitDays: 36_501 },
    { closedThrough: null, backdateLimitDays: 1.5 },
    { closedThrough: null },
    { closedThrough: null, backdateLimitDays: 30, extra: 1 },
  ])('are not changed by %j', async (input) => {
    const answer = await controller.callRaw(updateLedgerSetting, input, { ifMatch: version })
    expect(answer.status).toBe(422)
    expect((await controller.call(getLedgerSetting, {})).body.version).toBe(1)
  })
})

describe('who may', () => {
  it.each([getLedgerSetting, updateLedgerSetting, verifyLedger])(
    '$id: nobody without the permission',
    async (operation) => {
      const person = await platform.signInWith(['ledger.nothing.read'])
      const { input } = operation.example
      expect((await person.callRaw(operation, input, { ifMatch: 1 })).status).toBe(403)
      expect((await platform.anonymous.callRaw(operation, input, { ifMatch: 1 })).status).toBe(401)
    },
  )

  it('a controller closes books but does not reopen them', () => {
    const role = ledgerApp.roles?.find((template) => template.key === 'ledger-controller')
    expect(role?.permissions).not.toContain('ledger.period.reopen')
  })
})

describe('verification', () => {
  it('answers what was recomputed, of this tenant alone', async () => {
    const controller = await platform.signInAs('ledger-controller')
    const there = shelfOf(platform, platform.otherTenant)
    const foreign = await there.post({ kind: 'receipt', quantity: '1' })
    const here = shelfOf(platform)
    await here.post({ kind: 'receipt', quantity: '2' })
    await here.post({ kind: 'issue', quantity: '1' })
    const all = await controller.call(verifyLedger, {})
    expect(all.body).toEqual({ accounts: 1, movements: 2, intact: true, firstBroken: null })
    const other = await controller.call(verifyLedger, { accountId: foreign.accountId })
    expect(other.body).toMatchObject({ accounts: 0, movements: 0 })
  })
})

it('every failure has its sentence in both languages', () => {
  const { texts } = platform.services
  const { id, en } = ledgerApp.texts as { id: Record<string, string>; en: Record<string, string> }
  expect(Object.keys(id)).toEqual(Object.keys(en))
  expect(texts.say('id', 'ledger.insufficient', { requested: 1200.5, available: 3 })).toBe(
    'Stok tidak cukup: diminta 1.200,5, yang dapat dipakai 3.',
  )
})
