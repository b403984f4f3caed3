import { createSite, recordStockIn, recordStockOut, type Site } from '@lumbung/fuel/contract'
import { saveView } from '@lumbung/kernel/contract'
import type { TestPerson, TestPlatform } from '@lumbung/testing'

/** The word that must never be seen by another tenant. */
export const CANARY = 'KENARI-7F3A'

export interface Arranged {
  admin: TestPerson
  operator: TestPerson
  site: Site
}

/** A site with stock, its two people, a few movements and a shared view in the first tenant, all made through the operations. */
export async function arrangeOneOfEverything(platform: TestPlatform): Promise<Arranged> {
  const admin = await platform.signInAs('administrator', { name: `${CANARY} admin` })
  const created = await admin.call(createSite, { code: 'GENSET', name: `${CANARY} Genset` })
  const site = expectDone(created)
  expectDone(
    await admin.call(recordStockIn, { location: 'GENSET', amount: 5_000, notes: `${CANARY} supplier` }),
  )
  const operator = await platform.signInAs('fuel-operator', { scope: { kind: 'site', id: site.id } })
  expectDone(await operator.call(recordStockOut, { amount: 100, notes: `${CANARY} use` }))
  expectDone(
    await admin.call(saveView, {
      ...saveView.example.input,
      name: `${CANARY} view`,
      filters: { search: CANARY },
      shared: true,
    }),
  )
  return { admin, operator, site }
}

function expectDone<T>(result: { status: number; body: T; text: string }): T {
  if (result.status >= 400) throw new Error(`arranging failed: ${result.text}`)
  return result.body
}
