import { createUser, requestAccess } from '@lumbung/admin/contract'
import { createProduct, createSite, recordDip, recordStockIn } from '@lumbung/fuel/contract'
import { newId } from '@lumbung/kernel'
import type { TestPerson, TestPlatform, TestTenant } from '@lumbung/testing'
import type { Account } from '../console.fixture.ts'

const PASSWORD = 'empat kata acak saja'
/** Eighty characters, the most that a name may have: in words, and without a place to break. */
const LONG_NAME = 'Tempat Pengisian Bahan Bakar Kapal Tunda dan Genset Cadangan Pelabuhan Utara 002'
const UNBROKEN_NAME = 'TangkiPenyimpananSolarCadanganUntukGensetDanKapalTundaPelabuhanMakassarUtara-002'
const AT_ONCE = 8

/** An organisation in one of the conditions in which a screen is looked at. */
export interface Dataset {
  administrator: Account
  newcomer: Account
  /** The administrator as a program. */
  desk: TestPerson
  /** Of one of its sites; empty where there is none. */
  siteId: string
}

export type DatasetName = 'none' | 'three' | 'thousand' | 'long'

/** The same person in four organisations: with nothing, with three of everything, with a thousand, and with long names. */
export async function arrangeDatasets(platform: TestPlatform): Promise<Record<DatasetName, Dataset>> {
  const fill = async (name: DatasetName, sites: readonly NewSite[], movements: number, people: number) => {
    const tenant = await platform.createTenant(`pictures-${name}`)
    const desk = await platform.signInAs('administrator', { tenant })
    const siteIds = await inTurns(sites.length, (index) => addSite(desk, sites[index] as NewSite))
    await inTurns(movements, (index) => record(desk, sites[index % sites.length] as NewSite, index))
    await inTurns(movements, (index) => dip(desk, sites[index % sites.length] as NewSite, index))
    await inTurns(people, (index) => addPerson(platform, tenant, index))
    if (name === 'thousand') await inTurns(1000, (index) => addProduct(desk, index))
    const siteId = siteIds[0] ?? ''
    return {
      ...(await addAccounts(platform, desk, tenant, { isLong: name === 'long', siteId })),
      desk,
      siteId,
    }
  }
  return {
    none: await fill('none', [], 0, 0),
    three: await fill('three', numberedSites(3), 3, 3),
    thousand: await fill('thousand', numberedSites(1000), 1000, 1000),
    long: await fill('long', [siteNamed(LONG_NAME, 0), siteNamed(UNBROKEN_NAME, 1)], 3, 1),
  }
}

interface NewSite {
  code: string
  name: string
}

const siteNamed = (name: string, index: number): NewSite => ({ code: `SITE-${index + 1}`, name })
const numberedSites = (count: number) =>
  Array.from({ length: count }, (_, index) => siteNamed(`Lokasi ${index + 1}`, index))

async function addSite(desk: TestPerson, site: NewSite): Promise<string> {
  const answer = await desk.call(createSite, { ...site, lowStockThresholdLitres: 500 })
  return expectDone(answer).id
}

async function record(desk: TestPerson, { code, name }: NewSite, index: number): Promise<void> {
  expectDone(
    await desk.call(recordStockIn, { location: code, amount: 1000 + index, notes: `Kiriman ke ${name}` }),
  )
}

async function dip(desk: TestPerson, { code }: NewSite, index: number): Promise<void> {
  expectDone(await desk.call(recordDip, { location: code, measuredLitres: 1000 + index - (index % 7) * 5 }))
}

async function addProduct(desk: TestPerson, index: number): Promise<void> {
  expectDone(await desk.call(createProduct, { code: `OIL-${index + 1}`, name: `Pelumas ${index + 1}` }))
}

/** Who asks for access, because they were given none. */
async function addPerson(platform: TestPlatform, tenant: TestTenant, index: number): Promise<void> {
  const person = await platform.signInAs(null, { tenant, name: `Petugas ${index + 1}` })
  const reason = 'Mencatat pemakaian genset'
  expectDone(await person.call(requestAccess, { permission: 'fuel.stock.out', scopeKind: 'tenant', reason }))
}

async function addAccounts(
  platform: TestPlatform,
  desk: TestPerson,
  tenant: TestTenant,
  { isLong, siteId }: { isLong: boolean; siteId: string },
) {
  const roles = await platform.asSuperuser<{ id: string; key: string }>(
    'SELECT id, key FROM kernel.role WHERE tenant_id = $1',
    [tenant.id],
  )
  const roleId = (key: string) => roles.find((role) => role.key === key)?.id ?? ''
  const add = async (name: string, assignments: { roleId: string }[]): Promise<Account> => {
    const email = `${newId()}@example.test`
    expectDone(await desk.call(createUser, { name, email, password: PASSWORD, assignments }))
    return { email, password: PASSWORD }
  }
  // Works at a site as well, so that what is recorded at one's own site is not refused.
  const atSite = { roleId: roleId('fuel-operator'), scopeKind: 'site', scopeId: siteId }
  return {
    administrator: await add(isLong ? LONG_NAME : 'Pengelola', [
      { roleId: roleId('administrator') },
      ...(siteId ? [atSite] : []),
    ]),
    newcomer: await add(isLong ? UNBROKEN_NAME : 'Anggota baru', []),
  }
}

function expectDone<T>(answer: { status: number; body: T; text: string }): T {
  if (answer.status >= 400) throw new Error(answer.text)
  return answer.body
}

/** A few under way at once, in the order of their numbers. */
async function inTurns<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const done: T[] = []
  for (let first = 0; first < count; first += AT_ONCE) {
    const turn = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, offset) => work(first + offset))
    done.push(...(await Promise.all(turn)))
  }
  return done
}
