import { dayAt } from '@lumbung/contract'
import { recordStockEntry } from '@lumbung/fuel/contract'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runsBrowser } from './browser.ts'
import { type ConsoleFixture, DESKTOP, PHONE, startConsole } from './console.fixture.ts'
import { type Cast, castPeople, daysAgo } from './people.ts'
import { whenQuiet } from './quiet.ts'
import { wordsIn } from './words.ts'

const STARTING_MILLISECONDS = 120_000
const MOST_TOUCHES = 3

const DATE = { id: /Tanggal/, en: /Date/ }
const MENU_ENTRY = { id: 'Catat pemakaian', en: 'Record fuel used' }
/** The main flow is gone in all of them, what may come in its way in the first two. */
const VIEWS = [
  ['on a phone, in Indonesian', { size: PHONE, locale: 'id' }],
  ['on a desk, in English', { size: DESKTOP, locale: 'en' }],
  ['on a phone, in English', { size: PHONE, locale: 'en' }],
  ['on a desk, in Indonesian', { size: DESKTOP, locale: 'id' }],
] as const

describe.skipIf(!runsBrowser)('an operator', () => {
  let fixture: ConsoleFixture
  let cast: Cast

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  const inView = ({ size, locale }: (typeof VIEWS)[number][1]) => {
    const words = wordsIn(locale)
    const { fuel: t, number } = words
    const litres = (value: number) => `${number(value)} L`
    return {
      ...words,
      litres,
      openAs: async (holds: number, path: string) => {
        const { operator, site } = await cast.addPost(holds)
        return { ...(await fixture.open(operator, path, { size, locale })), code: site.code }
      },
      amountField: (page: Page) => page.getByLabel(t('record.amount_out')),
      save: (page: Page) => page.getByRole('button', { name: t('record.save') }).click(),
      seesRecorded: async (page: Page, used: number, left: number) => {
        const heading = page.getByRole('heading', { name: t('recorded.out', { litres: litres(used) }) })
        await page.getByRole('status').filter({ has: heading }).getByText(litres(left)).waitFor()
      },
    }
  }

  test.each(VIEWS)('%s, records a use in three touches, and sees what is left', async (_, view) => {
    const { fuel: t, number, litres, openAs, amountField, save, seesRecorded } = inView(view)
    const { page, context, faults } = await openAs(5000, '/')
    await whenQuiet(page)
    const touches = await countTouches(page)
    await page
      .getByRole('navigation', { name: 'Menu' })
      .getByRole('link', { name: MENU_ENTRY[view.locale] })
      .click()
    await page.getByText(t('record.left', { litres: litres(5000) })).waitFor()
    await amountField(page).click()
    await page.keyboard.type(number(120.5))
    await save(page)
    await seesRecorded(page, 120.5, 4879.5)
    expect(await touches()).toBeLessThanOrEqual(MOST_TOUCHES)
    expect(faults.found).toEqual([])
    await context.close()
  })

  describe.each(VIEWS.slice(0, 2))('%s', (_, view) => {
    const { fuel: t, ui, number, litres, openAs, amountField, save, seesRecorded } = inView(view)

    test('is warned of low stock while typing and after saving', async () => {
      const { page, context, faults } = await openAs(600, '/fuel/out')
      await amountField(page).fill('150')
      await page.getByText(t('preview.low_of', { threshold: litres(500) })).waitFor()
      await save(page)
      await page.getByText(t('recorded.low_of', { threshold: litres(500) })).waitFor()
      await seesRecorded(page, 150, 450)
      expect(faults.found).toEqual([])
      await context.close()
    })

    test('cannot take more than there is, and is told so before and after pressing', async () => {
      const { page, context, faults } = await openAs(600, '/fuel/out')
      faults.expect('/api/v1/fuel/stock/out 422')
      await amountField(page).fill('700')
      const before = page.getByText(
        new RegExp(`${number(600)}.*${number(700)}|${number(700)}.*${number(600)}`),
      )
      await before.first().waitFor()
      await save(page)
      await page
        .getByRole('alert')
        .filter({ hasText: number(600) })
        .waitFor()
      expect(await amountField(page).inputValue()).toBe('700')
      await amountField(page).fill('500')
      await page.getByRole('alert').waitFor({ state: 'detached' })
      await page.getByText(t('preview.low_of', { threshold: litres(500) })).waitFor()
      expect(await isCoveredBy(page, t('preview.low_of', { threshold: litres(500) }))).toBe('nothing')
      expect(faults.found).toEqual([])
      await context.close()
    })

    test('is asked before an unusual amount is saved', async () => {
      const { page, context, faults, code } = await openAs(5000, '/')
      const usual = { type: 'OUT' as const, location: code, amount: 14, date: daysAgo(2) }
      await cast.desk.call(recordStockEntry, usual)
      await page.goto('/fuel/out')
      await amountField(page).fill('1200')
      await save(page)
      const question = page.getByRole('dialog')
      await question.getByText(litres(1200)).first().waitFor()
      await question.getByRole('button', { name: ui('form.confirm_back') }).click()
      expect(await amountField(page).inputValue()).toMatch(/^1[.,]?200$/)
      await save(page)
      await question.getByRole('button', { name: t('record.save') }).click()
      await seesRecorded(page, 1200, 3786)
      expect(faults.found).toEqual([])
      await context.close()
    })

    test('records for another time after seeing the days that change', async () => {
      const { page, context, faults } = await openAs(5000, '/fuel/out')
      await amountField(page).fill('100')
      await page.getByRole('button', { name: t('record.more') }).click()
      // Digits are enough: what stands between them comes by itself, in the console's language.
      const day = dayAt(new Date(daysAgo(3)), 'Asia/Makassar')
        .split('-')
        .reverse()
      const time = page.getByRole('textbox', { name: DATE[view.locale] })
      await time.pressSequentially(`${day.join('')}0800`)
      expect(await time.inputValue()).toBe(`${day.join('/')} ${view.locale === 'id' ? '08.00' : '08:00'}`)
      await page.getByText(/ 08[.:]00 WITA, 3 (hari|days)/).waitFor()
      const days = page.getByRole('region', { name: t('preview.days') })
      await days
        .getByRole('row')
        .filter({ hasText: number(4900) })
        .first()
        .waitFor()
      await save(page)
      await seesRecorded(page, 100, 4900)
      expect(faults.found).toEqual([])
      await context.close()
    })

    test('finds the own line in the history, and takes it back while it is fresh', async () => {
      const { page, context, faults } = await openAs(5000, '/fuel/out')
      await amountField(page).fill('75')
      await save(page)
      await page.getByText(t('recorded.undo_own')).waitFor()
      await page.getByRole('link', { name: t('recorded.history') }).click()
      await page.getByRole('heading', { level: 1, name: t('history.title') }).waitFor()
      await page.getByText(number(75)).first().click()
      await page.getByRole('button', { name: t('reverse.open') }).press('Enter')
      const question = page.getByRole('dialog', { name: t('reverse.title') })
      await question.getByRole('textbox').first().fill('Salah catat')
      await question.getByRole('button', { name: t('reverse.submit') }).click()
      await page.getByText(t('entry.reversed')).first().waitFor()
      expect(faults.found).toEqual([])
      await context.close()
    })
  })
})

/** What lies over the end of a text, as the bar at the bottom of a phone may. */
async function isCoveredBy(page: Page, text: string): Promise<string> {
  return page
    .getByText(text)
    .first()
    .evaluate((element) => {
      const { left, bottom } = element.getBoundingClientRect()
      const top = document.elementFromPoint(left + 4, bottom - 4)
      if (top === null) return 'the edge of the window'
      return element.contains(top) || top.contains(element) ? 'nothing' : top.outerHTML.slice(0, 80)
    })
}

/** Counts what a finger or a mouse presses from here on. */
async function countTouches(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const counter = window as unknown as { touches: number }
    counter.touches = 0
    addEventListener('pointerdown', () => (counter.touches += 1), true)
  })
  return () => page.evaluate(() => (window as unknown as { touches: number }).touches)
}
