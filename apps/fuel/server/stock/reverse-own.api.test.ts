import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { recordDip } from '../../contract/dips.ts'
import { previewStockEntry, readOwnStock } from '../../contract/index.ts'
import { readFuelSettings, updateFuelSettings } from '../../contract/settings.ts'
import { recordStockOut, reverseOwnStockEntry, reverseStockEntry } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene, type TestPerson } from '../fuel.fixture.ts'

const NOW = Date.parse('2031-11-20T04:00:00Z')
const reason = 'Salah ketik'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene({ now: new Date(NOW).toISOString() })
  // Shorter than an access token lives.
  await setMinutes(10)
})
beforeEach(() => scene.platform.setClock(new Date(NOW)))
afterAll(() => scene.close())

async function slip(): Promise<{ operator: TestPerson; id: string; code: string; siteId: string }> {
  const site = await scene.site()
  await scene.fill(site, 1372)
  const operator = await scene.operator(site)
  const { body } = await operator.call(recordStockOut, { amount: 1200 })
  return { operator, id: body.id, code: site.code, siteId: site.id }
}

async function setMinutes(reverseOwnMinutes: number): Promise<void> {
  const { version, ...settings } = (await scene.admin.call(readFuelSettings, {})).body
  const changed = await scene.admin.call(
    updateFuelSettings,
    { ...settings, reverseOwnMinutes },
    { ifMatch: version },
  )
  expect(changed.status).toBe(200)
}

describe('whoever recorded a line', () => {
  test('takes it back within the minutes of the setting, to the last one, without the administrator’s permission', async () => {
    const { operator, id } = await slip()
    expect((await operator.call(reverseStockEntry, { id, reason })).status).toBe(403)
    expect((await operator.call(readOwnStock, {})).body.reverseOwnMinutes).toBe(10)
    scene.platform.setClock(new Date(NOW + 10 * 60_000))
    const { status, body } = await operator.call(reverseOwnStockEntry, { id, reason })
    expect([status, body.reversalOf, body.balanceLitres, body.notes]).toEqual([201, id, 1372, reason])
    const again = await operator.call(reverseOwnStockEntry, { id, reason })
    expect(again.problem.code).toBe('ledger.already_reversed')
  })

  test('is told afterwards for how long that was, and by whom it can be done now', async () => {
    const { operator, id } = await slip()
    scene.platform.setClock(new Date(NOW + 10 * 60_000 + 1))
    const { status, problem } = await operator.call(reverseOwnStockEntry, { id, reason })
    expect([status, problem.code, problem.params]).toEqual([422, 'fuel.reversal_too_late', { minutes: 10 }])
    expect(problem.detail).toContain('10 menit')
  })

  test('takes back a measurement as well, whose level the book then lets go', async () => {
    const { operator, code } = await slip()
    const dip = (await operator.call(recordDip, { measuredLitres: 100 })).body
    const id = dip.postedEntryId as string
    const { body } = await operator.call(reverseOwnStockEntry, { id, reason })
    expect([body.location.code, body.balanceLitres]).toEqual([code, 172])
  })

  test('takes back nothing where the setting is 0', async () => {
    const { operator, id } = await slip()
    await setMinutes(0)
    const { problem } = await operator.call(reverseOwnStockEntry, { id, reason })
    expect(problem.code).toBe('fuel.own_reversal_off')
    await setMinutes(10)
  })
})

test('somebody else’s line is not one’s own, and one of another site or organisation is unknown', async () => {
  const { id, siteId } = await slip()
  const colleague = await scene.operator({ id: siteId })
  const own = await colleague.call(reverseOwnStockEntry, { id, reason })
  expect([own.status, own.problem.code]).toEqual([422, 'fuel.entry_not_own'])
  const elsewhere = await scene.operator(await scene.site())
  for (const person of [elsewhere, scene.stranger]) {
    const { status, problem } = await person.call(reverseOwnStockEntry, { id, reason })
    expect([status, problem.code]).toEqual([404, 'fuel.entry_not_found'])
  }
  const reader = await scene.platform.signInWith(['fuel.stock.read', 'fuel.stock.out'])
  expect((await reader.call(reverseOwnStockEntry, { id, reason })).status).toBe(403)
})

test('taking most of what is left is worth a question before, and refused to nobody', async () => {
  const site = await scene.site()
  await scene.fill(site, 1372)
  const operator = await scene.operator(site)
  const { body } = await operator.call(previewStockEntry, { type: 'OUT', amount: 1200 })
  expect(body.warnings).toContain('most_of_stock')
  expect((await operator.call(recordStockOut, { amount: 1200 })).status).toBe(201)
})
