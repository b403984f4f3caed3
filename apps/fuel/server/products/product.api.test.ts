import type { CallerInputOf } from '@lumbung/contract'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  activateProduct,
  createProduct,
  deactivateProduct,
  listProducts,
  updateProduct,
} from '../../contract/products.ts'
import { recordStockIn } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene()
})
afterAll(() => scene.close())

test('a tenant starts with diesel as its default product, and only one is ever the default', async () => {
  const tenant = await scene.platform.createTenant('products')
  const admin = await scene.platform.signInAs('fuel-admin', { tenant })
  const { body: first } = await admin.call(listProducts, {})
  expect(first.data).toMatchObject([{ code: 'DIESEL', isDefault: true, status: 'active' }])
  const { body: petrol } = await admin.call(createProduct, { code: 'PERTALITE', name: 'Pertalite' })
  const changed = await admin.call(updateProduct, { id: petrol.id, isDefault: true }, { ifMatch: 1 })
  expect(changed.body).toMatchObject({ isDefault: true, name: 'Pertalite', version: 2 })
  const { body: after } = await admin.call(listProducts, {})
  expect(after.data.map(({ code, isDefault }) => [code, isDefault])).toEqual([
    ['PERTALITE', true],
    ['DIESEL', false],
  ])
  const site = await scene.site({ by: admin })
  const { body: entry } = await admin.call(recordStockIn, { location: site.code, amount: 1 })
  expect(entry.product.code).toBe('PERTALITE')
})

test('is listed page after page with the default first', async () => {
  const tenant = await scene.platform.createTenant('kinds')
  const admin = await scene.platform.signInAs('fuel-admin', { tenant })
  for (const code of ['AVTUR', 'PERTALITE', 'BIOSOLAR']) await admin.call(createProduct, { code, name: code })
  const codesOf = async (input: CallerInputOf<typeof listProducts>) => {
    const { body } = await admin.call(listProducts, input)
    return { codes: body.data.map(({ code }) => code), cursor: body.page.nextCursor }
  }
  const all = ['DIESEL', 'AVTUR', 'BIOSOLAR', 'PERTALITE']
  expect(await codesOf({})).toEqual({ codes: all, cursor: null })
  const first = await codesOf({ limit: 1 })
  const second = await codesOf({ limit: 2, cursor: first.cursor as string })
  const third = await codesOf({ limit: 2, cursor: second.cursor as string })
  expect([...first.codes, ...second.codes, ...third.codes]).toEqual(all)
  expect(third.cursor).toBeNull()
})

test('two that are made the default at once leave one default', async () => {
  const tenant = await scene.platform.createTenant('racing')
  const admin = await scene.platform.signInAs('fuel-admin', { tenant })
  const made = await Promise.all(
    ['A', 'B'].map(async (code) => (await admin.call(createProduct, { code, name: code })).body.id),
  )
  await Promise.all(made.map((id) => admin.call(updateProduct, { id, isDefault: true }, { ifMatch: 1 })))
  const { body } = await admin.call(listProducts, {})
  expect(body.data.filter(({ isDefault }) => isDefault)).toHaveLength(1)
})

test('a code is unique within the tenant', async () => {
  const again = await scene.admin.call(createProduct, { code: 'DIESEL', name: 'Solar lagi' })
  expect([again.status, again.problem.code]).toEqual([409, 'fuel.product_code_taken'])
})

test('the default and one that is still stored cannot be deactivated, an inactive one takes no entries', async () => {
  const site = await scene.site()
  const { body: products } = await scene.admin.call(listProducts, {})
  const [diesel] = products.data
  const refused = await scene.admin.call(deactivateProduct, { id: diesel?.id as string })
  expect([refused.status, refused.problem.code]).toEqual([422, 'fuel.product_is_default'])
  const { body: petrol } = await scene.admin.call(createProduct, { code: 'PERTALITE', name: 'Pertalite' })
  await scene.fill(site, 5, { product: 'PERTALITE' })
  const stored = await scene.admin.call(deactivateProduct, { id: petrol.id })
  expect([stored.problem.code, stored.problem.params]).toEqual([
    'fuel.product_not_empty',
    { balanceLitres: 5 },
  ])
  const { body: other } = await scene.admin.call(createProduct, { code: 'AVTUR', name: 'Avtur' })
  expect((await scene.admin.call(deactivateProduct, { id: other.id })).body.status).toBe('inactive')
  const entry = await scene.admin.call(recordStockIn, { location: site.code, amount: 1, product: 'AVTUR' })
  expect([entry.status, entry.problem.code]).toEqual([422, 'fuel.product_inactive'])
  const asDefault = await scene.admin.call(updateProduct, { id: other.id, isDefault: true }, { ifMatch: 2 })
  expect(asDefault.problem.code).toBe('fuel.product_is_default')
  expect((await scene.admin.call(activateProduct, { id: other.id })).body.status).toBe('active')
})
