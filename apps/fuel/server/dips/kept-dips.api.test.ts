import { verifyLedger } from '@lumbung/ledger/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listDips, readDipLosses, recordDip } from '../../contract/dips.ts'
import { previewDip, previewStockEntry } from '../../contract/previews.ts'
import { listStockHistory } from '../../contract/reports.ts'
import { recordStockEntry, recordStockOut, reverseStockEntry } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-20T04:00:00Z' })
})
afterAll(() => scene.close())

const at = (day: number) => `2031-11-${String(day).padStart(2, '0')}T08:00:00+08:00`
const RANGE = { startDate: '2031-11-01', endDate: '2031-11-20' }

async function balance(location: string): Promise<number | undefined> {
  const { body } = await scene.admin.call(listStockHistory, { location, limit: 1 })
  return body.data[0]?.balanceLitres
}

async function dipsOf(location: string) {
  const { body } = await scene.admin.call(listDips, { location, sort: 'measuredAt' })
  return body.data
}

async function done<T>(answer: Promise<{ status: number; body: T; text: string }>): Promise<T> {
  const { status, body, text } = await answer
  if (status >= 400) throw new Error(text)
  return body
}

describe('what was measured stays true at its instant', () => {
  test('whichever of two dips is entered first, the book and the losses are those of the order of time', async () => {
    const [inOrder, newestFirst] = [await scene.site(), await scene.site()]
    for (const [site, days] of [
      [inOrder, [1, 4]],
      [newestFirst, [4, 1]],
    ] as const) {
      for (const day of days) {
        const measuredLitres = day === 1 ? 1800 : 1000
        await done(scene.admin.call(recordDip, { location: site.code, measuredLitres, measuredAt: at(day) }))
      }
      expect(await balance(site.code)).toBe(1000)
      expect((await dipsOf(site.code)).map((dip) => [dip.bookLitres, dip.differenceLitres])).toEqual([
        [0, 1800],
        [1800, -800],
      ])
      const { body } = await scene.admin.call(readDipLosses, { location: site.code, ...RANGE })
      expect(body.data).toMatchObject([{ dips: 2, outOfTolerance: 2, adjustedLitres: 1000 }])
    }
  })

  test('a use entered late explains what a later dip found missing, and is not refused for it', async () => {
    const site = await scene.site()
    const location = site.code
    await scene.fill(site, 1000, { date: at(1) })
    const dip = await done(scene.admin.call(recordDip, { location, measuredLitres: 100, measuredAt: at(4) }))
    const late = { type: 'OUT', location, amount: 890, date: at(3) } as const
    const { body: preview } = await scene.admin.call(previewStockEntry, late)
    expect(preview).toMatchObject({
      refusal: null,
      balanceLitres: 100,
      newBalanceLitres: 100,
      daysChanged: 2,
      dips: [{ number: dip.number, measuredLitres: 100, differenceLitres: -900, newDifferenceLitres: -10 }],
    })
    expect(preview.days.map(({ day, newClosingLitres }) => [day, newClosingLitres])).toEqual([
      ['2031-11-03', 110],
      ['2031-11-04', 100],
    ])
    const { id } = await done(scene.admin.call(recordStockEntry, late))
    expect(await balance(location)).toBe(100)
    const [kept] = await dipsOf(location)
    expect(kept).toMatchObject({ bookLitres: 110, differenceLitres: -10, withinTolerance: true })
    expect(kept?.postedEntryId).not.toBe(dip.postedEntryId)
    const losses = async () =>
      (await scene.admin.call(readDipLosses, { location, ...RANGE })).body.data[0]?.adjustedLitres
    expect(await losses()).toBe(-10)
    await done(scene.admin.call(reverseStockEntry, { id, reason: 'Salah hari' }))
    expect([await balance(location), await losses()]).toEqual([100, -900])
    const { body } = await scene.admin.call(verifyLedger, {})
    expect(body.intact).toBe(true)
  })

  test('a dip that agreed with the book holds it once a late line would move it beyond the tolerance', async () => {
    const site = await scene.site()
    const location = site.code
    await scene.fill(site, 1000, { date: at(1) })
    await done(scene.admin.call(recordDip, { location, measuredLitres: 995, measuredAt: at(4) }))
    await done(scene.admin.call(recordStockEntry, { type: 'OUT', location, amount: 4, date: at(2) }))
    expect(await balance(location)).toBe(996)
    await done(scene.admin.call(recordStockEntry, { type: 'OUT', location, amount: 300, date: at(3) }))
    expect(await balance(location)).toBe(995)
    expect(await dipsOf(location)).toMatchObject([{ bookLitres: 696, differenceLitres: 299 }])
  })

  test('an empty tank measured before anything came is a measurement too', async () => {
    const site = await scene.site()
    const location = site.code
    await done(scene.admin.call(recordDip, { location, measuredLitres: 0, measuredAt: at(5) }))
    await scene.fill(site, 400, { date: at(2) })
    expect(await balance(location)).toBe(0)
    expect(await dipsOf(location)).toMatchObject([{ bookLitres: 400, differenceLitres: -400 }])
  })

  test('taking back the adjustment of a dip lets go of its level, and the next dip answers for the rest', async () => {
    const site = await scene.site()
    const location = site.code
    await scene.fill(site, 1000, { date: at(1) })
    const wrong = await done(scene.admin.call(recordDip, { location, measuredLitres: 10, measuredAt: at(3) }))
    await done(scene.admin.call(recordDip, { location, measuredLitres: 900, measuredAt: at(5) }))
    const id = wrong.postedEntryId as string
    await done(scene.admin.call(reverseStockEntry, { id, reason: 'Salah baca tongkat' }))
    expect(await balance(location)).toBe(900)
    expect(await dipsOf(location)).toMatchObject([
      { isWithdrawn: true, differenceLitres: -990 },
      { isWithdrawn: false, bookLitres: 1000, differenceLitres: -100 },
    ])
    const { body } = await scene.admin.call(readDipLosses, { location, ...RANGE })
    expect(body.data).toMatchObject([{ dips: 1, adjustedLitres: -100 }])
    const again = await scene.admin.call(reverseStockEntry, { id, reason: 'Sekali lagi' })
    expect(again.problem.code).toBe('ledger.already_reversed')
  })

  test('a dip is previewed with what it does to later ones', async () => {
    const site = await scene.site()
    const location = site.code
    await done(scene.admin.call(recordDip, { location, measuredLitres: 1000, measuredAt: at(4) }))
    const planned = { location, measuredLitres: 1800, measuredAt: at(1) }
    const { body } = await scene.admin.call(previewDip, planned)
    expect(body).toMatchObject({
      posts: true,
      newBalanceLitres: 1000,
      dips: [{ measuredLitres: 1000, differenceLitres: 1000, newDifferenceLitres: -800 }],
    })
  })

  test('of lines and dips entered at once around one dip, none moves the book from what was measured', async () => {
    const site = await scene.site()
    const location = site.code
    await scene.fill(site, 5000, { date: at(1) })
    await done(scene.admin.call(recordDip, { location, measuredLitres: 3000, measuredAt: at(10) }))
    const operator = await scene.operator(site)
    const answers = await Promise.all([
      ...[2, 3, 4, 6, 7].map((day) => operator.call(recordStockOut, { amount: 100, date: at(day) })),
      ...[5, 8].map((day) =>
        scene.admin.call(recordDip, { location, measuredLitres: 4000, measuredAt: at(day) }),
      ),
      operator.call(recordStockOut, { amount: 250, date: at(12) }),
    ])
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201))
    expect(await balance(location)).toBe(2750)
    expect((await dipsOf(location)).map((dip) => [dip.measuredLitres, dip.bookLitres])).toEqual([
      [4000, 4700],
      [4000, 3800],
      [3000, 4000],
    ])
    expect((await scene.admin.call(verifyLedger, {})).body.intact).toBe(true)
  })
})
