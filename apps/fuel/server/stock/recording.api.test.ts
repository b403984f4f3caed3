import { addDays, dayAt } from '@lumbung/contract'
import { updateLedgerSetting } from '@lumbung/ledger/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProduct } from '../../contract/products.ts'
import { deactivateSite } from '../../contract/sites.ts'
import { recordStockEntry, recordStockIn, recordStockOut, reverseStockEntry } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene()
})
afterAll(() => scene.close())

describe('recording stock', () => {
  test('IN raises and OUT lowers the balance of the site, to the cent', async () => {
    const site = await scene.site()
    const operator = await scene.operator(site, { name: 'Sitti' })
    const received = await scene.admin.call(recordStockIn, {
      location: site.code,
      amount: 5000.1,
      notes: 'Kiriman',
    })
    expect(received.status).toBe(201)
    expect(received.body).toMatchObject({
      type: 'IN',
      amountLitres: 5000.1,
      balanceLitres: 5000.1,
      location: { id: site.id, code: site.code, name: site.name },
      product: { code: 'DIESEL' },
      notes: 'Kiriman',
      user: { name: 'Rahayu' },
      reversalOf: null,
      isLow: false,
    })
    const used = await operator.call(recordStockOut, { amount: 0.2, notes: 'Genset pagi' })
    expect(used.status).toBe(201)
    expect(used.body).toMatchObject({
      type: 'OUT',
      amountLitres: 0.2,
      balanceLitres: 4999.9,
      location: { code: site.code },
      user: { id: operator.userId, name: 'Sitti' },
    })
  })

  test('OUT takes the site from the assignment: a location in the body is an unknown field, and nothing changes', async () => {
    const [own, other] = [await scene.site(), await scene.site()]
    await scene.fill(own, 100)
    await scene.fill(other, 100)
    const operator = await scene.operator(own)
    const { status, problem } = await operator.callRaw(recordStockOut, { amount: 10, location: other.code })
    expect(status).toBe(422)
    expect(problem.errors).toHaveProperty('location')
    expect((await operator.call(recordStockOut, { amount: 10 })).body.balanceLitres).toBe(90)
    expect(
      (await scene.admin.call(recordStockIn, { location: other.code, amount: 1 })).body.balanceLitres,
    ).toBe(101)
  })

  test('an operator without a site, and one whose role reaches the whole tenant, are told whom to ask', async () => {
    const operator = await scene.operator(null)
    const { status, problem } = await operator.call(recordStockOut, { amount: 1 }, { locale: 'id' })
    expect(status).toBe(422)
    expect(problem.code).toBe('fuel.no_site_assigned')
    expect(problem.detail).toContain('belum ditugaskan')
  })

  test('an operator of a site that does not exist finds no site', async () => {
    const operator = await scene.operator({ id: '01936f2a-7b1c-7000-8000-00000000dead' })
    expect((await operator.call(recordStockOut, { amount: 1 })).problem.code).toBe('fuel.site_not_found')
  })

  test('OUT above the balance is refused with the litres that are left, in the caller’s language', async () => {
    const site = await scene.site()
    await scene.fill(site, 1250.75)
    const operator = await scene.operator(site)
    const { status, problem } = await operator.call(recordStockOut, { amount: 1250.76 }, { locale: 'id' })
    expect(status).toBe(422)
    expect(problem.code).toBe('fuel.stock_insufficient')
    expect(problem.params).toEqual({ requestedLitres: 1250.76, availableLitres: 1250.75 })
    expect(problem.detail).toBe('Stok tidak cukup: tersisa 1.250,75 L, diminta 1.250,76 L.')
    expect((await operator.call(recordStockOut, { amount: 1250.75 })).body.balanceLitres).toBe(0)
  })

  test('OUT at a site that never received anything is insufficient stock of zero', async () => {
    const operator = await scene.operator(await scene.site())
    const { problem } = await operator.call(recordStockOut, { amount: 1 })
    expect(problem.params).toEqual({ requestedLitres: 1, availableLitres: 0 })
  })

  test('concurrent OUTs never overdraw: of forty for 10 L from 100 L exactly ten succeed', async () => {
    const site = await scene.site()
    await scene.fill(site, 100)
    const operator = await scene.operator(site)
    const answers = await Promise.all(
      Array.from({ length: 40 }, () => operator.call(recordStockOut, { amount: 10 })),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10)
    expect(answers.filter(({ problem }) => problem.code === 'fuel.stock_insufficient')).toHaveLength(30)
    const balances = answers.filter(({ status }) => status === 201).map(({ body }) => body.balanceLitres)
    expect(balances.sort((a, b) => b - a)).toEqual([90, 80, 70, 60, 50, 40, 30, 20, 10, 0])
  })

  test('each product has a book of its own, and the default one needs no name', async () => {
    const site = await scene.site()
    await scene.admin.call(createProduct, { code: 'PERTALITE', name: 'Pertalite' })
    await scene.fill(site, 100)
    const { body } = await scene.admin.call(recordStockIn, {
      location: site.code,
      amount: 40,
      product: 'PERTALITE',
    })
    expect(body).toMatchObject({ balanceLitres: 40, product: { code: 'PERTALITE' } })
    const operator = await scene.operator(site)
    expect(
      (await operator.call(recordStockOut, { amount: 30, product: 'PERTALITE' })).body.balanceLitres,
    ).toBe(10)
    expect((await operator.call(recordStockOut, { amount: 30 })).body.balanceLitres).toBe(70)
  })

  test('an administrator keeps a log for a site with both types, back-dated, in the site’s business day', async () => {
    const site = await scene.site({ zone: 'Asia/Makassar' })
    const dayBefore = addDays(dayAt(new Date(), 'UTC'), -4)
    const log = { location: site.code, amount: 80, date: `${dayBefore}T16:30:00Z` }
    const first = await scene.admin.call(recordStockEntry, { ...log, type: 'IN' })
    expect(first.body).toMatchObject({
      date: `${dayBefore}T16:30:00.000Z`,
      businessDay: addDays(dayBefore, 1),
      balanceLitres: 80,
    })
    const date = `${addDays(dayBefore, 2)}T00:00:00+08:00`
    const second = await scene.admin.call(recordStockEntry, { ...log, type: 'OUT', amount: 30, date })
    expect(second.body).toMatchObject({ type: 'OUT', businessDay: addDays(dayBefore, 2), balanceLitres: 50 })
  })

  test('a back-dated OUT that would make a later day negative is refused and changes nothing', async () => {
    const site = await scene.site()
    const now = Date.now()
    const daysAgo = (days: number) => new Date(now - days * 86_400_000).toISOString()
    await scene.fill(site, 100, { date: daysAgo(5) })
    const operator = await scene.operator(site)
    await operator.call(recordStockOut, { amount: 80, date: daysAgo(2) })
    await scene.fill(site, 500, { date: daysAgo(1) })
    const { status, problem } = await operator.call(
      recordStockOut,
      { amount: 50, date: daysAgo(4) },
      { locale: 'id' },
    )
    expect(status).toBe(422)
    expect(problem.code).toBe('ledger.later_day_negative')
    expect(problem.detail).not.toContain('ledger.')
    expect((await operator.call(recordStockOut, { amount: 20, date: daysAgo(4) })).body.balanceLitres).toBe(
      500,
    )
  })

  test('a date in the future and one in a closed period are refused with their reason', async () => {
    const site = await scene.site()
    await scene.fill(site, 100)
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString()
    const future = await scene.admin.call(recordStockIn, { location: site.code, amount: 1, date: tomorrow })
    expect([future.status, future.problem.code]).toEqual([422, 'ledger.future_date'])
    const tenant = await scene.platform.createTenant('closed-books')
    const admin = await scene.platform.signInAs('fuel-admin', { tenant })
    const closed = await scene.site({ by: admin })
    const closedThrough = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)
    await admin.call(updateLedgerSetting, { closedThrough, backdateLimitDays: 30 }, { ifMatch: 1 })
    const date = new Date(Date.now() - 3 * 86_400_000).toISOString()
    const late = await admin.call(recordStockIn, { location: closed.code, amount: 1, date })
    expect([late.status, late.problem.code]).toEqual([422, 'ledger.closed_period'])
  })

  test('a deactivated site takes no more entries', async () => {
    const site = await scene.site()
    const operator = await scene.operator(site)
    await scene.admin.call(deactivateSite, { id: site.id })
    const answer = await scene.admin.call(recordStockIn, { location: site.code, amount: 1 })
    expect([answer.status, answer.problem.code]).toEqual([422, 'fuel.site_inactive'])
    expect((await operator.call(recordStockOut, { amount: 1 })).problem.code).toBe('fuel.site_inactive')
  })
})

describe('reversing an entry', () => {
  test('takes it back by an opposite one, once, and both stay in the book', async () => {
    const site = await scene.site()
    await scene.fill(site, 100)
    const operator = await scene.operator(site)
    const { body: used } = await operator.call(recordStockOut, { amount: 30 })
    const reversed = await scene.admin.call(reverseStockEntry, { id: used.id, reason: 'Salah ketik' })
    expect(reversed.status).toBe(201)
    expect(reversed.body).toMatchObject({
      type: 'OUT',
      amountLitres: -30,
      balanceLitres: 100,
      reversalOf: used.id,
      notes: 'Salah ketik',
    })
    const again = await scene.admin.call(reverseStockEntry, { id: used.id, reason: 'Sekali lagi' })
    expect([again.status, again.problem.code]).toEqual([409, 'ledger.already_reversed'])
    const undo = await scene.admin.call(reverseStockEntry, { id: reversed.body.id, reason: 'Batal' })
    expect([undo.status, undo.problem.code]).toEqual([422, 'ledger.not_reversible'])
  })

  test('of fuel that has been used since is refused: nothing goes negative', async () => {
    const site = await scene.site()
    const received = await scene.fill(site, 100)
    const operator = await scene.operator(site)
    await operator.call(recordStockOut, { amount: 30 })
    const { status, problem } = await scene.admin.call(reverseStockEntry, {
      id: received,
      reason: 'Salah lokasi',
    })
    expect([status, problem.code]).toEqual([422, 'fuel.stock_insufficient'])
  })

  test('reaches only the sites of the person, and needs a reason', async () => {
    const [own, other] = [await scene.site(), await scene.site()]
    const elsewhere = await scene.fill(other, 100)
    const supervisor = await scene.platform.signInWith(['fuel.stock.reverse'], {
      scope: { kind: 'site', id: own.id },
    })
    const { status, problem } = await supervisor.call(reverseStockEntry, {
      id: elsewhere,
      reason: 'Bukan milik saya',
    })
    expect([status, problem.code]).toEqual([404, 'fuel.entry_not_found'])
    const silent = await scene.admin.callRaw(reverseStockEntry, { id: elsewhere })
    expect(silent.problem.errors).toHaveProperty('reason')
  })
})
