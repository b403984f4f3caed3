import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runsBrowser } from '../browser.ts'
import { type ConsoleFixture, startConsole } from '../console.fixture.ts'
import { type Cast, castPeople } from '../people.ts'
import { whenQuiet } from '../quiet.ts'
import { wordsIn } from '../words.ts'
import { recording, usesOf } from './recording.ts'

const STARTING_MILLISECONDS = 120_000
const SLOW_MILLISECONDS = 5_000

const { fuel: t, ui } = wordsIn('id')

describe.skipIf(!runsBrowser)('a bad network', () => {
  let fixture: ConsoleFixture
  let cast: Cast

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  const openForm = async (litres: number) => {
    const { operator, site } = await cast.addPost(litres)
    const opened = await fixture.open(operator, recording.path)
    await recording.left(opened.page, litres).waitFor()
    return { ...opened, site }
  }

  test('an answer that is lost after the work was done leaves one line, however often it is tried', async () => {
    const { page, context, faults, site } = await openForm(5000)
    await page.route(recording.address, async (route) => {
      await route.fetch()
      await route.abort('connectionreset')
    })
    await recording.amount(page).fill('120')
    await recording.save(page).click()
    await page.getByText(ui('problem.unreachable')).waitFor()
    expect(await recording.amount(page).inputValue()).toBe('120')
    await page.unroute(recording.address)
    await recording.save(page).click()
    await recording.recorded(page, 120, 4880).waitFor()
    expect(await usesOf(cast, site)).toEqual([120])
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('what was typed while the server was down is there after a reload, and is saved once', async () => {
    const { page, context, faults, site } = await openForm(5000)
    await context.setOffline(true)
    await recording.amount(page).fill('75')
    await recording.save(page).click()
    await page.getByText(ui('problem.unreachable')).waitFor()
    await context.setOffline(false)
    await page.reload()
    await page.getByText(ui('form.draft_discard')).waitFor()
    expect(await recording.amount(page).inputValue()).toBe('75')
    await recording.save(page).click()
    await recording.recorded(page, 75, 4925).waitFor()
    expect(await usesOf(cast, site)).toEqual([75])
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('a lost network is said, and that it is back', async () => {
    const { page, context } = await fixture.open(cast.fuelAdmin, '/fuel/history')
    await whenQuiet(page)
    await context.setOffline(true)
    await page.getByText(ui('list.offline')).waitFor()
    expect(await page.getByRole('row').count()).toBeGreaterThan(1)
    await context.setOffline(false)
    await page.getByText(ui('list.offline')).waitFor({ state: 'detached' })
    await context.close()
  })

  test('a server that takes five seconds is waited for in place, and is asked once', async () => {
    const { operator, site } = await cast.addPost(5000)
    const { page, context, faults } = await fixture.open(operator, '/profile')
    await whenQuiet(page)
    await page.route('**/api/v1/fuel/**', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, SLOW_MILLISECONDS))
      await route.continue()
    })
    let sent = 0
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url().endsWith('/fuel/stock/out')) sent += 1
    })
    await page.goto(recording.path)
    await page.getByRole('heading', { level: 1, name: t('record.out_title') }).waitFor()
    expect(await recording.save(page).isVisible()).toBe(false)
    await recording.left(page, 5000).waitFor()
    await recording.amount(page).fill('30')
    await recording.save(page).dblclick()
    await page.keyboard.press('Enter')
    await recording.recorded(page, 30, 4970).waitFor({ timeout: 20_000 })
    expect(sent).toBe(1)
    expect(await usesOf(cast, site)).toEqual([30])
    expect(faults.found).toEqual([])
    await context.close()
  }, 60_000)

  test('a server that asks to come back later is told when, and the wait is counted down', async () => {
    const { page, context, faults, site } = await openForm(5000)
    faults.expect('/api/v1/fuel/stock/out 429')
    await context.clock.install()
    await page.goto(recording.path)
    await recording.left(page, 5000).waitFor()
    await page.route(recording.address, (route) => route.fulfill(TOO_MANY))
    await recording.amount(page).fill('40')
    await recording.save(page).click()
    await page.getByText(ui('problem.wait', { seconds: 45 })).waitFor()
    await page.clock.runFor(15_000)
    await page.getByText(ui('problem.wait', { seconds: 30 })).waitFor()
    await page.unroute(recording.address)
    await page.clock.runFor(31_000)
    await page.getByText(ui('problem.wait_over')).waitFor()
    expect(await recording.amount(page).inputValue()).toBe('40')
    await recording.save(page).click()
    await recording.recorded(page, 40, 4960).waitFor()
    expect(await usesOf(cast, site)).toEqual([40])
    expect(faults.found).toEqual([])
    await context.close()
  })
})

const TOO_MANY = {
  status: 429,
  headers: { 'retry-after': '45' },
  contentType: 'application/problem+json',
  body: JSON.stringify({
    type: 'about:blank',
    title: 'Too Many Requests',
    status: 429,
    detail: 'Terlalu banyak permintaan.',
    code: 'platform.rate_limited',
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    timestamp: '2026-11-20T08:00:00.000Z',
  }),
}
