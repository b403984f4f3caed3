import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listStockHistory, readStockEntry } from '../../contract/reports.ts'
import { recordStockEntry, recordStockOut, reverseStockEntry } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-20T04:00:00Z' })
})
afterAll(() => scene.close())

describe('one line of the stock book', () => {
  test('is read by its id exactly as the history lists it, also among lines of the same instant', async () => {
    const site = await scene.site()
    const location = site.code
    const date = '2031-11-10T08:00:00+08:00'
    await scene.fill(site, 1000, { date })
    for (const amount of [10, 20, 30])
      await scene.admin.call(recordStockEntry, { type: 'OUT', location, amount, date })
    const { body: taken } = await scene.admin.call(recordStockEntry, { type: 'OUT', location, amount: 5 })
    await scene.admin.call(reverseStockEntry, { id: taken.id, reason: 'Salah catat' })
    const { body: history } = await scene.admin.call(listStockHistory, { location })
    expect(history.data).toHaveLength(6)
    for (const entry of history.data) {
      expect((await scene.admin.call(readStockEntry, { id: entry.id })).body).toEqual(entry)
    }
  })

  test('is unknown to who does not reach its site, and to another organisation', async () => {
    const [own, other] = [await scene.site(), await scene.site()]
    await scene.fill(own, 100)
    const id = await scene.fill(other, 100)
    const operator = await scene.operator(own)
    const { body } = await operator.call(recordStockOut, { amount: 1 })
    expect((await operator.call(readStockEntry, { id: body.id })).body.amountLitres).toBe(1)
    for (const person of [operator, scene.stranger]) {
      expect((await person.call(readStockEntry, { id })).problem.code).toBe('fuel.entry_not_found')
    }
  })
})
