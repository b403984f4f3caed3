import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listStockHistory } from '../../contract/reports.ts'
import type { Site } from '../../contract/sites.ts'
import { recordStockEntry, recordStockOut, reverseStockEntry } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene, type TestPerson } from '../fuel.fixture.ts'

let scene: FuelScene
let genset: Site
let tug: Site
let operator: TestPerson

/** Two sites in WITA; the clock stands at 20 November 2031, noon in Makassar. */
beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-20T04:00:00Z' })
  genset = await scene.site({ code: 'GENSET' })
  tug = await scene.site({ code: 'TUG_ASSIST' })
  operator = await scene.operator(genset, { name: 'Sitti Aminah' })
  await scene.fill(genset, 1000, { date: '2031-11-01T00:00:00+08:00' })
  await scene.fill(tug, 700, { date: '2031-11-02T09:00:00+08:00' })
  await operator.call(recordStockOut, {
    amount: 100.25,
    notes: 'Genset 100% beban',
    date: '2031-11-10T23:59:59+08:00',
  })
  await operator.call(recordStockOut, { amount: 50, notes: 'Uji coba', date: '2031-11-11T00:00:00+08:00' })
  await record('OUT', 'TUG_ASSIST', 30, 'Assist KM Nusa', '2031-11-12T10:00:00+08:00')
})
afterAll(() => scene.close())

async function record(type: 'IN' | 'OUT', location: string, amount: number, notes: string, date: string) {
  const { status, text } = await scene.admin.call(recordStockEntry, { type, location, amount, notes, date })
  if (status !== 201) throw new Error(text)
}

async function amounts(input: object, by = scene.admin) {
  const { status, body, text } = await by.callRaw(listStockHistory, input)
  if (status !== 200) throw new Error(text)
  return (body as { data: { amountLitres: number }[] }).data.map((entry) => entry.amountLitres)
}

describe('history', () => {
  test('is newest first, with the balance after each entry', async () => {
    const { body } = await scene.admin.call(listStockHistory, { location: 'GENSET' })
    expect(
      body.data.map(({ type, amountLitres, balanceLitres }) => [type, amountLitres, balanceLitres]),
    ).toEqual([
      ['OUT', 50, 849.75],
      ['OUT', 100.25, 899.75],
      ['IN', 1000, 1000],
    ])
    expect(body.data[1]).toMatchObject({ user: { name: 'Sitti Aminah' }, businessDay: '2031-11-10' })
    expect(body.page).toMatchObject({ total: 3, totalIsEstimate: false, nextCursor: null })
  })

  test('holds the whole of the end date in the site’s zone, and nothing of the day after', async () => {
    expect(await amounts({ location: 'GENSET', startDate: '2031-11-10', endDate: '2031-11-10' })).toEqual([
      100.25,
    ])
    expect(await amounts({ location: 'GENSET', startDate: '2031-11-11', endDate: '2031-11-11' })).toEqual([
      50,
    ])
    expect(await amounts({ startDate: '2031-11-01', endDate: '2031-11-02' })).toEqual([700, 1000])
  })

  test('refuses a start after the end, in words', async () => {
    const { status, problem } = await scene.admin.call(
      listStockHistory,
      { startDate: '2031-11-11', endDate: '2031-11-10' },
      { locale: 'id' },
    )
    expect([status, problem.code]).toEqual([422, 'fuel.range_reversed'])
    expect(problem.detail).toContain('2031-11-11')
  })

  test('filters by type, person and site together', async () => {
    expect(await amounts({ type: 'IN' })).toEqual([700, 1000])
    expect(await amounts({ type: 'OUT', user: operator.userId })).toEqual([50, 100.25])
    expect(await amounts({ type: 'OUT', location: 'TUG_ASSIST' })).toEqual([30])
    expect(await amounts({ type: 'ADJUSTMENT' })).toEqual([])
  })

  test('finds text in the notes and in the name of the person, signs taken literally', async () => {
    expect(await amounts({ search: 'nusa' })).toEqual([30])
    expect(await amounts({ search: 'aminah' })).toEqual([50, 100.25])
    expect(await amounts({ search: '100%' })).toEqual([100.25])
    expect(await amounts({ search: '%' })).toEqual([100.25])
    expect(await amounts({ search: 'aminah', location: 'TUG_ASSIST' })).toEqual([])
  })

  test('pages by cursor without gap or repetition, and by number alike', async () => {
    const seen: number[] = []
    let cursor: string | undefined
    do {
      const { body } = await scene.admin.call(listStockHistory, { limit: 2, ...(cursor ? { cursor } : {}) })
      seen.push(...body.data.map((entry) => entry.amountLitres))
      cursor = body.page.nextCursor ?? undefined
    } while (cursor)
    expect(seen).toEqual([30, 50, 100.25, 700, 1000])
    expect(await amounts({ limit: 2, page: 2 })).toEqual([100.25, 700])
  })

  test('a field user sees the own site only, whatever is asked', async () => {
    expect(await amounts({}, operator)).toEqual([50, 100.25, 1000])
    const { status, problem } = await operator.call(listStockHistory, { location: 'TUG_ASSIST' })
    expect([status, problem.code]).toEqual([404, 'fuel.site_not_found'])
  })

  test('an unknown product, a cursor of another list and a page too deep are refused by name', async () => {
    const product = await scene.admin.call(listStockHistory, { product: 'KEROSENE' })
    expect([product.status, product.problem.code]).toEqual([404, 'fuel.product_not_found'])
    const cursor = Buffer.from(JSON.stringify(['GENSET'])).toString('base64url')
    expect((await scene.admin.call(listStockHistory, { cursor })).problem.code).toBe(
      'platform.cursor_invalid',
    )
    expect((await scene.admin.call(listStockHistory, { page: 101, limit: 100 })).problem.code).toBe(
      'platform.page_too_deep',
    )
  })

  test('a reversed entry and its reversal name one another, in the column that the day keeps', async () => {
    const site = await scene.site({ code: 'REVERSALS' })
    const id = await scene.fill(site, 10, { date: '2031-11-15T08:00:00+08:00' })
    const { body: reversal } = await scene.admin.call(reverseStockEntry, { id, reason: 'Salah lokasi' })
    const { body } = await scene.admin.call(listStockHistory, { location: 'REVERSALS', type: 'IN' })
    expect(
      body.data.map(({ id, amountLitres, reversalOf, reversedBy }) => [
        id,
        amountLitres,
        reversalOf,
        reversedBy,
      ]),
    ).toEqual([
      [reversal.id, -10, id, null],
      [id, 10, null, reversal.id],
    ])
  })
})
