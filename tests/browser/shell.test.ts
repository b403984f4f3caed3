import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers } from './axe.ts'
import { runsBrowser } from './browser.ts'
import { type ConsoleFixture, PHONE, startConsole } from './console.fixture.ts'
import { type Cast, castPeople } from './people.ts'
import { whenQuiet } from './quiet.ts'

const STARTING_MILLISECONDS = 120_000
const PATIENTLY = { timeout: 15_000 }

describe.skipIf(!runsBrowser)('the shell', () => {
  let fixture: ConsoleFixture
  let cast: Cast

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  test('whoever signs in at the door is where they wanted to go', async () => {
    const { page, context, faults } = await fixture.open(null, '/fuel/history')
    faults.expect('/api/v1/auth/me 401')
    await page.getByLabel('E-mail atau nama pengguna').fill(cast.fuelAdmin.email)
    await page.getByLabel('Kata sandi', { exact: true }).fill(cast.fuelAdmin.password)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Riwayat stok' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/fuel/history')
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('a wrong password is refused in words, and what was typed stays', async () => {
    const { page, context, faults } = await fixture.open(null, '/')
    faults.expect('/api/v1/auth/me 401', '/api/v1/auth/login 401')
    await page.getByLabel('E-mail atau nama pengguna').fill(cast.fuelAdmin.email)
    await page.getByLabel('Kata sandi', { exact: true }).fill('bukan kata sandinya')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').waitFor()
    expect(await page.getByLabel('E-mail atau nama pengguna').inputValue()).toBe(cast.fuelAdmin.email)
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('a script of the page never sees a token', async () => {
    const { page, context } = await fixture.open(cast.fuelAdmin, '/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const seen = await page.evaluate(
      () => document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage }),
    )
    const tokens = (await context.cookies()).map(({ value }) => value)
    expect(tokens.length).toBeGreaterThan(0)
    for (const token of tokens) expect(seen).not.toContain(token)
    await context.close()
  })

  test('the menu is what the person may do', async () => {
    const { page, context, faults } = await fixture.open(cast.operator, '/')
    const menu = page.getByRole('navigation', { name: 'Menu' })
    await menu.getByRole('link', { name: 'Catat pemakaian' }).waitFor()
    expect(await menu.getByRole('link', { name: 'Catat BBM masuk' }).count()).toBe(0)
    expect(await menu.getByRole('link', { name: 'Pengguna' }).count()).toBe(0)
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('a member without any role is told what to do', async () => {
    const { page, context, faults } = await fixture.open(cast.newcomer, '/')
    await page.getByText('Anda belum punya izin').waitFor()
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('a screen that is not permitted explains itself in its place', async () => {
    const { page, context, faults } = await fixture.open(cast.operator, '/admin/users')
    await page.getByText('Minta izin').first().waitFor()
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('Ctrl-K finds screens and commands by words of either language', async () => {
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/fuel')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Ketik nama layar').fill('stock history')
    await page.getByRole('dialog').getByRole('button', { name: 'Riwayat stok' }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/fuel/history')
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('language and appearance change at once and stay', async () => {
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/fuel/history')
    await page.getByRole('button', { name: 'Menu Admin BBM' }).click()
    await page.getByText('English').click()
    await page.getByRole('heading', { level: 1, name: 'Stock history' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    await page.getByText('Dark', { exact: true }).click()
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
    await page
      .getByRole('navigation', { name: 'Menu' })
      .getByRole('link', { name: 'Stock history' })
      .waitFor()
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('signing out forgets the person on this device', async () => {
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/fuel')
    await whenQuiet(page)
    await page.getByRole('button', { name: 'Menu Admin BBM' }).click()
    faults.expect('/api/v1/auth/me 401')
    await page.getByRole('button', { name: 'Keluar', exact: true }).click()
    await page.getByLabel('E-mail atau nama pengguna').waitFor()
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('Admin BBM')
    expect((await context.request.get('/api/v1/auth/me')).status()).toBe(401)
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('an address that leads nowhere says so and leads home', async () => {
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/tidak/ada')
    await page.getByRole('heading', { level: 1, name: 'Halaman tidak ditemukan' }).waitFor()
    await page.getByRole('link', { name: 'Ke halaman awal' }).click()
    await page.waitForURL('**/fuel')
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('the second visit shows the menu before the network has answered', async () => {
    const { page, context } = await fixture.open(cast.fuelAdmin, '/fuel')
    await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Riwayat stok' }).waitFor()
    await page.waitForFunction(() => localStorage.getItem('lumbung.answers')?.includes('platform.menu.read'))
    await page.route('**/api/**', () => undefined)
    await page.reload()
    await page.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: 'Riwayat stok' }).waitFor()
    await context.close()
  })

  test('on a phone the menu is below, with the rest behind "more", and nothing scrolls sideways', async () => {
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/fuel', { size: PHONE })
    const bar = page.getByRole('navigation', { name: 'Menu' })
    await bar.getByRole('link').first().waitFor()
    expect(await bar.getByRole('link').count()).toBe(4)
    await bar.getByRole('button', { name: 'Lainnya' }).click()
    await page.getByRole('dialog').getByRole('link', { name: 'Pengaturan BBM' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    expect(faults.found).toEqual([])
    await context.close()
  })

  test(
    'the bar of a phone stays as it is, whatever is visited, until the person changes it, on every device',
    async () => {
      const { page, context, faults } = await fixture.open(cast.operator, '/fuel/out', { size: PHONE })
      const bar = page.getByRole('contentinfo').getByRole('navigation', { name: 'Menu' })
      const labels = () => bar.getByRole('link').allInnerTexts()
      await bar.getByRole('link').first().waitFor()
      const atFirst = await labels()
      expect(atFirst).toEqual(['Catat pemakaian', 'Dasbor BBM', 'Sounding', 'Riwayat stok'])
      for (const entry of ['Lokasi', 'Jenis BBM']) {
        await bar.getByRole('button', { name: 'Lainnya' }).click()
        await page.getByRole('dialog').getByRole('link', { name: entry, exact: true }).click()
        await page.getByRole('heading', { level: 1, name: entry }).waitFor()
      }
      expect(await labels()).toEqual(atFirst)

      await bar.getByRole('button', { name: 'Lainnya' }).click()
      const sheet = page.getByRole('dialog')
      await sheet.getByRole('button', { name: 'Sesuaikan bilah' }).click()
      await sheet.getByRole('button', { name: 'Keluarkan Sounding dari bilah' }).click()
      await sheet.getByRole('button', { name: 'Taruh Lokasi di bilah' }).click()
      await sheet.getByRole('button', { name: 'Naikkan Lokasi' }).click()
      expect(await findBarriers(page)).toEqual([])
      await sheet.getByRole('button', { name: 'Simpan' }).click()
      await sheet.waitFor({ state: 'hidden' })
      const own = ['Catat pemakaian', 'Dasbor BBM', 'Lokasi', 'Riwayat stok']
      await expect.poll(labels, PATIENTLY).toEqual(own)
      await page.reload()
      await expect.poll(labels, PATIENTLY).toEqual(own)
      expect(faults.found).toEqual([])
      await context.close()

      const other = await fixture.open(cast.operator, '/fuel/out', { size: PHONE })
      const otherBar = other.page.getByRole('contentinfo').getByRole('navigation', { name: 'Menu' })
      await expect.poll(() => otherBar.getByRole('link').allInnerTexts(), PATIENTLY).toEqual(own)
      await other.context.close()
    },
    STARTING_MILLISECONDS,
  )

  test('everything of the shell can be reached, in both schemes', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      const { page, context } = await fixture.open(cast.administrator, '/tidak/ada', { scheme })
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await findBarriers(page)).toEqual([])
      await page.getByRole('button', { name: 'Menu Pengelola' }).click()
      await page.getByText('Keluar').waitFor()
      expect(await findBarriers(page)).toEqual([])
      await context.close()
    }
  })
})
