import { addDays, type CallerInputOf } from '@lumbung/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProduct } from '../../contract/products.ts'
import { readStockSummary } from '../../contract/reports.ts'
import { deactivateSite, recordCapacity } from '../../contract/sites.ts'
import { recordStockEntry, recordStockIn, recordStockOut } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene, type TestPerson } from '../fuel.fixture.ts'

let scene: FuelScene

/** The clock stands at 20 November 2031, 07:30 in Makassar (WITA) and 06:30 in Jakarta (WIB). */
beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-19T23:30:00Z' })
})
afterAll(() => scene.close())

async function summaryOf(location: string) {
  const { body, text } = await scene.admin.call(readStockSummary, { location })
  if (!body.data) throw new Error(text)
  return body.data
}

describe('summary', () => {
  test('has a card for a site without any entry, at zero', async () => {
    const site = await scene.site({ code: 'UNTOUCHED' })
    expect(await summaryOf(site.code)).toEqual([
      {
        site: { id: site.id, code: 'UNTOUCHED', name: site.name, zone: 'Asia/Makassar' },
        product: expect.objectContaining({ code: 'DIESEL' }),
        balanceLitres: 0,
        capacityLitres: null,
        fillPercent: null,
        thresholdLitres: 100,
        isLow: true,
        standing: 'unused',
        recentDays: [],
        today: {
          day: '2031-11-20',
          openingLitres: 0,
          inLitres: 0,
          outLitres: 0,
          adjustedLitres: 0,
          closingLitres: 0,
        },
        meanDailyUseLitres: 0,
        spreadLitres: 0,
        daysToEmpty: null,
        daysToEmptyLow: null,
        daysToEmptyHigh: null,
        lastMovementAt: null,
      },
    ])
  })

  test('opens today with yesterday’s closing, and today is the site’s', async () => {
    const site = await scene.site({ code: 'TODAY' })
    await scene.fill(site, 1000, { date: '2031-11-19T23:59:59+08:00' })
    await scene.fill(site, 200, { date: '2031-11-20T00:00:00+08:00' })
    const operator = await scene.operator(site)
    await operator.call(recordStockOut, { amount: 75.5 })
    const [card] = await summaryOf(site.code)
    expect(card?.today).toEqual({
      day: '2031-11-20',
      openingLitres: 1000,
      inLitres: 200,
      outLitres: 75.5,
      adjustedLitres: 0,
      closingLitres: 1124.5,
    })
    expect(card).toMatchObject({
      balanceLitres: 1124.5,
      isLow: false,
      lastMovementAt: '2031-11-19T23:30:00.000Z',
    })
  })

  test('sites of different zones each have their own today on one page', async () => {
    const tenant = await scene.platform.createTenant('zones')
    const admin = await scene.platform.signInAs('fuel-admin', { tenant })
    const east = await scene.site({ code: 'EAST', zone: 'Asia/Jayapura', by: admin })
    const west = await scene.site({ code: 'WEST', zone: 'America/Anchorage', by: admin })
    const date = '2031-11-19T16:30:00Z'
    for (const { code } of [east, west]) await admin.call(recordStockIn, { location: code, amount: 10, date })
    const { body } = await admin.call(readStockSummary, {})
    expect(body.data.map(({ site, today }) => [site.code, today.day, today.inLitres])).toEqual([
      ['EAST', '2031-11-20', 10],
      ['WEST', '2031-11-19', 10],
    ])
  })

  test('mean use and spread are those of the last 14 full days, idle days included, today excluded', async () => {
    const site = await scene.site({ code: 'USED' })
    await scene.fill(site, 5000, { date: '2031-10-25T08:00:00+08:00' })
    const use = async (day: string, amount: number) => {
      const input = { type: 'OUT' as const, location: site.code, amount, date: `${day}T06:00:00+08:00` }
      const { status, text } = await scene.admin.call(recordStockEntry, input)
      if (status !== 201) throw new Error(text)
    }
    await use('2031-11-05', 999)
    for (let back = 14; back >= 8; back -= 1) await use(addDays('2031-11-20', -back), 140)
    await use('2031-11-20', 500)
    // Seven days of 140 and seven of 0: mean 70; sample deviation √(14 × 70² ÷ 13) = 72.6424…
    const [card] = await summaryOf(site.code)
    expect(card).toMatchObject({
      balanceLitres: 2521,
      meanDailyUseLitres: 70,
      spreadLitres: 72.64,
      daysToEmpty: 36,
      daysToEmptyLow: 17.6,
      daysToEmptyHigh: null,
    })
  })

  test('shows how full each product’s tanks are, also of a product that never came', async () => {
    const site = await scene.site({ code: 'TANKS' })
    await scene.admin.call(createProduct, { code: 'PERTALITE', name: 'Pertalite' })
    await scene.admin.call(recordCapacity, { location: site.code, capacityLitres: 20_000 })
    await scene.admin.call(recordCapacity, {
      location: site.code,
      product: 'PERTALITE',
      capacityLitres: 8_000,
    })
    await scene.fill(site, 5_000)
    expect(
      (await summaryOf(site.code)).map(({ product, balanceLitres, capacityLitres, fillPercent }) => [
        product.code,
        balanceLitres,
        capacityLitres,
        fillPercent,
      ]),
    ).toEqual([
      ['DIESEL', 5_000, 20_000, 25],
      ['PERTALITE', 0, 8_000, 0],
    ])
    const { body } = await scene.admin.call(readStockSummary, { location: site.code, product: 'PERTALITE' })
    expect(body.data.map(({ product }) => product.code)).toEqual(['PERTALITE'])
  })

  test('leaves out deactivated sites, and pages by site', async () => {
    const tenant = await scene.platform.createTenant('paging')
    const admin = await scene.platform.signInAs('fuel-admin', { tenant })
    for (const code of ['A', 'B', 'C', 'D']) await scene.site({ code, by: admin })
    const gone = await scene.site({ code: 'B2', by: admin })
    await admin.call(deactivateSite, { id: gone.id })
    const first = await admin.call(readStockSummary, { limit: 3 })
    expect(first.body.data.map(({ site }) => site.code)).toEqual(['A', 'B', 'C'])
    const second = await admin.call(readStockSummary, {
      limit: 3,
      cursor: first.body.page.nextCursor as string,
    })
    expect(second.body).toMatchObject({ data: [{ site: { code: 'D' } }], page: { nextCursor: null } })
  })

  test('shows the closing of each of the last 14 days, quiet days and today included', async () => {
    const site = await scene.site({ code: 'RECENT' })
    await scene.fill(site, 300, { date: '2031-11-10T08:00:00+08:00' })
    await scene.fill(site, 50, { date: '2031-11-20T00:30:00+08:00' })
    const [card] = await summaryOf(site.code)
    expect(card?.recentDays).toHaveLength(14)
    expect(card?.recentDays[0]).toEqual({ day: '2031-11-07', closingLitres: 0 })
    expect(card?.recentDays.slice(-2)).toEqual([
      { day: '2031-11-19', closingLitres: 300 },
      { day: '2031-11-20', closingLitres: 350 },
    ])
  })

  test('a field user sees the card of the own site alone', async () => {
    const site = await scene.site()
    const operator = await scene.operator(site)
    const { body } = await operator.call(readStockSummary, {})
    expect(body.data.map(({ site }) => site.id)).toEqual([site.id])
  })
})

describe('summary of a standing', () => {
  let admin: TestPerson
  beforeAll(async () => {
    const tenant = await scene.platform.createTenant('standings')
    admin = await scene.platform.signInAs('fuel-admin', { tenant })
    await admin.call(createProduct, { code: 'PERTALITE', name: 'Pertalite' })
    const receive = (location: string, amount: number, product?: string) =>
      admin.call(recordStockIn, { location, amount, ...(product === undefined ? {} : { product }) })
    for (const code of ['A_LOW', 'B_ENOUGH', 'C_UNUSED', 'D_BOTH', 'E_LOW']) {
      await scene.site({ code, by: admin, threshold: 100 })
    }
    await receive('A_LOW', 99.99)
    await receive('B_ENOUGH', 100)
    await receive('D_BOTH', 500)
    await receive('D_BOTH', 20, 'PERTALITE')
    await receive('E_LOW', 1)
  })

  async function stocksOf(input: CallerInputOf<typeof readStockSummary>) {
    const { body } = await admin.call(readStockSummary, input)
    const stocks = body.data.map(({ site, product, standing }) => [site.code, product.code, standing])
    return { stocks, nextCursor: body.page.nextCursor }
  }

  test('holds the stocks that stand so, and no other of the same site', async () => {
    expect((await stocksOf({ standing: 'low' })).stocks).toEqual([
      ['A_LOW', 'DIESEL', 'low'],
      ['D_BOTH', 'PERTALITE', 'low'],
      ['E_LOW', 'DIESEL', 'low'],
    ])
    expect((await stocksOf({ standing: 'enough' })).stocks).toEqual([
      ['B_ENOUGH', 'DIESEL', 'enough'],
      ['D_BOTH', 'DIESEL', 'enough'],
    ])
    expect((await stocksOf({ standing: 'unused' })).stocks).toEqual([['C_UNUSED', 'DIESEL', 'unused']])
    expect((await stocksOf({ standing: 'low', product: 'PERTALITE' })).stocks).toEqual([
      ['D_BOTH', 'PERTALITE', 'low'],
    ])
  })

  test('pages over the sites that it passes over, by cursor and by number', async () => {
    const first = await stocksOf({ standing: 'low', limit: 2 })
    expect(first.stocks.map(([code]) => code)).toEqual(['A_LOW', 'D_BOTH'])
    const second = await stocksOf({ standing: 'low', limit: 2, cursor: first.nextCursor as string })
    expect(second).toEqual({ stocks: [['E_LOW', 'DIESEL', 'low']], nextCursor: null })
    expect((await stocksOf({ standing: 'low', limit: 2, page: 2 })).stocks).toEqual(second.stocks)
  })
})
