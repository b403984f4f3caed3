import { readMenu } from '@lumbung/kernel/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readStockSummary } from '../../contract/reports.ts'
import { deactivateSite } from '../../contract/sites.ts'
import { recordStockOut } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene, type TestPerson } from '../fuel.fixture.ts'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene()
})
afterAll(() => scene.close())

async function sentencesFor(person: TestPerson): Promise<string[]> {
  const { body } = await person.call(readMenu, {})
  return body.groups.flatMap(({ items }) => items).flatMap(({ waits }) => waits.map(({ text }) => text))
}

async function waitingFor(person: TestPerson): Promise<number | null | undefined> {
  const { body } = await person.call(readMenu, {})
  return body.groups.flatMap(({ items }) => items).find(({ id }) => id === 'fuel.dashboard')?.waiting
}

test('the dashboard’s entry counts the sites that are low within the person’s reach, as the dashboard does', async () => {
  const [low, enough, exact, closed] = [
    await scene.site({ threshold: 100 }),
    await scene.site({ threshold: 100 }),
    await scene.site({ threshold: 100 }),
    await scene.site({ threshold: 0 }),
  ]
  await scene.site({ threshold: 100 })
  const empty = await scene.site({ threshold: 0 })
  await scene.fill(empty, 10)
  await (await scene.operator(empty)).call(recordStockOut, { amount: 10 })
  await scene.fill(low, 99.99)
  await scene.fill(enough, 101)
  await scene.fill(exact, 100)
  expect(
    (await scene.admin.call(deactivateSite, { id: closed.id }, { ifMatch: closed.version })).status,
  ).toBe(200)
  const shown = await scene.admin.call(readStockSummary, { standing: 'low' })
  expect(shown.body.data.map(({ site }) => site.code)).toEqual([low.code])
  const shownEmpty = await scene.admin.call(readStockSummary, { standing: 'empty' })
  expect(shownEmpty.body.data.map(({ site, standing }) => [site.code, standing])).toEqual([
    [empty.code, 'empty'],
  ])
  expect(await waitingFor(scene.admin)).toBe(2)
  expect(await waitingFor(await scene.operator(low))).toBe(1)
  expect(await sentencesFor(await scene.operator(low))).toEqual([expect.stringContaining(`${low.name}: `)])
  expect(await sentencesFor(await scene.operator(low))).toEqual([
    expect.stringContaining('menipis, tersisa 99,99 L'),
  ])
  expect(await sentencesFor(await scene.operator(empty))).toEqual([
    expect.stringMatching(new RegExp(`^${empty.name}: .+ habis$`)),
  ])
  expect(await sentencesFor(scene.admin)).toHaveLength(2)
  expect(await sentencesFor(scene.stranger)).toEqual([])
  expect(await waitingFor(await scene.operator(empty))).toBe(1)
  expect(await waitingFor(await scene.operator(enough))).toBe(0)
  expect(await waitingFor(scene.stranger)).toBe(0)
  expect(await waitingFor(await scene.platform.signInWith(['fuel.site.read']))).toBe(undefined)
  await scene.fill(low, 1)
  expect(await waitingFor(scene.admin)).toBe(1)
})

test('stops counting where the badge says “99+”, and counts a site once however many of its products are low', async () => {
  const tenant = await scene.platform.createTenant('many-low')
  const admin = await scene.platform.signInAs('fuel-admin', { tenant })
  const addLowSites = async (first: number, last: number) => {
    await scene.platform.asSuperuser(
      `WITH product AS (
         INSERT INTO fuel.product (tenant_id, id, code, name)
         VALUES ($1, gen_random_uuid(), 'A' || $2::int, 'A'), ($1, gen_random_uuid(), 'B' || $2::int, 'B') RETURNING id
       ), site AS (
         INSERT INTO fuel.site (tenant_id, id, code, name, zone, low_stock_threshold_litres)
         SELECT $1, gen_random_uuid(), 'S' || n, 'S' || n, 'Asia/Makassar', 100 FROM generate_series($2::int, $3::int) AS n
         RETURNING id
       )
       INSERT INTO ledger.account (tenant_id, id, item_id, place_id)
       SELECT $1, gen_random_uuid(), product.id, site.id FROM site CROSS JOIN product`,
      [tenant.id, first, last],
    )
  }
  await addLowSites(1, 3)
  expect(await waitingFor(admin)).toBe(3)
  await addLowSites(4, 150)
  expect(await waitingFor(admin)).toBe(100)
})
