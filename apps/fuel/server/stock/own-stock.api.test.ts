import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProduct } from '../../contract/products.ts'
import { readOwnStock, readStockSummary } from '../../contract/reports.ts'
import { deactivateSite } from '../../contract/sites.ts'
import { recordStockOut } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene()
})
afterAll(() => scene.close())

describe('the stock of one’s own site', () => {
  test('has a row for each product, as the summary shows it', async () => {
    const site = await scene.site()
    await scene.admin.call(createProduct, { code: 'PERTALITE', name: 'Pertalite' })
    await scene.fill(site, 500)
    await scene.fill(site, 20, { product: 'PERTALITE' })
    const operator = await scene.operator(site)
    const { body } = await operator.call(readOwnStock, {})
    expect(body.data.map(({ product, balanceLitres }) => [product.code, balanceLitres])).toEqual([
      ['DIESEL', 500],
      ['PERTALITE', 20],
    ])
    expect(body.data).toEqual((await operator.call(readStockSummary, {})).body.data)
  })

  test('is refused as recording use is: to who works nowhere, and where nothing can be recorded any more', async () => {
    const nowhere = await scene.operator(null)
    const site = await scene.site()
    const closed = await scene.operator(site)
    await scene.admin.call(deactivateSite, { id: site.id })
    for (const person of [nowhere, closed]) {
      const { problem } = await person.call(readOwnStock, {})
      const recording = await person.call(recordStockOut, { amount: 1 })
      expect([problem.code, problem.detail]).toEqual([recording.problem.code, recording.problem.detail])
    }
  })

  test('is not for who receives and does not use', async () => {
    expect((await scene.admin.call(readOwnStock, {})).status).toBe(403)
  })
})
