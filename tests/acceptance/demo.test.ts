import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addDays } from '@lumbung/contract'
import { listStockHistory, readStockSummary } from '@lumbung/fuel/contract'
import { makeColdStoreBook, makeTugOperatorBook } from '@lumbung/fuel/seed'
import { ConfigError } from '@lumbung/kernel'
import { verifyLedger } from '@lumbung/ledger/contract'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { apps } from '../../server/src/apps.ts'
import { passwordOf, writeAccounts } from '../../server/src/demo/accounts.ts'
import { liveFirstDay } from '../../server/src/demo/first-day.ts'
import { ensureFuelOrganisation, type FuelOrganisation } from '../../server/src/demo/fuel-organisation.ts'
import type { DemoPlace } from '../../server/src/demo/place.ts'
import { signIn } from '../../server/src/demo/sign-in.ts'
import { demo } from '../../server/src/demo.ts'

const LOADING_MILLISECONDS = 180_000
const AHEAD_MILLISECONDS = 600_000
const TUG = { slug: 'tunda', name: 'Operator Kapal Tunda', zone: 'Asia/Makassar' }
const COLD_STORE = { slug: 'gudang', name: 'Gudang Beku', zone: 'Asia/Jakarta' }

let platform: TestPlatform
let place: DemoPlace
let tug: FuelOrganisation

beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  // Midnight must not fall between the loading and the looking; a little ahead, because roles begin by the database's clock.
  platform.setClock(new Date(Date.now() + AHEAD_MILLISECONDS))
  const url = await platform.http.listen({ port: 0, host: '127.0.0.1' })
  place = { url, config: platform.config, services: platform.services, say: () => undefined }
  tug = await ensureFuelOrganisation(place, TUG, makeTugOperatorBook)
  await liveFirstDay(place, tug)
}, LOADING_MILLISECONDS)
afterAll(async () => {
  await platform?.close()
})

const historyOf = async (organisation: FuelOrganisation) => {
  const client = await signIn(place, organisation.fuelAdmin)
  const { data, page } = await client.call(listStockHistory, { limit: 200 })
  return { total: page.total, newest: data.map(({ id }) => id) }
}

test('the book of the year stands as it was made, with the first day on top of it', async () => {
  const client = await signIn(place, tug.fuelAdmin)
  const { data } = await client.call(readStockSummary, {})
  const { closingLitres } = makeTugOperatorBook(data[0] ? addDays(data[0].today.day, -1) : '')
  const held = new Map(data.map(({ site, today }) => [site.code, today.openingLitres.toFixed(2)]))
  expect(held).toEqual(closingLitres)
  expect(data.map(({ site, today, isLow }) => [site.code, today.inLitres, today.outLitres, isLow])).toEqual([
    ['GENSET', 0, 45.5, true],
    ['TUG_ASSIST', 5_000, 312.75, false],
  ])
})

test('loading the demo a second time brings in nothing', async () => {
  const before = await historyOf(tug)
  expect(before.newest.length).toBeGreaterThan(100)
  const again = await ensureFuelOrganisation(place, TUG, makeTugOperatorBook)
  await liveFirstDay(place, again)
  expect(again.accounts).toEqual(tug.accounts)
  expect(await historyOf(again)).toEqual(before)
})

test('an operator sees their own site alone', async () => {
  for (const [code, operator] of tug.operators) {
    const { data } = await (await signIn(place, operator)).call(readStockSummary, {})
    expect(data.map(({ site }) => site.code)).toEqual([code])
  }
})

test(
  'a second organisation with a site of the same code sees its own stock and none of the other’s',
  async () => {
    const before = await historyOf(tug)
    const coldStore = await ensureFuelOrganisation(place, COLD_STORE, makeColdStoreBook)
    const client = await signIn(place, coldStore.fuelAdmin)
    const { data } = await client.call(readStockSummary, {})
    expect(data.map(({ site }) => site.name)).toEqual(['Genset Gudang Beku'])
    const ofTug = new Set(before.newest)
    expect((await historyOf(coldStore)).newest.filter((id) => ofTug.has(id))).toEqual([])
    expect(await historyOf(tug)).toEqual(before)
  },
  LOADING_MILLISECONDS,
)

test('the ledger of the demo verifies', async () => {
  const [administrator] = tug.accounts
  if (!administrator) throw new Error('the demo has no administrator')
  const client = await signIn(place, administrator)
  expect(await client.call(verifyLedger, {})).toMatchObject({ accounts: 2, intact: true })
})

test('nothing boots in production', async () => {
  await expect(demo({ ...platform.config, production: true })).rejects.toThrow(ConfigError)
})

test('passwords differ per account and installation, and only their owner can read the file of them', async () => {
  const { config } = platform
  const [first, second] = tug.accounts.map(({ email }) => passwordOf(email, config))
  expect(first).toMatch(/^([a-z2-9]{5}-){3}[a-z2-9]{5}$/)
  expect(second).not.toBe(first)
  expect(passwordOf(tug.accounts[0]?.email ?? '', { secret: 'another installation' })).not.toBe(first)
  const dataFolder = await mkdtemp(join(tmpdir(), 'lumbung-demo-'))
  try {
    const { file, table } = writeAccounts(tug.accounts, { ...config, dataFolder })
    expect(table).toContain(first)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  } finally {
    await rm(dataFolder, { recursive: true })
  }
})
