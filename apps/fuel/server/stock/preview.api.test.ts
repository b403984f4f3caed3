import { addDays } from '@lumbung/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { previewStockEntry } from '../../contract/previews.ts'
import { recordCapacity } from '../../contract/sites.ts'
import { recordStockEntry, recordStockOut } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-20T04:00:00Z' })
})
afterAll(() => scene.close())

const at = (day: number) => `2031-11-${String(day).padStart(2, '0')}T08:00:00+08:00`

describe('a preview', () => {
  test('of a back-dated entry shows each day that would change, and changes nothing', async () => {
    const site = await scene.site()
    const location = site.code
    await scene.fill(site, 1000, { date: at(1) })
    await scene.admin.call(recordStockEntry, { type: 'OUT', location, amount: 100, date: at(10) })
    await scene.admin.call(recordStockEntry, { type: 'OUT', location, amount: 50, date: at(15) })
    const planned = { type: 'OUT' as const, location, amount: 200.5, date: at(5) }
    const { body } = await scene.admin.call(previewStockEntry, planned)
    expect(body).toMatchObject({
      location: { code: location },
      refusal: null,
      balanceLitres: 850,
      newBalanceLitres: 649.5,
      warnings: ['unusual_amount', 'back_dated'],
      daysChanged: 3,
    })
    expect(
      body.days.map(({ day, closingLitres, newClosingLitres }) => [day, closingLitres, newClosingLitres]),
    ).toEqual([
      ['2031-11-05', 1000, 799.5],
      ['2031-11-10', 900, 699.5],
      ['2031-11-15', 850, 649.5],
    ])
    const again = await scene.admin.call(previewStockEntry, planned)
    expect(again.body).toEqual(body)
  })

  test('tells by the code and sentence of the recording why it would be refused', async () => {
    const site = await scene.site()
    const location = site.code
    await scene.fill(site, 100, { date: at(10) })
    const cases: [object, string, object][] = [
      [{ amount: 100.01 }, 'fuel.stock_insufficient', { requestedLitres: 100.01, availableLitres: 100 }],
      [{ amount: 1, date: '2031-11-21T08:00:00+08:00' }, 'ledger.future_date', {}],
      [{ amount: 1, date: '2031-09-01T08:00:00+08:00' }, 'ledger.backdate_too_old', { limitDays: 30 }],
    ]
    for (const [input, code, params] of cases) {
      const entry = { type: 'OUT' as const, location, ...input }
      const preview = await scene.admin.callRaw(previewStockEntry, entry)
      const { problem } = await scene.admin.callRaw(recordStockEntry, entry)
      expect(problem.code).toBe(code)
      const { refusal } = preview.body as { refusal: unknown }
      expect(refusal).toEqual({ code, params, message: problem.detail })
    }
  })

  test('warns of tanks that would overflow, of low stock and of an unusual amount', async () => {
    const site = await scene.site({ threshold: 100 })
    const location = site.code
    await scene.admin.call(recordCapacity, { location, capacityLitres: 2000 })
    const warningsOf = async (type: 'IN' | 'OUT', amount: number) =>
      (await scene.admin.call(previewStockEntry, { type, location, amount })).body.warnings
    expect(await warningsOf('IN', 2000)).toEqual([])
    expect(await warningsOf('IN', 2000.01)).toEqual(['above_capacity'])
    await scene.fill(site, 1900, { date: at(1) })
    for (let back = 14; back >= 1; back -= 1) {
      const date = `${addDays('2031-11-20', -back)}T08:00:00+08:00`
      await scene.admin.call(recordStockEntry, { type: 'OUT', location, amount: 10, date })
    }
    expect(await warningsOf('OUT', 50)).toEqual([])
    expect(await warningsOf('OUT', 50.01)).toEqual(['unusual_amount'])
    expect(await warningsOf('OUT', 1700)).toEqual(['below_threshold', 'unusual_amount', 'most_of_stock'])
  })

  test('means the operator’s own site where none is named', async () => {
    const [own, other] = [await scene.site(), await scene.site()]
    const operator = await scene.operator(own)
    const { body } = await operator.call(previewStockEntry, { type: 'OUT', amount: 1 })
    expect(body.location.id).toBe(own.id)
    const foreign = await operator.call(previewStockEntry, { type: 'OUT', amount: 1, location: other.code })
    expect([foreign.status, foreign.problem.code]).toEqual([404, 'fuel.site_not_found'])
    const unnamed = await scene.admin.call(previewStockEntry, { type: 'OUT', amount: 1 })
    expect(unnamed.problem.code).toBe('fuel.location_required')
  })

  test('is what then happens', async () => {
    const site = await scene.site()
    await scene.fill(site, 500)
    const operator = await scene.operator(site)
    const { body: preview } = await operator.call(previewStockEntry, { type: 'OUT', amount: 120.5 })
    const { body: entry } = await operator.call(recordStockOut, { amount: 120.5 })
    expect(entry.balanceLitres).toBe(preview.newBalanceLitres)
  })
})
