import { createRole, getTenant, requestAccess, updateRole, updateTenant } from '@lumbung/admin/contract'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers } from './axe.ts'
import { runsBrowser } from './browser.ts'
import { type ConsoleFixture, DESKTOP, PHONE, startConsole } from './console.fixture.ts'
import { type Cast, castPeople } from './people.ts'
import { whenStill } from './quiet.ts'
import { wordsIn } from './words.ts'

const STARTING_MILLISECONDS = 120_000
const FLOW_MILLISECONDS = 90_000
/** Who looks at a refusal is let in at the next time of asking. */
const LET_IN_MILLISECONDS = 30_000

describe.skipIf(!runsBrowser)('administration', () => {
  let fixture: ConsoleFixture
  let cast: Cast

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  /** A request of somebody new, as if sent from a refusal. */
  const ask = async (name: string) => {
    const person = await fixture.platform.signInAs(null, { name })
    await person.call(requestAccess, { permission: 'admin.user.read', reason: 'Perlu' })
  }

  const VIEWS = [
    { where: 'on a desk, in Indonesian', size: DESKTOP, locale: 'id' },
    { where: 'on a phone, in English', size: PHONE, locale: 'en' },
  ] as const

  describe.each(VIEWS)('$where', ({ size, locale }) => {
    const { admin: t, ui, console: shell } = wordsIn(locale)
    const view = { size, locale }
    const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor()
    const expectNoBarriers = async (page: Page) => {
      await whenStill(page)
      expect(await findBarriers(page)).toEqual([])
    }

    test(
      'a refused person asks for access; who decides sees it wait and grants it; the screen opens by itself',
      async () => {
        const name = `Pemohon ${locale}`
        const person = await cast.invite(name, 'fuel-operator', cast.siteId)
        const asking = await fixture.open(person, '/admin/audit', view)
        await asking.page.getByRole('button', { name: ui('why.ask') }).click()
        await asking.page.getByLabel(ui('why.reason')).fill('Memeriksa perubahan batas stok')
        await asking.page.getByRole('button', { name: ui('why.send') }).click()
        await asking.page.getByText(ui('why.asked')).waitFor()

        const { page, faults, context } = await fixture.open(cast.administrator, '/profile', view)
        const waiting = new RegExp(`^${shell('waiting.title')}: `)
        await page.getByRole('button', { name: waiting }).click()
        await page
          .getByRole('link', { name: new RegExp(`${name}|${shellEntry(locale)}`) })
          .last()
          .click()
        await title(page, t('requests.title'))
        await expectNoBarriers(page)
        await page.getByText(name).first().click()
        await dialog(page).getByText('Memeriksa perubahan batas stok').waitFor()
        const narrowest = dialog(page).getByRole('radio').first()
        expect(await narrowest.isChecked()).toBe(true)
        await dialog(page).getByText(t('requests.until_week')).click()
        await expectNoBarriers(page)
        await dialog(page)
          .getByRole('button', { name: t('requests.grant'), exact: true })
          .click()
        await page.getByText(t('requests.granted', { name })).waitFor()

        await asking.page
          .getByRole('heading', { level: 1, name: t('audit.title') })
          .waitFor({ timeout: LET_IN_MILLISECONDS })
        expect([faults.found, asking.faults.found]).toEqual([[], []])
        await Promise.all([context.close(), asking.context.close()])
      },
      FLOW_MILLISECONDS,
    )

    test('a request is declined after a question, and then says by whom', async () => {
      const name = `Ditolak ${locale}`
      await ask(name)
      const { page, context, faults } = await fixture.open(cast.administrator, '/admin/access-requests', view)
      await page.getByText(name).first().click()
      await dialog(page)
        .getByRole('button', { name: t('requests.decline') })
        .click()
      await dialog(page).getByText(t('requests.decline_title', { name })).waitFor()
      await dialog(page)
        .last()
        .getByRole('button', { name: t('requests.decline') })
        .click()
      await dialog(page).first().waitFor({ state: 'hidden' })
      await page.goto('/admin/access-requests?status=declined')
      await page.getByText(name).first().waitFor()
      await page
        .getByText(/^Pengelola, /)
        .first()
        .waitFor()
      await expectNoBarriers(page)
      expect(faults.found).toEqual([])
      await context.close()
    })

    test('nobody decides their own request, and is told why', async () => {
      const name = `Pengelola pengguna ${locale}`
      const manager = await cast.invite(name, 'user-manager')
      const { page, context, faults } = await fixture.open(manager, '/admin/audit', view)
      await page.getByRole('button', { name: ui('why.ask') }).click()
      await page.getByRole('button', { name: ui('why.send') }).click()
      await page.getByText(ui('why.asked')).waitFor()
      await page.goto('/admin/access-requests')
      await page
        .getByText(`${name} ${t('requests.you')}`)
        .first()
        .click()
      await dialog(page).getByText(t('requests.own')).waitFor()
      expect(
        await dialog(page)
          .getByRole('button', { name: t('requests.grant') })
          .count(),
      ).toBe(0)
      expect(faults.found).toEqual([])
      await context.close()
    })

    test('the trail shows what a change changed, and leads to everything about the same record', async () => {
      const key = `peran-${locale}`
      const made = await cast.desk.call(createRole, {
        key,
        name: `Pembaca ${locale}`,
        permissions: ['admin.user.read', 'admin.role.read'],
      })
      const { id } = made.body
      const after = { name: `Pemeriksa ${locale}`, permissions: ['admin.user.read', 'admin.audit.read'] }
      await cast.desk.call(updateRole, { id, ...after }, { ifMatch: 1 })
      const { page, context, faults } = await fixture.open(
        cast.administrator,
        `/admin/audit?operation=admin.role.update&resourceId=${id}`,
        view,
      )
      await page.locator('[data-opens]').first().click()
      const panel = dialog(page)
      await panel.getByText(`Pembaca ${locale}`).first().waitFor()
      await panel.getByText(after.name).first().waitFor()
      await panel.getByText(t('audit.kind_removed')).waitFor()
      await panel.getByText(t('audit.kind_added')).waitFor()
      expect(await panel.getByText('admin.audit.read').count()).toBe(0)
      await expectNoBarriers(page)
      await panel.getByRole('link', { name: t('audit.all_of_resource') }).click()
      await panel.waitFor({ state: 'hidden' })
      const { searchParams } = new URL(page.url())
      expect([searchParams.get('resourceType'), searchParams.get('resourceId')]).toEqual(['admin.role', id])
      await page.waitForFunction(() => document.querySelectorAll('[data-opens]').length === 2)
      expect(faults.found).toEqual([])
      await context.close()
    })

    test('the trail names other apps’ kinds of record in words, in its rows and in its filter', async () => {
      const site = locale === 'id' ? 'Lokasi BBM' : 'Fuel site'
      const path = '/admin/audit?resourceType=fuel.site'
      const { page, context, faults } = await fixture.open(cast.administrator, path, view)
      await page.locator('[data-opens]').first().getByText(site).first().waitFor()
      expect(await page.getByText('fuel.site', { exact: true }).count()).toBe(0)
      await page.locator('[data-opens]').first().click()
      await dialog(page).getByText(site, { exact: true }).waitFor()
      expect(faults.found).toEqual([])
      await context.close()
    })

    test('an organisation renamed by somebody else meanwhile shows both names, and keeps the chosen one', async () => {
      const { page, context, faults } = await fixture.open(cast.administrator, '/admin/organisation', view)
      faults.expect('/api/v1/tenant 412')
      const [mine, theirs] = [`Lumbung saya ${locale}`, `Lumbung mereka ${locale}`]
      const { body: before } = await cast.desk.call(getTenant, {})
      const name = page.locator('form input').first()
      await name.fill(mine)
      await cast.desk.call(updateTenant, { name: theirs }, { ifMatch: before.version })
      await page.getByRole('button', { name: ui('action.save'), exact: true }).click()
      await dialog(page).getByText(theirs).waitFor()
      await dialog(page).getByText(mine).waitFor()
      await expectNoBarriers(page)
      await dialog(page)
        .getByRole('button', { name: ui('form.stale_save') })
        .click()
      await page.getByText(t('organisation.saved')).waitFor()
      await page.getByRole('banner').getByText(mine).first().waitFor({ state: 'attached' })
      expect((await cast.desk.call(getTenant, {})).body.name).toBe(mine)
      expect(faults.found).toEqual([])
      await context.close()
    })

    test('another zone is asked about before it is saved', async () => {
      const { page, context, faults } = await fixture.open(cast.administrator, '/admin/organisation', view)
      const { body: before } = await cast.desk.call(getTenant, {})
      await page.getByRole('combobox').click()
      await page.getByRole('option', { name: 'WIT · Asia/Jayapura' }).click()
      await page.getByRole('button', { name: ui('action.save'), exact: true }).click()
      await dialog(page).getByText(t('organisation.zone_keeps')).waitFor()
      await dialog(page)
        .getByRole('button', { name: ui('form.confirm_back') })
        .click()
      expect((await cast.desk.call(getTenant, {})).body.version).toBe(before.version)
      expect(faults.found).toEqual([])
      await context.close()
    })
  })

  test('a name of eighty characters fits a phone, in the list and beside it', async () => {
    await ask(`Panjang ${'sekali '.repeat(14)}`.trim().slice(0, 80))
    const { page, context } = await fixture.open(cast.administrator, '/admin/access-requests', {
      size: PHONE,
    })
    await page.locator('[data-opens]').first().click()
    await dialog(page).waitFor()
    await whenStill(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    await context.close()
  })
})

function dialog(page: Page): Locator {
  return page.getByRole('dialog')
}

/** The menu's words are the server's. */
function shellEntry(locale: 'id' | 'en'): string {
  return { id: 'Permintaan izin', en: 'Access requests' }[locale]
}
