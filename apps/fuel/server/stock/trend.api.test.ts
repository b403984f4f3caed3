import { addDays } from '@lumbung/contract'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readStockTrend, type TrendDay } from '../../contract/reports.ts'
import { recordStockEntry } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'

let scene: FuelScene

/** The clock stands at 20 November 2031, 00:30 in Makassar, when it is still the 19th in UTC. */
beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-19T16:30:00Z' })
})
afterAll(() => scene.close())

async function trend(input: object): Promise<TrendDay[]> {
  const { status, body, text } = await scene.admin.callRaw(readStockTrend, input)
  if (status !== 200) throw new Error(text)
  return (body as { data: TrendDay[] }).data
}

describe('trend', () => {
  test('opens with what was there before the window, has every day, and exactly as many as asked', async () => {
    const site = await scene.site({ code: 'OPENING' })
    await scene.fill(site, 1000, { date: '2031-11-01T08:00:00+08:00' })
    await scene.fill(site, 200, { date: '2031-11-16T08:00:00+08:00' })
    await scene.admin.call(recordStockEntry, {
      type: 'OUT',
      location: site.code,
      amount: 50.5,
      date: '2031-11-18T23:30:00+08:00',
    })
    const days = await trend({ location: site.code })
    expect(
      days.map(({ day, openingLitres, inLitres, outLitres, closingLitres, deltaLitres }) => [
        day,
        openingLitres,
        inLitres,
        outLitres,
        closingLitres,
        deltaLitres,
      ]),
    ).toEqual([
      ['2031-11-14', 1000, 0, 0, 1000, 0],
      ['2031-11-15', 1000, 0, 0, 1000, 0],
      ['2031-11-16', 1000, 200, 0, 1200, 200],
      ['2031-11-17', 1200, 0, 0, 1200, 0],
      ['2031-11-18', 1200, 0, 50.5, 1149.5, -50.5],
      ['2031-11-19', 1149.5, 0, 0, 1149.5, 0],
      ['2031-11-20', 1149.5, 0, 0, 1149.5, 0],
    ])
    for (const count of [1, 30, 366])
      expect(await trend({ location: site.code, days: count })).toHaveLength(count)
  })

  test('of a site or tenant without any entry is zero on every day', async () => {
    const site = await scene.site()
    const days = await trend({ location: site.code, days: 3 })
    expect(days).toHaveLength(3)
    expect(days.every(({ openingLitres, closingLitres }) => openingLitres === 0 && closingLitres === 0)).toBe(
      true,
    )
    const { body } = await scene.stranger.call(readStockTrend, { days: 5 })
    expect(body.data).toHaveLength(5)
  })

  test('takes a range, and refuses half a one, a reversed one, 0 and 367 days', async () => {
    const site = await scene.site()
    const range = { location: site.code, startDate: '2031-02-27', endDate: '2031-03-01' }
    expect((await trend(range)).map(({ day }) => day)).toEqual(['2031-02-27', '2031-02-28', '2031-03-01'])
    const refusals: [object, number, string][] = [
      [{ startDate: '2031-03-01' }, 422, 'fuel.range_incomplete'],
      [{ startDate: '2031-03-02', endDate: '2031-03-01' }, 422, 'fuel.range_reversed'],
      [{ startDate: '2030-01-01', endDate: '2031-03-01' }, 422, 'fuel.range_too_long'],
      [{ days: 0 }, 422, 'platform.invalid_input'],
      [{ days: 367 }, 422, 'platform.invalid_input'],
      [{ startDate: '2031-02-30', endDate: '2031-03-01' }, 422, 'platform.invalid_input'],
    ]
    for (const [input, status, code] of refusals) {
      const answer = await scene.admin.callRaw(readStockTrend, input)
      expect([answer.status, answer.problem.code]).toEqual([status, code])
    }
  })

  test('equals the sums of any sequence of entries in any order: opening + in − out = closing, day after day', async () => {
    const entry = fc.record({
      daysAgo: fc.integer({ min: 0, max: 20 }),
      type: fc.constantFrom('IN' as const, 'IN' as const, 'OUT' as const),
      cents: fc.integer({ min: 1, max: 500_000 }),
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 12 }), async (entries) => {
        run += 1
        const site = await scene.site({ code: `MODEL_${run}` })
        const model = new Map<string, { in: number; out: number }>()
        for (const { daysAgo, type, cents } of entries) {
          const day = addDays('2031-11-20', -daysAgo)
          const date = daysAgo === 0 ? undefined : `${day}T12:00:00+08:00`
          const input = { type, location: site.code, amount: cents / 100, ...(date ? { date } : {}) }
          const { status } = await scene.admin.call(recordStockEntry, input)
          if (status !== 201) continue
          const sums = model.get(day) ?? { in: 0, out: 0 }
          sums[type === 'IN' ? 'in' : 'out'] += cents
          model.set(day, sums)
        }
        const days = await trend({ location: site.code, days: 10 })
        let balance = [...model].reduce(
          (sum, [day, { in: in_, out }]) => (day < '2031-11-11' ? sum + in_ - out : sum),
          0,
        )
        for (const { day, openingLitres, inLitres, outLitres, closingLitres } of days) {
          const { in: in_, out } = model.get(day) ?? { in: 0, out: 0 }
          expect([openingLitres, inLitres, outLitres].map(cents100)).toEqual([balance, in_, out])
          balance += in_ - out
          expect(cents100(closingLitres)).toBe(balance)
          expect(balance).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: 15 },
    )
  })
})

function cents100(litres: number): number {
  return Math.round(litres * 100)
}
