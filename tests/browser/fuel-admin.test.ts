import { readFile } from 'node:fs/promises'
import { createUser, listRoles } from '@lumbung/admin/contract'
import {
  createSite,
  listStockHistory,
  readFuelSettings,
  readStockSummary,
  recordStockEntry,
} from '@lumbung/fuel/contract'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers } from './axe.ts'
import { runsBrowser } from './browser.ts'
import { type ConsoleFixture, PHONE, startConsole } from './console.fixture.ts'
import { type Cast, castPeople, daysAgo } from './people.ts'
import { whenQuiet, whenStill } from './quiet.ts'
import { wordsIn } from './words.ts'

const STARTING_MILLISECONDS = 120_000
const IMPORT_MILLISECONDS = 60_000

const { fuel: t, platform, ui, number } = wordsIn('id')
const litres = (value: number) => `${number(value)} L`

describe.skipIf(!runsBrowser)('who is in charge of the fuel', () => {
  let fixture: ConsoleFixture
  let cast: Cast

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  const open = (path: string) => fixture.open(cast.fuelAdmin, path)
  const save = (page: Page) => page.getByRole('button', { name: t('record.save'), exact: true }).click()
  const chooseSite = async (page: Page, name: string) => {
    await page.getByRole('combobox', { name: t('record.site') }).fill(name)
    await page.getByRole('option', { name }).click()
  }
  const balanceOf = async (location: string) => {
    const { body } = await cast.desk.call(readStockSummary, { location })
    return body.data[0]?.balanceLitres
  }
  const history = async (location: string) => {
    const { body } = await cast.desk.call(listStockHistory, { location })
    return body.data
  }

  test('records what a supplier brought', async () => {
    const { name, code } = await cast.addSite('TERIMA', 1000)
    const { page, context, faults } = await open('/fuel/in')
    await chooseSite(page, name)
    await page.getByLabel(t('record.amount'), { exact: true }).fill('2500')
    await save(page)
    await page.getByRole('heading', { name: t('recorded.in', { litres: litres(2500) }) }).waitFor()
    expect(await balanceOf(code)).toBe(3500)
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('finds the site chosen where there is no other', async () => {
    const tenant = await fixture.platform.createTenant('only-site')
    const desk = await fixture.platform.signInAs('administrator', { tenant })
    await desk.call(createSite, { code: 'TUNGGAL', name: 'Tunggal', zone: 'Asia/Makassar' })
    const { body } = await desk.call(listRoles, {})
    const roleId = body.data.find(({ key }) => key === 'administrator')?.id as string
    const account = { email: 'tunggal@example.test', password: 'empat kata acak saja' }
    await desk.call(createUser, { ...account, name: 'Penerima', assignments: [{ roleId }] })
    const { page, context, faults } = await fixture.open(account, '/fuel/in')
    const site = page.getByRole('combobox', { name: t('record.site') })
    await expect.poll(() => site.inputValue()).toContain('Tunggal')
    await page.getByLabel(t('record.amount'), { exact: true }).fill('500')
    await save(page)
    await page.getByRole('heading', { name: t('recorded.in', { litres: litres(500) }) }).waitFor()
    const stock = await desk.call(readStockSummary, { location: 'TUNGGAL' })
    expect(stock.body.data[0]?.balanceLitres).toBe(500)
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('dips a tank: is asked before the book is adjusted by more than the tolerance', async () => {
    const { name, code } = await cast.addSite('UKUR', 1000)
    const { page, context, faults } = await open('/fuel/dips/new')
    await chooseSite(page, name)
    await page.getByLabel(t('dip.measured_question')).fill('930')
    await page.getByText(t('dip.beyond')).first().waitFor()
    await save(page)
    const question = page.getByRole('dialog')
    await question.getByText(t('dip.ask', { litres: litres(930), site: name, product: 'Solar' })).waitFor()
    await question.getByRole('button', { name: t('record.save') }).click()
    await page.getByRole('link', { name: t('dip.see_entry') }).waitFor()
    expect(await balanceOf(code)).toBe(930)
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('takes a line of the book back for a reason, from the history', async () => {
    const { code } = await cast.addSite('BATAL', 1000)
    const { page, context, faults } = await open(`/fuel/history?location=${code}`)
    await page.getByRole('button', { name: ui('list.act_on_row', { number: 1 }) }).click()
    await page.getByRole('menuitem', { name: t('reverse.open') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Alasan').fill('Salah lokasi')
    await dialog.getByRole('button', { name: t('reverse.submit') }).click()
    await page.getByText(t('reverse.done', { balance: litres(0) })).waitFor()
    expect((await history(code)).map(({ amountLitres }) => amountLitres)).toEqual([-1000, 1000])
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('exports exactly the lines that the filters find', async () => {
    const { code } = await cast.addSite('EKSPOR', 1000)
    for (const amount of [11, 12, 13]) {
      const line = { type: 'OUT' as const, location: code, amount, notes: `Slip ${amount}` }
      await cast.desk.call(recordStockEntry, { ...line, date: daysAgo(1) })
    }
    const { page, context, faults } = await open(`/fuel/history?location=${code}&type=OUT`)
    await page.getByText('Slip 11').first().waitFor()
    await page.getByRole('button', { name: ui('list.export'), exact: true }).click()
    const downloading = page.waitForEvent('download')
    await page
      .getByRole('menuitem', { name: ui('list.export_csv') })
      .first()
      .click()
    const lines = (await readFile(await (await downloading).path(), 'utf8')).trim().split(/\r?\n/)
    expect(lines).toHaveLength(4)
    for (const amount of [11, 12, 13])
      expect(lines.filter((line) => line.includes(`Slip ${amount}`))).toHaveLength(1)
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('sorts a list by pressing a column, turns it round, and shares it by the address', async () => {
    await cast.addSite('URUT_B', 100)
    await cast.addSite('URUT_A', 100)
    const { page, context, faults } = await open('/fuel/sites?search=Urut')
    const header = page.getByRole('columnheader', { name: t('sites.name'), exact: true })
    const press = () => header.getByRole('button').click()
    const first = (name: string) => page.getByRole('row').nth(1).getByText(name, { exact: true }).waitFor()
    await press()
    await first('Urut_a')
    expect(await header.getAttribute('aria-sort')).toBe('ascending')
    await press()
    await first('Urut_b')
    expect(new URL(page.url()).searchParams.get('sort')).toBe('-name')
    await page.reload()
    await first('Urut_b')
    expect(await header.getAttribute('aria-sort')).toBe('descending')
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('sorts a list on a phone, where no columns can be pressed', async () => {
    const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/fuel/sites', { size: PHONE })
    await page.getByRole('button', { name: ui('list.filters') }).click()
    await page
      .getByRole('dialog')
      .getByRole('combobox', { name: ui('list.sort') })
      .click()
    await page.getByRole('option', { name: 'Kode, menurun' }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('sort')).toBe('-code')
    expect(faults.found).toEqual([])
    await context.close()
  })

  test(
    'imports a file with one bad row, going on at another device: sees it before, leaves it out, and takes all of it back',
    async () => {
      const { code } = await cast.addSite('IMPOR', 1000)
      const desk = await open(`/imports/new?operation=${recordStockEntry.id}`)
      const rows = [`OUT;${code};10`, `OUT;${code};20`, `OUT;${code};tiga puluh`]
      const content = ['Jenis;Lokasi;Jumlah (Liter)', ...rows].join('\n')
      await desk.page
        .locator('input[type=file]')
        .setInputFiles({ name: 'pemakaian.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
      await desk.page.getByRole('button', { name: platform('imports.upload') }).click()
      await desk.page.getByRole('button', { name: platform('imports.mapping_next') }).waitFor()
      const { pathname } = new URL(desk.page.url())
      expect(desk.faults.found).toEqual([])
      await desk.context.close()
      const { page, context, faults } = await open(pathname)
      await page.getByRole('button', { name: platform('imports.mapping_next') }).click()
      await page.getByText(platform('imports.some_invalid', { invalid: 1, total: 3 })).waitFor()
      await page.getByRole('button', { name: platform('imports.to_apply', { count: 2, rows: 2 }) }).click()
      await page.getByLabel(platform('imports.apply_skip', { count: 1, rows: 1 })).check()
      await page.getByRole('button', { name: platform('imports.apply_now', { count: 2, rows: 2 }) }).click()
      await page.getByText(platform('imports.done_some', { applied: 2, total: 3 })).waitFor()
      expect(await balanceOf(code)).toBe(970)
      await page.getByRole('button', { name: platform('imports.undo') }).click()
      await page.getByLabel(platform('imports.undo_reason')).fill('Berkas bulan yang salah')
      await page.getByRole('button', { name: platform('imports.undo_now', { count: 2, rows: 2 }) }).click()
      await page.getByText(platform('imports.undone_all')).waitFor()
      expect(await balanceOf(code)).toBe(1000)
      expect(faults.found).toEqual([])
      await context.close()
    },
    IMPORT_MILLISECONDS,
  )

  test('adds a site, changes it, says what it holds, and takes it out of use', async () => {
    const { page, context, faults } = await open('/fuel/sites/new')
    await page.getByLabel(t('sites.code')).fill('DERMAGA')
    await page.getByLabel(t('sites.name')).fill('Dermaga')
    await page.getByRole('button', { name: ui('action.save') }).click()
    await page.getByRole('heading', { level: 1, name: 'Dermaga' }).waitFor()

    await page.getByRole('button', { name: t('site.edit'), exact: true }).click()
    await page.getByRole('dialog').getByLabel(t('sites.name')).fill('Dermaga utara')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: ui('action.save') })
      .click()
    await page.getByRole('heading', { level: 1, name: 'Dermaga utara' }).waitFor()

    await page.getByRole('button', { name: ui('document.more_actions') }).click()
    await page.getByRole('menuitem', { name: t('sites.deactivate') }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('sites.deactivate') })
      .click()
    await page.getByRole('button', { name: t('sites.activate') }).waitFor()
    expect(faults.found).toEqual([])
    await context.close()
  })

  test(
    'everything in the opened menu of a document can be reached: what can be done, what cannot, and what one may not do',
    async () => {
      const empty = await cast.addSite('KOSONG', 0)
      const filled = await cast.addSite('PENUH', 1000)
      const operator = await cast.invite('Operator Penuh', 'fuel-operator', filled.id)
      const looks = [
        { account: cast.fuelAdmin, site: empty, scheme: 'light' },
        { account: cast.fuelAdmin, site: empty, scheme: 'dark' },
        { account: cast.fuelAdmin, site: filled, scheme: 'light' },
        { account: operator, site: filled, scheme: 'dark' },
      ] as const
      for (const { account, site, scheme } of looks) {
        const { page, context } = await fixture.open(account, `/fuel/sites/${site.id}`, { scheme })
        await whenQuiet(page)
        await page.getByRole('button', { name: ui('document.more_actions') }).click()
        await page.getByRole('menuitem', { name: ui('document.print') }).waitFor()
        await whenStill(page)
        expect(await findBarriers(page)).toEqual([])
        await context.close()
      }
    },
    IMPORT_MILLISECONDS,
  )

  test('adds a product, renames it, and takes it out of use', async () => {
    const { page, context, faults } = await open('/fuel/products')
    await page.getByRole('button', { name: t('products.add') }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(t('products.code')).fill('PERTALITE')
    await dialog.getByLabel(t('products.name')).fill('Pertalit')
    await dialog.getByRole('button', { name: ui('action.save') }).click()
    await page.getByText(t('products.added', { name: 'Pertalit' })).waitFor()

    const row = page.getByRole('row').filter({ hasText: 'PERTALITE' })
    const act = async (action: string) => {
      await row.getByRole('button').last().click()
      await page.getByRole('menuitem', { name: action }).click()
    }
    await act(t('products.rename'))
    await dialog.getByLabel(t('products.name')).fill('Pertalite')
    await dialog.getByRole('button', { name: ui('action.save') }).click()
    await row.getByText('Pertalite', { exact: true }).waitFor()
    await act(t('products.deactivate'))
    await dialog.getByRole('button', { name: t('products.deactivate') }).click()
    await row.getByText(t('site.inactive')).waitFor()
    expect(faults.found).toEqual([])
    await context.close()
  })

  test('opens a screen of several forms at its title, and one of a single form at its first field', async () => {
    const settings = await open('/fuel/settings')
    await settings.page.getByLabel('Tutup buku sampai').first().waitFor()
    await whenQuiet(settings.page)
    expect(await settings.page.evaluate(() => window.scrollY)).toBe(0)
    expect(await settings.page.locator('form :focus').count()).toBe(0)
    await settings.context.close()

    const one = await open('/fuel/sites/new')
    await one.page.getByLabel(t('sites.code')).and(one.page.locator(':focus')).waitFor()
    await one.context.close()
  })

  test('changes a setting, and finds it changed after coming back', async () => {
    const { page, context, faults } = await open('/fuel/settings')
    const field = page.getByLabel('Batas stok menipis')
    await field.fill('275,5')
    await page
      .getByRole('button', { name: ui('action.save') })
      .first()
      .click()
    await page.getByText(t('settings.saved')).waitFor()
    await page.reload()
    await whenQuiet(page)
    expect(await field.inputValue()).toBe('275,5')
    expect((await cast.desk.call(readFuelSettings, {})).body.lowStockThresholdLitres).toBe(275.5)
    expect(faults.found).toEqual([])
    await context.close()
  })
})
