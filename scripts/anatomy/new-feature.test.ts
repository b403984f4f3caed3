import { stripTypeScriptTypes } from 'node:module'
import { describe, expect, it } from 'vitest'
import { type Checkout, createCheckout } from './checkout.fixture.ts'
import { planApp } from './plan-app.ts'
import { planFeature } from './plan-feature.ts'

function checkoutWithFleet(): Checkout {
  const checkout = createCheckout()
  checkout.apply(planApp(checkout.root, 'fleet', 'vehicles'))
  return checkout
}

describe('a new feature', () => {
  it('adds its own files, the next migration, and a line in the contract’s index', () => {
    const checkout = checkoutWithFleet()
    checkout.write('apps/fleet/migrations/0007_fuel_cards.sql', 'SELECT 1;\n')
    const before = checkout.list('apps/fleet')
    checkout.apply(planFeature(checkout.root, 'fleet', 'delivery-orders'))
    expect(checkout.list('apps/fleet').filter((path) => !before.includes(path))).toEqual([
      'contract/delivery-orders.ts',
      'migrations/0008_delivery_orders.sql',
      'server/delivery-orders/delivery-order.api.test.ts',
      'server/delivery-orders/delivery-order.routes.ts',
      'server/delivery-orders/delivery-order.rules.ts',
      'server/delivery-orders/delivery-order.service.ts',
      'server/delivery-orders/delivery-order.store.ts',
      'web/delivery-orders/DeliveryOrderList.tsx',
    ])
    expect(checkout.read('apps/fleet/contract/index.ts')).toBe(
      "export * from './vehicles.ts'\nexport * from './delivery-orders.ts'\n",
    )
  })

  it('makes the schema in the app’s first migration only', () => {
    const checkout = checkoutWithFleet()
    checkout.apply(planFeature(checkout.root, 'fleet', 'drivers'))
    expect(checkout.read('apps/fleet/migrations/0001_vehicles.sql')).toContain('CREATE SCHEMA fleet;')
    expect(checkout.read('apps/fleet/migrations/0002_drivers.sql')).not.toContain('CREATE SCHEMA')
    checkout.apply(planFeature(checkout.root, 'admin', 'badges'))
    expect(checkout.read('apps/admin/migrations/0001_badges.sql')).toContain('CREATE SCHEMA admin;')
  })

  it('enters the manifest in every part that it needs', () => {
    const checkout = checkoutWithFleet()
    const plan = planFeature(checkout.root, 'fleet', 'drivers')
    checkout.apply(plan)
    expect(plan.byHand).toEqual([])
    const manifest = checkout.read('apps/fleet/app.ts')
    expect(() => stripTypeScriptTypes(manifest)).not.toThrow()
    for (const part of [
      "import { driverOperations } from './server/drivers/driver.routes.ts'",
      "import { Driver, driverNameTaken } from './contract/drivers.ts'",
      "'fleet.driver.create': {",
      "'fleet.driver': {\n      label: { id: 'Driver', en: 'Driver' },\n      entity: Driver,\n      name: '{name}',\n      path: '/fleet/drivers',\n    },",
      'operations: [...vehicleOperations, ...driverOperations],',
      'fleet_driver_name_unique: driverNameTaken,',
      "path: '/fleet/drivers',",
    ]) {
      expect(manifest).toContain(part)
    }
    expect(checkout.read('apps/fleet/texts.ts').match(/'fleet\.driver_name_taken'/g)).toHaveLength(2)
  })

  it('follows an app that keeps permissions and constraints in files of their own', () => {
    const checkout = checkoutWithFleet()
    const manifest = checkout.read('apps/fleet/app.ts')
    checkout.write(
      'apps/fleet/app.ts',
      manifest.replace(
        / {2}(permissions|constraints): \{\n[^}]*?(?:\}[^}]*?)*?\n {2}\},/g,
        '  $1: fleet_$1,',
      ),
    )
    checkout.write('apps/fleet/permissions.ts', 'export const fleetPermissions: Texts = {\n  a: b,\n}\n')
    checkout.write(
      'apps/fleet/constraints.ts',
      "import { x } from './x.ts'\nexport const meanings = {\n  a: x,\n}\n",
    )
    const plan = planFeature(checkout.root, 'fleet', 'drivers')
    checkout.apply(plan)
    expect(plan.byHand).toEqual([])
    expect(checkout.read('apps/fleet/permissions.ts')).toContain("  'fleet.driver.read': {")
    expect(checkout.read('apps/fleet/constraints.ts')).toContain(
      '  fleet_driver_name_unique: driverNameTaken,',
    )
    expect(checkout.read('apps/fleet/constraints.ts')).toContain(
      "import { driverNameTaken } from './contract/drivers.ts'",
    )
  })

  it('prints the lines of each part for which it finds no safe place', () => {
    const checkout = checkoutWithFleet()
    const manifest = "export const fleetApp = compose('fleet')\n"
    checkout.write('apps/fleet/app.ts', manifest)
    const plan = planFeature(checkout.root, 'fleet', 'drivers')
    checkout.apply(plan)
    expect(checkout.read('apps/fleet/app.ts')).toBe(manifest)
    expect(plan.byHand.map(({ what }) => what)).toEqual([
      'the permissions',
      'the records',
      'the menus',
      'the operations',
      'the constraints',
    ])
    expect(plan.byHand.find(({ what }) => what === 'the operations')?.lines).toEqual([
      "import { driverOperations } from './server/drivers/driver.routes.ts'",
      '...driverOperations,',
    ])
  })

  it.each([
    [undefined, undefined, undefined, /Name the app and the feature/],
    ['nowhere', 'drivers', undefined, /There is no app "nowhere"; there are admin, fleet\./],
    ['../fleet', 'drivers', undefined, /There is no app/],
    ['fleet', undefined, undefined, /Name the feature/],
    ['fleet', 'vehicles', undefined, /contract\/vehicles\.ts exists already/],
    ['fleet', 'cars', 'vehicle', /creates the table fleet\.vehicle already/],
    ['fleet', 'Drivers', undefined, /cannot name a feature/],
    ['fleet', 'maps', undefined, /exists in TypeScript/],
  ])('is refused as %j %j %j, and nothing is written', (app, feature, entity, reason) => {
    const checkout = checkoutWithFleet()
    const before = checkout.list('.')
    expect(() => checkout.apply(planFeature(checkout.root, app, feature, entity))).toThrow(reason)
    expect(checkout.list('.')).toEqual(before)
  })

  it('is refused where the contract exports a name of it, or has its routes, already', () => {
    const checkout = checkoutWithFleet()
    checkout.write(
      'apps/fleet/contract/scalars.ts',
      "export type Driver = string\nconst a = 'GET /fleet/crews/{id}'\n",
    )
    expect(() => planFeature(checkout.root, 'fleet', 'drivers')).toThrow(/scalars\.ts exports Driver already/)
    expect(() => planFeature(checkout.root, 'fleet', 'crews')).toThrow(
      /Routes below \/fleet\/crews are taken/,
    )
  })
})
