import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers } from './axe.ts'
import { runsBrowser } from './browser.ts'
import { type ConsoleFixture, DESKTOP, PHONE, startConsole } from './console.fixture.ts'
import { type Cast, castPeople } from './people.ts'
import { whenStill } from './quiet.ts'
import { wordsIn } from './words.ts'

const STARTING_MILLISECONDS = 120_000

const VIEWS = [
  { where: 'on a desk, in Indonesian', size: DESKTOP, locale: 'id' },
  { where: 'on a phone, in English', size: PHONE, locale: 'en' },
] as const

describe.skipIf(!runsBrowser)('one’s own profile', () => {
  let fixture: ConsoleFixture
  let cast: Cast

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  describe.each(VIEWS)('$where', ({ size, locale }) => {
    const { admin: t } = wordsIn(locale)
    const view = { size, locale }
    const dialog = (page: Page) => page.getByRole('dialog')
    const expectNoBarriers = async (page: Page) => {
      await whenStill(page)
      expect(await findBarriers(page)).toEqual([])
    }

    test('changing the password keeps this session and ends the others', async () => {
      const person = await cast.invite(`Berganti sandi ${locale}`, 'fuel-operator', cast.siteId)
      const other = await fixture.open(person, '/profile', view)
      const { page, context, faults } = await fixture.open(person, '/profile', view)
      faults.expect('/api/v1/auth/change-password 401')
      await page
        .getByRole('button', { name: t('sessions.end'), exact: false })
        .first()
        .waitFor()
      await page.getByRole('button', { name: t('password.change') }).click()
      const [current, next] = [dialog(page).locator('input').nth(0), dialog(page).locator('input').nth(1)]
      await current.fill('bukan kata sandinya')
      await next.fill('lima kata lain yang panjang')
      const save = dialog(page).getByRole('button', { name: t('password.change') })
      await save.click()
      await dialog(page).getByRole('alert').waitFor()
      expect(await current.getAttribute('aria-invalid')).toBe('true')
      await current.fill(person.password)
      await save.click()
      await page.getByText(t('password.changed')).waitFor()
      await page.getByText(t('sessions.only_this')).waitFor()
      await page.reload()
      await page.getByRole('heading', { level: 1, name: t('profile.title') }).waitFor()
      expect((await context.request.get('/api/v1/auth/me')).status()).toBe(200)
      expect((await other.context.request.get('/api/v1/auth/me')).status()).toBe(401)
      await expectNoBarriers(page)
      expect(faults.found).toEqual([])
      await Promise.all([context.close(), other.context.close()])
    })

    test('one other session is ended, or all of them', async () => {
      const person = await cast.invite(`Banyak sesi ${locale}`, 'fuel-operator', cast.siteId)
      const others = [
        await fixture.open(person, '/profile', view),
        await fixture.open(person, '/profile', view),
      ]
      const { page, context, faults } = await fixture.open(person, '/profile', view)
      await page.getByRole('button', { name: t('sessions.end_others') }).click()
      await dialog(page)
        .getByRole('button', { name: t('sessions.end_others') })
        .click()
      await page.getByText(t('sessions.only_this')).waitFor()
      const statuses = await Promise.all(
        others.map(async (one) => (await one.context.request.get('/api/v1/auth/me')).status()),
      )
      expect(statuses).toEqual([401, 401])
      expect(faults.found).toEqual([])
      await Promise.all([context, ...others.map((one) => one.context)].map((one) => one.close()))
    })

    test('everybody reads on their profile what they may do, and where', async () => {
      const { page, context, faults } = await fixture.open(cast.operator, '/profile', view)
      const app = page.locator('summary').first()
      await app.click()
      await page
        .getByText(t('rights.only_at', { places: 'Genset' }))
        .first()
        .waitFor()
      await expectNoBarriers(page)
      expect(faults.found).toEqual([])
      await context.close()
    })
  })
})
