import { readFile } from 'node:fs/promises'
import { listStockHistory, readStockSummary, recordStockEntry } from '@lumbung/fuel/contract'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findBarriers } from './axe.ts'
import { runsBrowser } from './browser.ts'
import { type ConsoleFixture, PHONE, startConsole } from './console.fixture.ts'
import { type Cast, castPeople, daysAgo } from './people.ts'
import { whenQuiet } from './quiet.ts'
import { wordsIn } from './words.ts'

const STARTING_MILLISECONDS = 120_000
const ROAD_MILLISECONDS = 120_000
const { platform: t, ui } = wordsIn('id')

/** As LibreOffice set to Indonesian or German saves it: semicolons, decimal commas, a title above, the newest first. */
function clerksFile(code: string): Buffer {
  const day = (ago: number) => daysAgo(ago).slice(0, 10).split('-').reverse().join('/')
  const lines = [
    'Buku solar genset',
    '',
    // A column of its own makes it a file of another shape, whose words are not remembered yet.
    `Tanggal;Jenis;Lokasi;Liter;Keterangan;${code}`,
    `${day(1)};Pakai;${code};1.200,5;Pemakaian malam`,
    `${day(2)};Pakai;${code};800;-5 jam`,
    `${day(3)};Datang;${code};2.500;`,
    ';;Jumlah;4.500,5;',
  ]
  return Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`)
}

describe.skipIf(!runsBrowser)('a clerk’s own file', () => {
  let fixture: ConsoleFixture
  let cast: Cast

  beforeAll(async () => {
    fixture = await startConsole()
    cast = await castPeople(fixture.platform)
  }, STARTING_MILLISECONDS)
  afterAll(() => fixture?.close())

  const bookOf = async (location: string) => {
    const { body } = await cast.desk.call(listStockHistory, { location, limit: 200 })
    return body.data.map(({ type, amountLitres, notes }) => `${type} ${amountLitres} ${notes}`).sort()
  }
  const balanceOf = async (location: string) =>
    (await cast.desk.call(readStockSummary, { location })).body.data[0]?.balanceLitres
  const upload = async (page: Page, name: string, content: Buffer) => {
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer: content })
    await page.getByRole('button', { name: t('imports.upload') }).click()
    await page.getByRole('button', { name: t('imports.mapping_next') }).waitFor()
  }
  const mean = async (page: Page, text: string, label: string) => {
    await page.getByRole('combobox', { name: `“${text}”` }).click()
    await page.getByRole('option', { name: label }).click()
  }
  const apply = async (page: Page, rows: number) => {
    await page.getByRole('button', { name: t('imports.to_apply', { count: rows, rows }) }).click()
    await page.getByRole('button', { name: t('imports.apply_now', { count: rows, rows }) }).click()
    await page.getByText(t('imports.done_all', { count: rows, rows })).waitFor()
  }

  test.each([
    ['desktop', 'MEJA', {}],
    ['phone', 'SAKU', { size: PHONE }],
  ] as const)(
    'on a %s: its words get their meaning once, it records what was promised, and asks before it does so again',
    async (_device, code, options) => {
      await cast.addSite(code, 1_000)
      const { page, context, faults } = await fixture.open(
        cast.fuelAdmin,
        `/imports/new?operation=${recordStockEntry.id}`,
        options,
      )
      await upload(page, 'buku.csv', clerksFile(code))
      const { pathname } = new URL(page.url())

      // What was recognised is told, and can be looked at.
      await page.getByRole('button', { name: t('imports.read_change') }).click()
      expect(await page.getByLabel(t('imports.reading_header')).inputValue()).toBe('3')
      await page
        .getByRole('region', { name: t('imports.first_rows') })
        .getByText('Pemakaian malam')
        .waitFor()
      expect(await findBarriers(page)).toEqual([])
      await page.getByRole('button', { name: t('imports.go_on') }).click()
      await page.getByRole('button', { name: t('imports.mapping_next') }).click()

      // Left and come back to, it stands at the words that nobody knows.
      await page.getByText(t('imports.values_unknown', { count: 2, values: 2 })).waitFor()
      await page.goto(new URL(pathname, page.url()).href)
      await page.getByRole('button', { name: t('imports.values_next') }).waitFor()
      await mean(page, 'Pakai', 'Keluar')
      await mean(page, 'Datang', 'Masuk')
      expect(await findBarriers(page)).toEqual([])
      await page.getByRole('button', { name: t('imports.values_next') }).click()
      await page.getByText(t('imports.in_record', { count: 3, rows: 3 })).waitFor()
      await page.getByText(t('imports.in_totals', { count: 1, rows: 1 })).waitFor()
      await page.getByText(t('imports.in_order_newest_first')).waitFor()
      expect(await findBarriers(page)).toEqual([])
      await apply(page, 3)
      expect(await balanceOf(code)).toBe(1_000 + 2_500 - 800 - 1_200.5)
      await whenQuiet(page)

      // The same file once more: its words are remembered, and nothing is recorded twice without being asked.
      await page.goto(new URL(`/imports/new?operation=${recordStockEntry.id}`, page.url()).href)
      await upload(page, 'buku.csv', clerksFile(code))
      await page.getByRole('button', { name: t('imports.mapping_next') }).click()
      await page.getByRole('button', { name: t('imports.to_apply', { count: 3, rows: 3 }) }).click()
      const now = page.getByRole('button', { name: t('imports.apply_now', { count: 3, rows: 3 }) })
      await now.waitFor()
      expect(await now.isEnabled()).toBe(false)
      await page.getByLabel(t('imports.again_rest')).check()
      await page.getByRole('button', { name: t('imports.apply_rest') }).waitFor()
      expect(await balanceOf(code)).toBe(1_499.5)
      expect(faults.found).toEqual([])
      await context.close()
    },
    ROAD_MILLISECONDS,
  )

  test(
    'what the history exports of the columns shown comes in again as the same lines',
    async () => {
      await cast.addSite('PULANG', 1_000)
      const out = { type: 'OUT' as const, location: 'PULANG', notes: '-5 jam; =1+1' }
      await cast.desk.call(recordStockEntry, { ...out, amount: 1.5, date: daysAgo(2) })
      const before = await bookOf('PULANG')
      const { page, context, faults } = await fixture.open(cast.fuelAdmin, '/fuel/history?location=PULANG')
      await whenQuiet(page)
      await page.getByRole('button', { name: ui('list.export'), exact: true }).click()
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page
          .getByRole('menuitem', { name: ui('list.export_csv') })
          .first()
          .click(),
      ])
      expect(download.suggestedFilename()).toMatch(/^Riwayat stok BBM PULANG .*\.csv$/)
      const content = await readFile(await download.path())
      expect(content.toString()).toMatch(/;Keluar;.*;-1,5;/)
      await page.goto(new URL(`/imports/new?operation=${recordStockEntry.id}`, page.url()).href)
      await upload(page, download.suggestedFilename(), content)
      await page.getByRole('button', { name: t('imports.mapping_next') }).click()
      await page.getByRole('button', { name: t('imports.to_apply', { count: 2, rows: 2 }) }).click()
      await page.getByRole('button', { name: t('imports.apply_now', { count: 2, rows: 2 }) }).click()
      await page.getByText(t('imports.done_all', { count: 2, rows: 2 })).waitFor()
      expect(await bookOf('PULANG')).toEqual([...before, ...before].sort())
      expect(faults.found).toEqual([])
      await context.close()
    },
    ROAD_MILLISECONDS,
  )
})
