import { addDays, dayAt } from '@lumbung/contract'
import { listSites, recordStockEntry } from '@lumbung/fuel/contract'
import { lastDayOfBook, type StockBook, stockBookFiles } from '@lumbung/fuel/seed'
import type { DemoAccount } from './accounts.ts'
import { bringIn } from './bring-in.ts'
import { listImportedNames } from './import-once.ts'
import { type DemoTenant, ensurePerson, ensureTenant } from './people.ts'
import { type DemoPlace, secondsSince } from './place.ts'

/** Further back than any made-up book begins. */
const DAYS_BACK = 400

export interface FuelOrganisation {
  accounts: DemoAccount[]
  fuelAdmin: DemoAccount
  /** Site code → the person who works there. */
  operators: ReadonlyMap<string, DemoAccount>
}

/**
 * An organisation with sites, a book of movements up to yesterday, a fuel administrator and an operator per site. What
 * an earlier start brought in stays as it is, with the days it had then.
 */
export async function ensureFuelOrganisation(
  place: DemoPlace,
  tenant: DemoTenant,
  makeBook: (lastDay: string) => StockBook,
): Promise<FuelOrganisation> {
  const { account, client } = await ensureTenant(place, tenant)
  const names = await listImportedNames(client, recordStockEntry.id)
  const kept = names.map(lastDayOfBook).find((day) => day !== undefined)
  const book = makeBook(kept ?? addDays(dayAt(place.services.clock(), tenant.zone), -1))
  const began = performance.now()
  const rows = await bringIn(client, stockBookFiles(book), DAYS_BACK)
  const seconds = secondsSince(began)
  place.say(`  ${tenant.name}: ${rows} rows of a book up to ${book.lastDay} (${seconds} s)`)

  const fuelAdmin = {
    tenant: tenant.slug,
    email: `bbm@${tenant.slug}.test`,
    name: 'Admin BBM',
    role: 'fuel-admin',
  }
  await ensurePerson(place, client, { ...fuelAdmin, roleKey: 'fuel-admin' })
  const operators = new Map<string, DemoAccount>()
  const { data: sites } = await client.call(listSites, { limit: 200 })
  for (const { id, code, name } of sites) {
    const operator = {
      tenant: tenant.slug,
      email: `${code.toLowerCase().replaceAll('_', '-')}@${tenant.slug}.test`,
      name: `Operator ${name}`,
      role: `fuel-operator at ${code}`,
    }
    await ensurePerson(place, client, { ...operator, roleKey: 'fuel-operator', siteId: id })
    operators.set(code, operator)
  }
  return { accounts: [account, fuelAdmin, ...operators.values()], fuelAdmin, operators }
}
