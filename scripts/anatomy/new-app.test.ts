import { execFile } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { createCheckout } from './checkout.fixture.ts'
import { planApp } from './plan-app.ts'
import { planFeature } from './plan-feature.ts'

const REPOSITORY = fileURLToPath(new URL('../../', import.meta.url))

/** Two runs of the compiler. */
const CHECKING_MILLISECONDS = 120_000

const ANATOMY = [
  'README.md',
  'app.ts',
  'contract/index.ts',
  'contract/vehicles.ts',
  'migrations/0001_vehicles.sql',
  'package.json',
  'server/vehicles/vehicle.api.test.ts',
  'server/vehicles/vehicle.routes.ts',
  'server/vehicles/vehicle.rules.ts',
  'server/vehicles/vehicle.service.ts',
  'server/vehicles/vehicle.store.ts',
  'texts.ts',
  'web/index.tsx',
  'web/texts/en.ts',
  'web/texts/id.ts',
  'web/texts/use-fleet-texts.ts',
  'web/vehicles/VehicleList.tsx',
]

describe('a new app', () => {
  it('has the anatomy of every app', () => {
    const checkout = createCheckout()
    checkout.apply(planApp(checkout.root, 'fleet', 'vehicles'))
    expect(checkout.list('apps/fleet')).toEqual(ANATOMY)
  })

  it('consists of files that parse, import only what is there, and have every word filled in', () => {
    const { created } = planApp(createCheckout().root, 'fleet', 'delivery-orders')
    for (const [path, text] of created) {
      expect(text, path).not.toMatch(/[«»]/)
      if (!path.endsWith('.ts')) continue
      expect(() => stripTypeScriptTypes(text), path).not.toThrow()
      for (const [, target] of text.matchAll(/from '(\.[^']+)'/g)) {
        expect([...created.keys()], `${path} imports ${target}`).toContain(
          join(dirname(path), target as string),
        )
      }
    }
  })

  it('has no type error against the platform as it is today, nor has a second feature in it', {
    timeout: CHECKING_MILLISECONDS,
  }, async () => {
    const checkout = createCheckout()
    checkout.apply(planApp(checkout.root, 'fleet', 'vehicles'))
    checkout.apply(planFeature(checkout.root, 'fleet', 'delivery-orders'))
    symlinkSync(join(REPOSITORY, 'node_modules'), join(checkout.root, 'node_modules'))
    for (const { settings, checked } of [
      {
        settings: { extends: 'tsconfig.json', include: ['apps/fleet'], exclude: ['apps/fleet/web'] },
        checked: 'apps/fleet/server/delivery-orders/delivery-order.api.test.ts',
      },
      {
        settings: { extends: 'tsconfig.web.json', include: ['apps/fleet/web'] },
        checked: 'apps/fleet/web/delivery-orders/DeliveryOrderList.tsx',
      },
    ]) {
      const extended = { ...settings, extends: join(REPOSITORY, settings.extends) }
      checkout.write('tsconfig.json', JSON.stringify(extended))
      const tsc = join(REPOSITORY, 'node_modules/.bin/tsc')
      const { stdout } = await promisify(execFile)(tsc, ['--noEmit', '--pretty', 'false', '--listFiles'], {
        cwd: checkout.root,
        maxBuffer: 64 * 1024 * 1024,
      }).catch((error: { stdout: string }) => error)
      expect(stdout).toContain(checked)
      expect(stdout.split('\n').filter((line) => line.startsWith('apps/'))).toEqual([])
    }
  })

  it('enters the product’s list and becomes a dependency of the server', () => {
    const checkout = createCheckout()
    const plan = planApp(checkout.root, 'fleet')
    checkout.apply(plan)
    expect(plan.byHand).toEqual([])
    expect(checkout.read('server/src/apps.ts')).toContain("import { fleetApp } from '@lumbung/fleet'\n")
    expect(checkout.read('server/src/apps.ts')).toContain('= [adminApp, fleetApp]\n')
    expect(checkout.read('server/web/apps.ts')).toContain("import { fleetWeb } from '@lumbung/fleet/web'\n")
    expect(checkout.read('server/web/apps.ts')).toContain('= [adminWeb, fleetWeb]\n')
    expect(JSON.parse(checkout.read('server/package.json')).dependencies).toEqual({
      '@lumbung/admin': '0.1.0',
      '@lumbung/fleet': '0.1.0',
    })
  })

  it('finds its place in the list that this product really has', () => {
    expect(planApp(REPOSITORY, 'zzsample').byHand).toEqual([])
  })

  it('leaves a list that it does not understand alone and says what to add', () => {
    const checkout = createCheckout()
    const list = "import { adminApp } from '@lumbung/admin'\nexport const apps = withDefaults(adminApp)\n"
    checkout.write('server/src/apps.ts', list)
    const plan = planApp(checkout.root, 'fleet')
    checkout.apply(plan)
    expect(checkout.read('server/src/apps.ts')).toBe(list)
    expect(plan.byHand).toEqual([
      {
        file: 'server/src/apps.ts',
        what: 'the app',
        lines: ["import { fleetApp } from '@lumbung/fleet'", 'fleetApp'],
      },
    ])
  })

  it.each([
    ['admin', undefined, /already/],
    ['contract', undefined, /belongs to the platform/],
    ['exports', undefined, /taken by platform\/kernel\/contract\/exports\.ts/],
    ['fleet', 'events', /exists in TypeScript/],
    ['No', undefined, /cannot name an app/],
  ])('is refused as %j with feature %j, and nothing is written', (id, feature, reason) => {
    const checkout = createCheckout()
    const before = checkout.list('.')
    expect(() => checkout.apply(planApp(checkout.root, id, feature))).toThrow(reason)
    expect(checkout.list('.')).toEqual(before)
  })
})
