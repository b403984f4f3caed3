import { afterAll, beforeAll, expect, test } from 'vitest'
import { createProduct } from '../../contract/products.ts'
import { updateFuelSettings } from '../../contract/settings.ts'
import {
  activateSite,
  createSite,
  deactivateSite,
  listSites,
  readSite,
  recordCapacity,
  replaceCapacities,
  updateSite,
} from '../../contract/sites.ts'
import { recordStockOut } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene()
})
afterAll(() => scene.close())

test('a new site takes the tenant’s zone and threshold where they are left out', async () => {
  const tenant = await scene.platform.createTenant('defaults', 'Asia/Jayapura')
  const admin = await scene.platform.signInAs('fuel-admin', { tenant })
  const input = {
    lowStockThresholdLitres: 200,
    dipTolerancePercent: 1,
    dipToleranceMinimumLitres: 5,
    unusualAmountFactor: 5,
  }
  await admin.call(updateFuelSettings, input, { ifMatch: 0 })
  const { status, body } = await admin.call(createSite, { code: 'GENSET', name: 'Genset' })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    zone: 'Asia/Jayapura',
    lowStockThresholdLitres: 200,
    status: 'active',
    version: 1,
  })
})

test('who writes a code in lower case is told what a code looks like', async () => {
  const { problem } = await scene.admin.call(createSite, { code: 'genset', name: 'Genset' })
  expect(problem.errors?.code).toEqual([
    'Huruf besar, angka, tanda hubung, dan garis bawah saja, misalnya TUG_ASSIST; mulai dengan huruf atau angka.',
  ])
})

test('a code is unique within the tenant and free in another', async () => {
  await scene.site({ code: 'TUG_ASSIST' })
  const again = await scene.admin.call(createSite, { code: 'TUG_ASSIST', name: 'Dermaga' })
  expect([again.status, again.problem.code]).toEqual([409, 'fuel.site_code_taken'])
  expect((await scene.stranger.call(createSite, { code: 'TUG_ASSIST', name: 'Dermaga' })).status).toBe(201)
})

test.each([
  ['a code in lower case', { code: 'genset', name: 'Genset' }, 'code'],
  ['a code of 41 characters', { code: 'A'.repeat(41), name: 'Genset' }, 'code'],
  ['no name', { code: 'GENSET2', name: '' }, 'name'],
  [
    'a negative threshold',
    { code: 'GENSET2', name: 'Genset', lowStockThresholdLitres: -1 },
    'lowStockThresholdLitres',
  ],
  [
    'a threshold of three decimals',
    { code: 'GENSET2', name: 'G', lowStockThresholdLitres: 0.001 },
    'lowStockThresholdLitres',
  ],
  ['a latitude beyond the pole', { code: 'GENSET2', name: 'G', latitude: 90.1 }, 'latitude'],
  ['an unknown field', { code: 'GENSET2', name: 'G', tenantId: 'x' }, 'tenantId'],
])('%s is refused by its field', async (_, input, field) => {
  const { status, problem } = await scene.admin.callRaw(createSite, input)
  expect(status).toBe(422)
  expect(Object.keys(problem.errors ?? {})).toEqual([field])
})

test('a zone that nobody keeps is refused', async () => {
  const { problem } = await scene.admin.call(createSite, { code: 'MARS', name: 'Mars', zone: 'Mars/Olympus' })
  expect(problem.code).toBe('fuel.zone_unknown')
})

test('a change needs the current version: a stale one changes nothing, none at all is asked for', async () => {
  const site = await scene.site()
  const renamed = await scene.admin.call(
    updateSite,
    { id: site.id, name: 'Genset Utara' },
    { ifMatch: site.version },
  )
  expect(renamed.body).toMatchObject({ name: 'Genset Utara', version: 2, code: site.code })
  expect(renamed.headers.etag).toBe('"2"')
  const stale = await scene.admin.call(updateSite, { id: site.id, name: 'Lain' }, { ifMatch: site.version })
  expect([stale.status, stale.problem.code]).toEqual([412, 'platform.stale_version'])
  expect((await scene.admin.call(updateSite, { id: site.id, name: 'Lain' })).status).toBe(428)
  expect((await scene.admin.call(readSite, { id: site.id })).body.name).toBe('Genset Utara')
})

test('what is left out of a change stays, and null takes it away', async () => {
  const { body: site } = await scene.admin.call(createSite, {
    code: 'DETAILED',
    name: 'Detail',
    note: 'Dekat dermaga',
    owner: 'Bosowa',
    latitude: -5.1476651,
    longitude: 119.4327314,
  })
  expect(site).toMatchObject({ latitude: -5.147665, longitude: 119.432731 })
  const { body } = await scene.admin.call(updateSite, { id: site.id, note: null }, { ifMatch: 1 })
  expect(body).toMatchObject({ note: null, owner: 'Bosowa', latitude: -5.147665 })
})

test('the zone can change only before the first entry', async () => {
  const site = await scene.site({ zone: 'Asia/Jakarta' })
  const moved = await scene.admin.call(updateSite, { id: site.id, zone: 'Asia/Makassar' }, { ifMatch: 1 })
  expect(moved.body.zone).toBe('Asia/Makassar')
  await scene.fill(site, 10)
  const refused = await scene.admin.call(updateSite, { id: site.id, zone: 'Asia/Jayapura' }, { ifMatch: 2 })
  expect([refused.status, refused.problem.code]).toEqual([422, 'fuel.zone_in_use'])
})

test('a site is deactivated only when it is empty, and can be activated again', async () => {
  const site = await scene.site()
  await scene.fill(site, 12.5)
  const full = await scene.admin.call(deactivateSite, { id: site.id })
  expect([full.status, full.problem.code]).toEqual([422, 'fuel.site_not_empty'])
  expect(full.problem.params).toEqual({ balanceLitres: 12.5 })
  const operator = await scene.operator(site)
  await operator.call(recordStockOut, { amount: 12.5 })
  expect((await scene.admin.call(deactivateSite, { id: site.id })).body.status).toBe('inactive')
  expect((await scene.admin.call(activateSite, { id: site.id })).body.status).toBe('active')
})

test('capacities are replaced as a whole, refused for a product twice, and recorded one by one by code', async () => {
  const site = await scene.site()
  const id = site.id
  await scene.admin.call(createProduct, { code: 'PERTAMAX', name: 'Pertamax' })
  const set = await scene.admin.call(
    replaceCapacities,
    { id, capacities: [{ product: 'DIESEL', capacityLitres: 20_000, tanks: 2 }] },
    { ifMatch: 1 },
  )
  expect(set.body.capacities).toMatchObject([
    { product: { code: 'DIESEL' }, capacityLitres: 20_000, tanks: 2 },
  ])
  const twice = { id, capacities: ['DIESEL', 'DIESEL'].map((product) => ({ product, capacityLitres: 1 })) }
  expect((await scene.admin.call(replaceCapacities, twice, { ifMatch: 2 })).problem.code).toBe(
    'fuel.capacity_repeated',
  )
  const added = await scene.admin.call(recordCapacity, {
    location: site.code,
    product: 'PERTAMAX',
    capacityLitres: 500.5,
  })
  expect(added.body.capacities.map(({ product, capacityLitres }) => [product.code, capacityLitres])).toEqual([
    ['DIESEL', 20_000],
    ['PERTAMAX', 500.5],
  ])
  const changed = await scene.admin.call(recordCapacity, { location: site.code, capacityLitres: 25_000 })
  expect(changed.body.capacities[0]).toMatchObject({ capacityLitres: 25_000, tanks: null })
  const none = await scene.admin.call(
    replaceCapacities,
    { id, capacities: [] },
    { ifMatch: changed.body.version },
  )
  expect(none.body.capacities).toEqual([])
})

test('the list is in the order of codes, by cursor and by page alike, and finds text literally', async () => {
  const tenant = await scene.platform.createTenant('listing')
  const admin = await scene.platform.signInAs('fuel-admin', { tenant })
  for (const code of ['B', 'A_1', 'A-1', 'C', 'AX1']) await scene.site({ code, by: admin })
  const codes = ['A-1', 'AX1', 'A_1', 'B', 'C']
  const first = await admin.call(listSites, { limit: 2 })
  expect(first.body.data.map(({ code }) => code)).toEqual(codes.slice(0, 2))
  const cursor = first.body.page.nextCursor as string
  const second = await admin.call(listSites, { limit: 2, cursor })
  expect(second.body.data.map(({ code }) => code)).toEqual(codes.slice(2, 4))
  const third = await admin.call(listSites, { limit: 2, page: 3 })
  expect(third.body).toMatchObject({ data: [{ code: 'C' }], page: { nextCursor: null } })
  const found = await admin.call(listSites, { search: 'a_1' })
  expect(found.body.data.map(({ code }) => code)).toEqual(['A_1'])
})

test('a cursor of another list and a page number too deep are refused with a hint', async () => {
  const forged = await scene.admin.call(listSites, { cursor: Buffer.from('["x","y"]').toString('base64url') })
  expect([forged.status, forged.problem.code]).toEqual([422, 'platform.cursor_invalid'])
  const garbage = await scene.admin.call(listSites, { cursor: '%%%' })
  expect([garbage.status, garbage.problem.code]).toEqual([422, 'platform.cursor_invalid'])
  const deep = await scene.admin.call(listSites, { page: 51, limit: 200 }, { locale: 'en' })
  expect([deep.status, deep.problem.code]).toEqual([422, 'platform.page_too_deep'])
  expect(deep.problem.detail).toContain('cursor')
})

test('a field user sees only the own site; another one is as unknown as none', async () => {
  const [own, other] = [await scene.site(), await scene.site()]
  const operator = await scene.operator(own)
  expect((await operator.call(listSites, {})).body.data.map(({ id }) => id)).toEqual([own.id])
  expect((await operator.call(readSite, { id: own.id })).status).toBe(200)
  expect((await operator.call(readSite, { id: other.id })).status).toBe(404)
})

test('a site can be found and listed as the scope of an assignment', async () => {
  const site = await scene.site({ code: 'SCOPED' })
  const scope = scene.platform.services.catalogue.scopes.get('site')
  const found = await scene.platform.services.db.queryTenant(scene.platform.tenant.id, (tx) =>
    Promise.all([scope?.find(tx, site.id), scope?.search(tx, 'scop', 5)]),
  )
  expect(found[0]).toMatchObject({ id: site.id })
  expect(found[1]).toEqual([{ id: site.id, name: `SCOPED · ${site.name}` }])
})
