import { type Client, createClient } from '@lumbung/client'
import { listStockHistory, readStockSummary, readStockTrend, type StockSummary } from '@lumbung/fuel/contract'
import {
  MEXICAN_TERMINALS,
  readTerminals,
  type Terminals,
  terminalMovementFile,
  terminalProductFile,
  terminalSiteFile,
} from '@lumbung/fuel/seed'
import { type ImportRun, readImport, undoImport } from '@lumbung/kernel/contract'
import { verifyLedger } from '@lumbung/ledger/contract'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apps } from '../../server/src/apps.ts'
import { bringIn } from '../../server/src/demo/bring-in.ts'
import { findApplied } from '../../server/src/demo/import-once.ts'
import { findTestDataset } from './datasets.ts'
import { centilitres } from './exact.ts'
import { readMexicanSource, type SourceSeries } from './mexican-source.ts'

const DAYS_BACK_TO_2018 = 20_000
const LOADING_MILLISECONDS = 300_000
const [FIRST_FRIDAY, LAST_FRIDAY] = ['2018-01-05', '2018-12-28']

const path = findTestDataset(MEXICAN_TERMINALS)
const missing = path === undefined ? ` (the data set ${MEXICAN_TERMINALS} is missing)` : ''

let platform: TestPlatform
let url: string

beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  url = await platform.http.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(async () => {
  await platform?.close()
})

async function administratorOf(slug: string): Promise<Client> {
  const tenant = await platform.createTenant(slug, 'America/Mexico_City')
  const { token } = await platform.signInAs('administrator', { tenant })
  return createClient({ baseUrl: url, token: () => token })
}

/** Sites, products and the book, as a user brings them in; answers the run of the book. */
async function importTerminals(client: Client, terminals: Terminals): Promise<ImportRun> {
  const movements = terminalMovementFile(terminals)
  await bringIn(
    client,
    [terminalSiteFile(terminals), terminalProductFile(terminals), movements],
    DAYS_BACK_TO_2018,
  )
  const applied = await findApplied(client, movements)
  if (!applied) throw new Error('the book was not applied')
  return await client.call(readImport, { id: applied.id })
}

describe(`the weekly stocks of 80 terminals, imported as a user does${missing}`, () => {
  let client: Client
  let source: SourceSeries[]
  let run: ImportRun

  beforeAll(async () => {
    if (path === undefined) return
    source = readMexicanSource(path)
    client = await administratorOf('mexico')
    run = await importTerminals(client, await readTerminals(path))
  }, LOADING_MILLISECONDS)

  it.runIf(path)('every change of every week is one applied row, and no row is refused', () => {
    const changes = source.reduce((sum, { closings }) => sum + movementsOf(closings).length, 0)
    expect(run.counts).toMatchObject({ total: changes, applied: changes, invalid: 0, failed: 0, skipped: 0 })
    expect(changes).toBeGreaterThan(14_000)
  })

  it.runIf(path)('at every site and product the balance is the last closing stock of the file', async () => {
    const expected = source.map((one) => [keyOf(one), last(one)] as const)
    const held = (await readAllSummaries(client)).map(
      ({ site, product, balanceLitres }) =>
        [`${site.name}|${product.code}`, centilitres(balanceLitres)] as const,
    )
    const moved = new Set(expected.map(([key]) => key))
    expect(new Map(held.filter(([key]) => moved.has(key)))).toEqual(new Map(expected))
    // What the file never had is not there, or empty.
    expect(held.filter(([key, litres]) => !moved.has(key) && litres !== 0n)).toEqual([])
  })

  it.runIf(path)(
    'at every site and product the trend has every day, and each closes with the stock of the Friday before',
    async () => {
      const codes = codesOf(await readAllSummaries(client))
      for (const one of source) {
        const { location, product } = codes.get(keyOf(one)) ?? {}
        const { data } = await client.call(readStockTrend, {
          startDate: FIRST_FRIDAY,
          endDate: LAST_FRIDAY,
          ...(location ? { location } : {}),
          ...(product ? { product } : {}),
        })
        expect(data).toHaveLength(358)
        let held = 0n
        for (const day of data) {
          const before = held
          held = one.closings.get(day.day) ?? held
          const change = held - before
          expect({ key: keyOf(one), ...inCentilitres(day) }).toEqual({
            key: keyOf(one),
            day: day.day,
            opening: before,
            in: change > 0n ? change : 0n,
            out: change < 0n ? -change : 0n,
            closing: held,
          })
        }
      }
    },
    LOADING_MILLISECONDS,
  )

  it.runIf(path)(
    'the history of every site and product adds up to the rises and falls of the file',
    async () => {
      const expected = new Map(source.map((one) => [keyOf(one), totalsOf(movementsOf(one.closings))]))
      const recorded = new Map<string, bigint[]>()
      for await (const entry of readHistory(client)) {
        const key = `${entry.location.name}|${entry.product.code}`
        const changes = recorded.get(key) ?? []
        recorded.set(key, changes)
        changes.push((entry.type === 'IN' ? 1n : -1n) * centilitres(entry.amountLitres))
      }
      const actual = new Map([...recorded].map(([key, changes]) => [key, totalsOf(changes)]))
      expect(actual).toEqual(expected)
    },
    LOADING_MILLISECONDS,
  )

  it.runIf(path)('the hash chain of every account is intact after the import', async () => {
    const accounts = source.length
    expect(await client.call(verifyLedger, {})).toMatchObject({
      accounts,
      movements: run.counts.applied,
      intact: true,
    })
  })
})

describe(`the stocks of three terminals, imported and taken back${missing}`, () => {
  it.runIf(path)(
    'undoing an import brings every balance back to zero and keeps both in the history',
    async () => {
      const client = await administratorOf('mexico-undone')
      const { sites, stocks } = await readTerminals(path as string)
      const some = sites.slice(0, 3)
      const codes = new Set(some.map(({ code }) => code))
      const run = await importTerminals(client, {
        sites: some,
        stocks: stocks.filter(({ site }) => codes.has(site)),
      })
      expect((await readAllSummaries(client)).some(({ balanceLitres }) => balanceLitres > 0)).toBe(true)

      await client.call(undoImport, { id: run.id, reason: 'Berkas tahun yang salah' })
      await expect
        .poll(async () => (await client.call(readImport, { id: run.id })).state, {
          timeout: 60_000,
          interval: 250,
        })
        .toBe('undone')

      const { counts } = await client.call(readImport, { id: run.id })
      expect(counts).toMatchObject({ reversed: run.counts.applied, notReversed: 0 })
      expect((await readAllSummaries(client)).filter(({ balanceLitres }) => balanceLitres !== 0)).toEqual([])
      let entries = 0
      for await (const _ of readHistory(client)) entries++
      expect(entries).toBe(2 * run.counts.applied)
    },
    LOADING_MILLISECONDS,
  )
})

/** The file knows the default product by its Spanish name; the other codes are made from theirs. */
function keyOf({ terminal, product }: Pick<SourceSeries, 'terminal' | 'product'>): string {
  const code = {
    Diésel: 'DIESEL',
    Combustóleo: 'COMBUSTOLEO',
    Turbosina: 'TURBOSINA',
    Interface: 'INTERFACE',
    'Gasolina < a 91 octanos': 'GASOLINA_LT_A_91_OCTANOS',
    'Gasolina >= a 91 octanos': 'GASOLINA_GE_A_91_OCTANOS',
  }[product]
  return `${terminal}|${code}`
}

function codesOf(summaries: StockSummary[]) {
  return new Map(
    summaries.map(({ site, product }) => [
      `${site.name}|${product.code}`,
      { location: site.code, product: product.code },
    ]),
  )
}

function last({ closings }: SourceSeries): bigint {
  return [...closings.values()].at(-1) ?? 0n
}

/** Signed changes between the closings, without the weeks in which nothing changed. */
function movementsOf(closings: Map<string, bigint>): bigint[] {
  const held = [0n, ...closings.values()]
  return held.slice(1).flatMap((now, week) => (now === held[week] ? [] : [now - (held[week] as bigint)]))
}

function totalsOf(changes: bigint[]) {
  const total = (sign: 1n | -1n) =>
    changes.reduce((sum, change) => (change * sign > 0n ? sum + change * sign : sum), 0n)
  return { entries: changes.length, in: total(1n), out: total(-1n) }
}

function inCentilitres(day: {
  day: string
  openingLitres: number
  inLitres: number
  outLitres: number
  closingLitres: number
}) {
  return {
    day: day.day,
    opening: centilitres(day.openingLitres),
    in: centilitres(day.inLitres),
    out: centilitres(day.outLitres),
    closing: centilitres(day.closingLitres),
  }
}

async function readAllSummaries(client: Client): Promise<StockSummary[]> {
  const all: StockSummary[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await client.call(readStockSummary, { limit: 200, ...(cursor ? { cursor } : {}) })
    all.push(...page.data)
    if (page.page.nextCursor === null) return all
    cursor = page.page.nextCursor
  }
}

async function* readHistory(client: Client) {
  for (let cursor: string | undefined; ; ) {
    const page = await client.call(listStockHistory, { limit: 200, ...(cursor ? { cursor } : {}) })
    yield* page.data
    if (page.page.nextCursor === null) return
    cursor = page.page.nextCursor
  }
}
