import { ledgerApp } from '@lumbung/ledger'
import {
  createTestPlatform,
  type SignInOptions,
  type TestPerson,
  type TestPlatform,
  type TestTenant,
} from '@lumbung/testing'
import { fuelApp } from '../app.ts'
import { createSite, type Site } from '../contract/sites.ts'
import { recordStockIn } from '../contract/stock.ts'

/** A platform with the fuel app, an administrator in each of its two tenants, and short ways to arrange a scene. */
export interface FuelScene {
  platform: TestPlatform
  admin: TestPerson
  stranger: TestPerson
  /** A new site of its own code, so that tests do not meet in one book. */
  site(options?: {
    code?: string
    name?: string
    zone?: string
    threshold?: number
    by?: TestPerson
  }): Promise<Site>
  /** A field user of that site; null: one whose role reaches the whole tenant but who has no site. */
  operator(site: { id: string } | null, options?: SignInOptions): Promise<TestPerson>
  /** Fuel received; answers the entry's id. */
  fill(site: { code: string }, amount: number, options?: { date?: string; product?: string }): Promise<string>
  close(): Promise<void>
}

/**
 * `now` stops the clock there before anybody signs in; it has to lie ahead of the real time, at which the database
 * stamps what it dates itself.
 */
export async function createFuelScene(options: { now?: string } = {}): Promise<FuelScene> {
  const platform = await createTestPlatform({ apps: [ledgerApp, fuelApp] })
  if (options.now !== undefined) platform.setClock(new Date(options.now))
  const admin = await platform.signInAs('fuel-admin', { name: 'Rahayu' })
  const stranger = await platform.signInAs('fuel-admin', { tenant: platform.otherTenant })
  let sites = 0

  return {
    platform,
    admin,
    stranger,
    site: async ({ code, name, zone = 'Asia/Makassar', threshold = 100, by = admin } = {}) => {
      sites += 1
      const input = {
        code: code ?? `SITE_${sites}`,
        name: name ?? `Site ${sites}`,
        zone,
        lowStockThresholdLitres: threshold,
      }
      const { status, body, text } = await by.call(createSite, input)
      if (status !== 201) throw new Error(`no site: ${text}`)
      return body as Site
    },
    operator: (site, options = {}) =>
      platform.signInAs('fuel-operator', {
        ...options,
        ...(site ? { scope: { kind: 'site', id: site.id } } : {}),
      }),
    fill: async (site, amount, options = {}) => {
      const { status, body, text } = await admin.call(recordStockIn, {
        location: site.code,
        amount,
        ...options,
      })
      if (status !== 201) throw new Error(`nothing received: ${text}`)
      return body.id
    },
    close: () => platform.close(),
  }
}

export type { TestPerson, TestTenant }
