import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordDip } from '../../contract/dips.ts'
import { readFuelSettings, updateFuelSettings } from '../../contract/settings.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene()
})
afterAll(() => scene.close())

const settings = {
  lowStockThresholdLitres: 200,
  dipTolerancePercent: 2,
  dipToleranceMinimumLitres: 1,
  unusualAmountFactor: 3,
  mostOfStockPercent: 90,
  reverseOwnMinutes: 30,
}

test('settings start with the defaults of the business and change by version, in one tenant only', async () => {
  const { body } = await scene.admin.call(readFuelSettings, {})
  expect(body).toEqual({
    lowStockThresholdLitres: 100,
    dipTolerancePercent: 0.5,
    dipToleranceMinimumLitres: 10,
    unusualAmountFactor: 5,
    mostOfStockPercent: 80,
    reverseOwnMinutes: 15,
    version: 0,
  })
  const changed = await scene.admin.call(updateFuelSettings, settings, { ifMatch: 0 })
  expect(changed.body).toEqual({ ...settings, version: 1 })
  const stale = await scene.admin.call(updateFuelSettings, settings, { ifMatch: 0 })
  expect([stale.status, stale.problem.code]).toEqual([412, 'platform.stale_version'])
  expect((await scene.admin.call(updateFuelSettings, settings)).status).toBe(428)
  expect((await scene.stranger.call(readFuelSettings, {})).body.version).toBe(0)
})

test('the tolerance of dips follows the settings', async () => {
  const site = await scene.site()
  await scene.fill(site, 1000)
  const { body } = await scene.admin.call(recordDip, { location: site.code, measuredLitres: 981 })
  expect(body).toMatchObject({ toleranceLitres: 20, withinTolerance: true })
})

test.each([
  ['a negative threshold', { lowStockThresholdLitres: -1 }],
  ['a share above the whole', { dipTolerancePercent: 100.01 }],
  ['three decimals', { dipToleranceMinimumLitres: 0.001 }],
  ['a factor below one', { unusualAmountFactor: 0.9 }],
  ['a share above all that is left', { mostOfStockPercent: 101 }],
  ['more than a day', { reverseOwnMinutes: 1441 }],
  ['an unknown setting', { favouriteColour: 'blue' }],
])('%s is refused by its field', async (_, wrong) => {
  const { status, problem } = await scene.admin.callRaw(
    updateFuelSettings,
    { ...settings, ...wrong },
    { ifMatch: 1 },
  )
  expect(status).toBe(422)
  expect(Object.keys(problem.errors ?? {})).toEqual(Object.keys(wrong))
})
