import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers } from './axe.ts'
import { runsBrowser } from './browser.ts'
import { type ConsoleFixture, PHONE, startConsole } from './console.fixture.ts'
import { type Cast, castPeople } from './people.ts'
import { whenQuiet } from './quiet.ts'
import { wordsIn } from './words.ts'

const STARTING_MILLISECONDS = 120_000
const DESK = { width: 1440, height: 900 }
const { fuel: t, ui } = wordsIn('id')

describe.skipIf(!runsBrowser)('the page shapes', () => {
  let fixture: ConsoleFixture
  let cast: Cast

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  test('a date is refused with the reason, picked from a calendar without barriers, and moved by the arrows', async () => {
    const { operator } = await cast.addPost(5000)
    const { page, context, faults } = await fixture.open(operator, '/fuel/out', { size: PHONE })
    await page.getByRole('button', { name: t('record.more') }).click()
    const date = page.getByRole('textbox', { name: /Tanggal.*WITA/ })
    expect(await date.getAttribute('inputmode')).toBe('numeric')
    await date.pressSequentially('310220260800')
    await date.blur()
    await page.getByText(/31\/02\/2026 08\.00 tidak ada di kalender/).waitFor()
    await date.fill('10/11/2026 08.00')
    await page.getByText(/Selasa 10 Nov 2026 08\.00 WITA/).waitFor()
    await date.press('Home')
    await date.press('ArrowUp')
    expect(await date.inputValue()).toBe('11/11/2026 08.00')
    const opens = page.getByRole('button', { name: ui('form.calendar') })
    expect((await opens.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    await opens.click()
    const day = page.getByRole('button', { name: /^Jumat 13 Nov 2026$/ })
    await day.waitFor()
    expect((await day.boundingBox())?.height).toBeGreaterThanOrEqual(44)
    expect(await findBarriers(page)).toEqual([])
    await day.click()
    expect(await date.inputValue()).toBe('13/11/2026 08.00')
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('a filter says once and whole what is chosen, and is cleared beside it', async () => {
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/fuel/history?type=IN', {
      size: DESK,
    })
    await page.getByRole('row').nth(1).waitFor()
    expect(await page.getByText(t('entry.IN'), { exact: true }).and(page.locator('bdi')).count()).toBe(1)
    expect(await findBarriers(page)).toEqual([])
    await page
      .getByRole('button', {
        name: ui('list.filter_remove', { filter: `${t('column.type')}: ${t('entry.IN')}` }),
      })
      .click()
    await page.waitForURL((url) => !url.searchParams.has('type'))
    await page
      .getByRole('button', { name: t('column.type'), exact: true })
      .first()
      .click()
    await page.getByRole('button', { name: t('entry.OUT'), exact: true }).click()
    await page.waitForURL((url) => url.searchParams.get('type') === 'OUT')
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('the history fits a desk; where it does not, the menu of a row stays and the edge says that there is more', async () => {
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/fuel/history', { size: DESK })
    const scroller = page.getByRole('table').locator('..')
    await page.getByRole('row').nth(1).waitFor()
    await whenQuiet(page)
    const overflow = () => scroller.evaluate((box) => box.scrollWidth - box.clientWidth)
    expect(await overflow()).toBeLessThanOrEqual(1)
    await page.setViewportSize({ width: 1000, height: 700 })
    expect(await overflow()).toBeGreaterThan(1)
    await page.locator('[data-more]').waitFor()
    const menu = page.getByRole('button', { name: ui('list.act_on_row', { number: 1 }) })
    const right = (await menu.boundingBox())?.x ?? 0
    await scroller.evaluate((box) => box.scrollTo({ left: 60 }))
    await page.locator('[data-sideways]').waitFor()
    expect((await menu.boundingBox())?.x).toBe(right)
    expect(faults.found).toEqual([])
    await context.close()
  })
})
