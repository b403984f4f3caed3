import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listDips, readDipLosses, recordDip } from '../../contract/dips.ts'
import { previewDip } from '../../contract/previews.ts'
import { listStockHistory } from '../../contract/reports.ts'
import { recordStockOut } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-20T04:00:00Z' })
})
afterAll(() => scene.close())

async function balance(location: string): Promise<number | undefined> {
  const { body } = await scene.admin.call(listStockHistory, { location, limit: 1 })
  return body.data[0]?.balanceLitres
}

describe('a physical dip', () => {
  test('beyond the tolerance brings the book to the measurement, under its number', async () => {
    const site = await scene.site()
    await scene.fill(site, 5000)
    const { status, body } = await scene.admin.call(recordDip, { location: site.code, measuredLitres: 4960 })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      number: expect.stringMatching(/^DIP-203111-\d{4}$/),
      measuredLitres: 4960,
      bookLitres: 5000,
      differenceLitres: -40,
      toleranceLitres: 25,
      withinTolerance: false,
    })
    const { body: history } = await scene.admin.call(listStockHistory, { location: site.code })
    expect(history.data[0]).toMatchObject({
      id: body.postedEntryId,
      type: 'ADJUSTMENT',
      amountLitres: -40,
      balanceLitres: 4960,
    })
  })

  test('within the tolerance leaves the book, unless the adjustment is asked for', async () => {
    const site = await scene.site()
    await scene.fill(site, 5000)
    const kept = await scene.admin.call(recordDip, { location: site.code, measuredLitres: 4980 })
    expect(kept.body).toMatchObject({ withinTolerance: true, postedEntryId: null, differenceLitres: -20 })
    expect(await balance(site.code)).toBe(5000)
    const posted = await scene.admin.call(recordDip, {
      location: site.code,
      measuredLitres: 4980,
      post: true,
    })
    expect(posted.body.postedEntryId).not.toBeNull()
    expect(await balance(site.code)).toBe(4980)
  })

  test('that agrees with the book posts nothing, asked or not', async () => {
    const site = await scene.site()
    await scene.fill(site, 80)
    const { body } = await scene.admin.call(recordDip, {
      location: site.code,
      measuredLitres: 80,
      post: true,
    })
    expect(body).toMatchObject({ differenceLitres: 0, postedEntryId: null })
  })

  test('of the past is compared with the book of that instant and shifts the days after it', async () => {
    const site = await scene.site()
    await scene.fill(site, 1000, { date: '2031-11-10T08:00:00+08:00' })
    const operator = await scene.operator(site)
    await operator.call(recordStockOut, { amount: 300, date: '2031-11-15T08:00:00+08:00' })
    const { body } = await operator.call(recordDip, {
      measuredLitres: 950,
      measuredAt: '2031-11-12T08:00:00+08:00',
    })
    expect(body).toMatchObject({ bookLitres: 1000, differenceLitres: -50, businessDay: '2031-11-12' })
    expect(await balance(site.code)).toBe(650)
  })

  test('of an empty book is a gain of all that is measured', async () => {
    const site = await scene.site()
    const { body } = await scene.admin.call(recordDip, { location: site.code, measuredLitres: 120.5 })
    expect(body).toMatchObject({ bookLitres: 0, differenceLitres: 120.5, withinTolerance: false })
    expect(await balance(site.code)).toBe(120.5)
  })

  test('is compared with the book as it stands, whatever is recorded at the same time', async () => {
    const site = await scene.site()
    await scene.fill(site, 5000)
    const operator = await scene.operator(site)
    const outs = Array.from({ length: 10 }, () => operator.call(recordStockOut, { amount: 10 }))
    const dip = scene.admin.call(recordDip, { location: site.code, measuredLitres: 4000 })
    const [{ body }, ...answers] = await Promise.all([dip, ...outs])
    expect(answers.every(({ status }) => status === 201)).toBe(true)
    const { body: history } = await scene.admin.call(listStockHistory, { location: site.code, limit: 100 })
    const after = history.data.findIndex(({ id }) => id === body.postedEntryId)
    expect(history.data[after]?.balanceLitres).toBe(4000)
    expect(await balance(site.code)).toBe(4000 - after * 10)
  })

  test('belongs to the operator’s own site; another one is unknown, and an administrator has to name one', async () => {
    const [own, other] = [await scene.site(), await scene.site()]
    const operator = await scene.operator(own)
    expect((await operator.call(recordDip, { measuredLitres: 0 })).body.location.id).toBe(own.id)
    const foreign = await operator.call(recordDip, { measuredLitres: 0, location: other.code })
    expect([foreign.status, foreign.problem.code]).toEqual([404, 'fuel.site_not_found'])
    const unnamed = await scene.admin.call(recordDip, { measuredLitres: 0 })
    expect([unnamed.status, unnamed.problem.code]).toEqual([422, 'fuel.location_required'])
  })

  test('is previewed as it is then recorded, and the preview changes nothing', async () => {
    const site = await scene.site()
    const location = site.code
    await scene.fill(site, 1000, { date: '2031-11-10T08:00:00+08:00' })
    const within = await scene.admin.call(previewDip, { location, measuredLitres: 995 })
    expect(within.body).toMatchObject({
      bookLitres: 1000,
      differenceLitres: -5,
      toleranceLitres: 10,
      withinTolerance: true,
      posts: false,
      balanceLitres: 1000,
      newBalanceLitres: 1000,
      days: [],
    })
    const asked = await scene.admin.call(previewDip, { location, measuredLitres: 995, post: true })
    expect(asked.body).toMatchObject({ posts: true, newBalanceLitres: 995 })
    const same = await scene.admin.call(previewDip, { location, measuredLitres: 1000, post: true })
    expect(same.body.posts).toBe(false)
    const planned = { location, measuredLitres: 900, measuredAt: '2031-11-12T08:00:00+08:00' }
    const { body: preview } = await scene.admin.call(previewDip, planned)
    expect(preview).toMatchObject({
      withinTolerance: false,
      posts: true,
      refusal: null,
      newBalanceLitres: 900,
    })
    expect(preview.days.map(({ day, newClosingLitres }) => [day, newClosingLitres])).toEqual([
      ['2031-11-12', 900],
    ])
    expect(await balance(location)).toBe(1000)
    const { body: dip } = await scene.admin.call(recordDip, planned)
    const { bookLitres, differenceLitres, toleranceLitres, withinTolerance } = preview
    expect(dip).toMatchObject({ bookLitres, differenceLitres, toleranceLitres, withinTolerance })
    expect(await balance(location)).toBe(preview.newBalanceLitres)
  })

  test('is previewed with the refusal that recording it would answer, and by nobody beyond the own site', async () => {
    const [own, other] = [await scene.site(), await scene.site()]
    const location = own.code
    const tooOld = { location, measuredLitres: 500, measuredAt: '2031-09-01T00:00:00Z' }
    const { problem } = await scene.admin.call(recordDip, tooOld)
    const { body } = await scene.admin.call(previewDip, tooOld)
    expect(body.refusal).toMatchObject({ code: problem.code, message: problem.detail })
    const tomorrow = { location, measuredLitres: 1, measuredAt: '2031-11-21T04:00:00Z' }
    expect((await scene.admin.call(previewDip, tomorrow)).problem.code).toBe('ledger.future_date')
    const operator = await scene.operator(own)
    expect((await operator.call(previewDip, { measuredLitres: 1 })).body.location.id).toBe(own.id)
    const foreign = await operator.call(previewDip, { measuredLitres: 1, location: other.code })
    expect(foreign.problem.code).toBe('fuel.site_not_found')
  })

  test('of the future, below zero or of three decimals is refused', async () => {
    const site = await scene.site()
    const location = site.code
    const late = await scene.admin.call(recordDip, {
      location,
      measuredLitres: 1,
      measuredAt: '2031-11-21T04:00:00Z',
    })
    expect([late.status, late.problem.code]).toEqual([422, 'ledger.future_date'])
    for (const measuredLitres of [-0.01, 0.001]) {
      const { problem } = await scene.admin.callRaw(recordDip, { location, measuredLitres })
      expect(problem.errors).toHaveProperty('measuredLitres')
    }
  })

  test('numbers have no gap, also when some dips are refused in between', async () => {
    const tenant = await scene.platform.createTenant('numbers')
    const admin = await scene.platform.signInAs('fuel-admin', { tenant })
    const site = await scene.site({ by: admin })
    const numbers: string[] = []
    for (const measuredLitres of [10, 20, 30, 40]) {
      const { body } = await admin.call(recordDip, { location: site.code, measuredLitres })
      numbers.push(body.number)
      const tooOld = { location: site.code, measuredLitres: 500, measuredAt: '2031-09-01T00:00:00Z' }
      expect((await admin.call(recordDip, tooOld)).problem.code).toBe('ledger.backdate_too_old')
    }
    expect(numbers).toEqual([1, 2, 3, 4].map((count) => `DIP-203111-000${count}`))
  })
})

describe('dips', () => {
  test('are listed newest first and page by cursor, and losses are held against what was issued', async () => {
    const tenant = await scene.platform.createTenant('losses')
    const admin = await scene.platform.signInAs('fuel-admin', { tenant })
    const site = await scene.site({ by: admin })
    const operator = await scene.operator(site, { tenant })
    const location = site.code
    const at = (day: number) => `2031-11-${String(day).padStart(2, '0')}T08:00:00+08:00`
    await admin.call(recordDip, { location, measuredLitres: 10_000, measuredAt: at(1) })
    await operator.call(recordStockOut, { amount: 4000, date: at(5) })
    await admin.call(recordDip, { location, measuredLitres: 5_950, measuredAt: at(10) })
    await admin.call(recordDip, { location, measuredLitres: 5_949, measuredAt: at(12) })
    const first = await admin.call(listDips, { limit: 2 })
    expect(first.body.data.map(({ measuredLitres }) => measuredLitres)).toEqual([5_949, 5_950])
    const second = await admin.call(listDips, { limit: 2, cursor: first.body.page.nextCursor as string })
    expect(second.body.data.map(({ measuredLitres }) => measuredLitres)).toEqual([10_000])
    const beyond = await admin.call(listDips, { withinTolerance: false, startDate: '2031-11-02' })
    expect(beyond.body.data.map(({ differenceLitres }) => differenceLitres)).toEqual([-50])
    const { body } = await admin.call(readDipLosses, { startDate: '2031-11-02', endDate: '2031-11-20' })
    expect(body.data).toMatchObject([
      {
        location: { code: location },
        dips: 2,
        outOfTolerance: 1,
        adjustedLitres: -50,
        issuedLitres: 4000,
        lossPercent: 1.25,
      },
    ])
    expect(body.total).toMatchObject({ adjustedLitres: -50, issuedLitres: 4000, lossPercent: 1.25 })
  })

  test('of several sites are lost together by their sums, not by the mean of their percentages', async () => {
    const tenant = await scene.platform.createTenant('losses-of-two')
    const admin = await scene.platform.signInAs('fuel-admin', { tenant })
    for (const [filled, used, left] of [
      [1000, 100, 889.9],
      [2000, 900, 1099.8],
    ] as const) {
      const site = await scene.site({ by: admin })
      const operator = await scene.operator(site, { tenant })
      const location = site.code
      await admin.call(recordDip, {
        location,
        measuredLitres: filled,
        measuredAt: '2031-11-01T08:00:00+08:00',
      })
      await operator.call(recordStockOut, { amount: used, date: '2031-11-05T08:00:00+08:00' })
      const measuredAt = '2031-11-10T08:00:00+08:00'
      await admin.call(recordDip, { location, measuredLitres: left, measuredAt, post: true })
    }
    const { body } = await admin.call(readDipLosses, { startDate: '2031-11-02', endDate: '2031-11-20' })
    expect(body.data.map(({ lossPercent }) => lossPercent)).toEqual([10.1, 0.02])
    expect(body.total).toEqual({
      dips: 2,
      outOfTolerance: expect.any(Number),
      adjustedLitres: -10.3,
      issuedLitres: 1000,
      lossPercent: 1.03,
    })
  })
})
