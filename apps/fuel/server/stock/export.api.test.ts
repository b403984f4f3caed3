import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSheet, shownText } from '@lumbung/kernel'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createProduct } from '../../contract/products.ts'
import { exportStockHistory } from '../../contract/reports.ts'
import { recordStockEntry, recordStockIn, recordStockOut } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene, type TestPerson } from '../fuel.fixture.ts'

let scene: FuelScene
let operator: TestPerson
let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fuel-export-'))
  scene = await createFuelScene({ now: '2031-11-19T16:30:00Z' })
  // Made in the other order than their codes, so that the file's order is its own.
  const tug = await scene.site({ code: 'TUG_ASSIST' })
  const genset = await scene.site({ code: 'GENSET' })
  operator = await scene.operator(genset, { name: '=Sitti' })
  await scene.fill(tug, 700, { date: '2031-11-02T09:00:00+08:00' })
  await scene.fill(genset, 1000.5, { date: '2031-11-01T08:00:00+08:00' })
  await operator.call(recordStockOut, {
    amount: 100.25,
    notes: '=HYPERLINK("http://a.b")',
    date: '2031-11-10T23:59:59+08:00',
  })
  const out = { type: 'OUT' as const, location: 'TUG_ASSIST', amount: 30 }
  await scene.admin.call(recordStockEntry, { ...out, date: '2031-11-12T10:00:00+08:00', notes: '+62 -1 @x' })
})
afterAll(async () => {
  await scene.close()
  await rm(folder, { recursive: true, force: true })
})

async function download(by: TestPerson, input: object, locale = 'id') {
  const response = await scene.platform.http.inject({
    method: 'POST',
    url: '/api/v1/fuel/stock/export',
    headers: { authorization: `Bearer ${by.token}`, 'accept-language': locale },
    payload: input,
  })
  expect(response.statusCode).toBe(200)
  const path = join(folder, `file-${Math.random()}`)
  await writeFile(path, response.rawPayload)
  const rows: string[][] = []
  for await (const { cells } of readSheet({ path, name: 'file' })) rows.push(cells.map(shownText))
  return { headers: response.headers, rows, text: response.body }
}

const BOOK = [
  ['1', '2031-11-01T08:00:00', 'Masuk', 'Site 2', '1000.50', '1000.50', 'Rahayu'],
  ['2', '2031-11-10T23:59:59', 'Keluar', 'Site 2', '-100.25', '900.25', '=Sitti', '=HYPERLINK("http://a.b")'],
  ['', '', 'Masuk', 'Subtotal Site 2', '1000.50'],
  ['', '', 'Keluar', 'Subtotal Site 2', '-100.25'],
  ['3', '2031-11-02T09:00:00', 'Masuk', 'Site 1', '700.00', '700.00', 'Rahayu'],
  ['4', '2031-11-12T10:00:00', 'Keluar', 'Site 1', '-30.00', '670.00', 'Rahayu', '+62 -1 @x'],
  ['', '', 'Masuk', 'Subtotal Site 1', '700.00'],
  ['', '', 'Keluar', 'Subtotal Site 1', '-30.00'],
  ['', '', 'Masuk', 'Total', '1700.50'],
  ['', '', 'Keluar', 'Total', '-130.25'],
]

describe('export', () => {
  test('as XLSX has the title, the columns, each site’s lines in time with subtotals, and a total', async () => {
    const { rows, headers } = await download(scene.admin, {})
    expect(headers['content-disposition']).toContain('Riwayat stok BBM 2031-11-20.xlsx')
    expect(rows.slice(0, 4).map((cells) => cells.filter(Boolean))).toEqual([
      ['Riwayat stok BBM'],
      ['Periode: semua tanggal'],
      ['Diekspor: 2031-11-20 00:30 (Asia/Makassar)'],
      ['No', 'Tanggal', 'Jenis catatan', 'Lokasi', 'Jumlah (L)', 'Saldo (L)', 'Pencatat', 'Keterangan'],
    ])
    expect(rows.slice(4).map(withoutBlankEnd)).toEqual(BOOK)
  })

  test('as CSV holds the same lines, with what looks like a formula kept from being one', async () => {
    const { rows, text, headers } = await download(scene.admin, { format: 'csv' })
    expect(headers['content-type']).toContain('text/csv')
    expect(rows[0]?.[0]).toBe('No')
    expect(rows).toHaveLength(BOOK.length + 1)
    expect(text).toContain(`'=HYPERLINK`)
    expect(text).toContain(`'=Sitti`)
    expect(text).toContain(`'+62`)
    expect(text).not.toMatch(/(^|;|")[=@]/m)
    expect(text).toMatch(/^1;2031-11-01 08:00:00;Masuk;Site 2;1000,50;1000,50;Rahayu;/m)
  })

  test('speaks English to those who read it', async () => {
    const { rows } = await download(scene.admin, {}, 'en')
    expect(rows[0]?.[0]).toBe('Fuel stock history')
    expect(rows[3]?.slice(0, 3)).toEqual(['No', 'Date', 'Entry type'])
  })

  test('keeps to the filters, the running balance still being the true one', async () => {
    const range = { location: 'GENSET', startDate: '2031-11-10', endDate: '2031-11-10', format: 'csv' }
    const { rows, headers } = await download(scene.admin, range)
    expect(decodeURIComponent(String(headers['content-disposition']))).toContain(
      'Riwayat stok BBM GENSET 2031-11-10.csv',
    )
    expect(rows.slice(1).map((cells) => [cells[0], cells[4], cells[5]])).toEqual([
      ['1', '-100,25', '900,25'],
      ['', '0,00', ''],
      ['', '-100,25', ''],
      ['', '0,00', ''],
      ['', '-100,25', ''],
    ])
  })

  test('gives a field user the own site alone', async () => {
    const { rows } = await download(operator, { format: 'csv' })
    expect(rows.some((cells) => cells[3]?.includes('Site 1'))).toBe(false)
    expect(rows.some((cells) => cells[3] === 'Site 2')).toBe(true)
  })

  test('names the product only where there is more than one', async () => {
    const tenant = await scene.platform.createTenant('two-products')
    const admin = await scene.platform.signInAs('fuel-admin', { tenant })
    const site = await scene.site({ code: 'DEPOT', by: admin })
    await admin.call(createProduct, { code: 'PERTALITE', name: 'Pertalite' })
    await admin.call(recordStockIn, { location: site.code, amount: 5 })
    await admin.call(recordStockIn, { location: site.code, amount: 7, product: 'PERTALITE' })
    const { rows } = await download(admin, { format: 'csv' })
    expect(rows[0]?.[4]).toBe('Jenis BBM')
    expect(rows.slice(1).map((cells) => [cells[3], cells[4], cells[5]])).toEqual([
      [site.name, 'Solar', '5,00'],
      [`Subtotal ${site.name}`, 'Solar', '5,00'],
      [`Subtotal ${site.name}`, 'Solar', '0,00'],
      [site.name, 'Pertalite', '7,00'],
      [`Subtotal ${site.name}`, 'Pertalite', '7,00'],
      [`Subtotal ${site.name}`, 'Pertalite', '0,00'],
      ['Total', '', '12,00'],
      ['Total', '', '0,00'],
    ])
  })

  test('refuses a reversed range before a byte is sent', async () => {
    const input = { startDate: '2031-11-11', endDate: '2031-11-10' }
    const { status, problem } = await scene.admin.callRaw(exportStockHistory, input)
    expect([status, problem.code]).toEqual([422, 'fuel.range_reversed'])
  })

  test('of nothing is a file with a total of zero', async () => {
    const { rows } = await download(scene.stranger, { format: 'csv' })
    expect(rows.slice(1).map((cells) => [cells[3], cells[4]])).toEqual([
      ['Total', '0,00'],
      ['Total', '0,00'],
    ])
  })
})

function withoutBlankEnd(cells: string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
}
