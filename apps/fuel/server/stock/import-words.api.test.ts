import {
  applyImport,
  type ImportMapping,
  listImportRows,
  mapImport,
  undoImport,
} from '@lumbung/kernel/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportStockHistory, listStockHistory } from '../../contract/reports.ts'
import { recordStockEntry } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'
import { importedBook, reachImport, uploadFile } from './import.fixture.ts'

let scene: FuelScene

/** The clock stands at 20 November 2031, noon in Makassar. */
beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-20T04:00:00Z' })
})
afterAll(() => scene.close())

const check = async (
  lines: readonly string[],
  more: Partial<ImportMapping> = {},
  operation = 'fuel.stock.record',
) => {
  const { id, suggestedMapping } = await uploadFile(scene, scene.admin, operation, lines.join('\n'))
  const mapped = await scene.admin.call(mapImport, { id, ...suggestedMapping, dateFormat: 'd/m/y', ...more })
  if (mapped.status !== 202) throw new Error(mapped.text)
  return await reachImport(scene.admin, id, 'ready', 'needs_mending', 'refused')
}
const faultsOf = async (id: string) => {
  const { body } = await scene.admin.call(listImportRows, { id, status: 'invalid' }, { locale: 'en' })
  return body.data.map(({ number, errors }) => [number, Object.values(errors).flat().join(' ')])
}

describe('the words of a file', () => {
  test('are understood as labels in both languages, codes, short forms and names, whatever their case and invisible signs', async () => {
    await scene.site({ code: 'ORD', name: 'Gudang Utara' })
    const run = await check([
      'Tanggal;Jenis;Lokasi;Jumlah;Jenis BBM',
      '01/11/2031;IN;ORD\u200B;10;Solar',
      '01/11/2031;IN;\u00A0ORD\u00A0;10;DIESEL',
      '01/11/2031;in;ord;10;diesel',
      '01/11/2031;\u200EMasuk;ORD;10;SOLAR',
      '01/11/2031;masuk;gudang  utara;10;',
      '01/11/2031;Klr.;ORD;1;',
      '01/11/2031;Kel;Gudang Utara;1;',
    ])
    expect(run.counts).toMatchObject({ valid: 6, invalid: 1 })
    expect(run.unknownValues).toEqual([
      { field: 'type', text: 'Klr.', rows: 1, firstRow: 7, suggestion: null },
    ])
  })

  test('that nobody knows are counted by themselves, mapped once for all rows, and remembered for files of that shape', async () => {
    await scene.site({ code: 'TUG_ASSIST', name: 'Tug Assist' })
    const lines = [
      'Tgl;Arah;Tempat;Liter',
      '01/11/2031;Datang;Tug Asist;100',
      '02/11/2031;Pakai;Tug Asist;10',
      '03/11/2031;Pakai;Tug Assist;10',
      '03/11/2031;Batal;Tug Assist;10',
    ]
    const columns = {
      date: { column: 0 },
      type: { column: 1 },
      location: { column: 2 },
      amount: { column: 3 },
    }
    const run = await check(lines, { columns })
    expect(run.state).toBe('needs_mending')
    expect(run.unknownValues).toEqual([
      { field: 'location', text: 'Tug Asist', rows: 2, firstRow: 2, suggestion: 'TUG_ASSIST' },
      { field: 'type', text: 'Pakai', rows: 2, firstRow: 3, suggestion: null },
      { field: 'type', text: 'Datang', rows: 1, firstRow: 2, suggestion: null },
      { field: 'type', text: 'Batal', rows: 1, firstRow: 5, suggestion: null },
    ])
    expect(run.fields.find(({ name }) => name === 'type')?.choices).toEqual([
      { value: 'IN', label: 'Masuk' },
      { value: 'OUT', label: 'Keluar' },
    ])
    const values = {
      type: { Datang: 'IN', Pakai: 'OUT', Batal: null },
      location: { 'Tug Asist': 'TUG_ASSIST' },
    }
    await scene.admin.call(mapImport, { id: run.id, columns, dateFormat: 'd/m/y', values })
    const mended = await reachImport(scene.admin, run.id, 'ready')
    expect(mended.counts).toMatchObject({ valid: 3, invalid: 0, leftOut: 1 })
    expect(mended.leftOut).toEqual({ totals: 0, blank: 0, chosen: 1, alreadyApplied: 0 })
    const next = await uploadFile(
      scene,
      scene.admin,
      'fuel.stock.record',
      `${lines[0]}\n09/11/2031;Pakai;TUG ASSIST;1`,
    )
    expect(next.suggestedMapping).toMatchObject({ columns, values })
  })

  test('that could be two records are asked, never guessed; a code as it is written is one', async () => {
    await scene.site({ code: 'ALPHA', name: 'Pusat' })
    await scene.site({ code: 'BETA', name: 'pusat' })
    const run = await check(['Tanggal;Jenis;Lokasi;Jumlah', '01/11/2031;IN;Pusat;1', '01/11/2031;IN;BETA;1'])
    expect(run.counts).toMatchObject({ valid: 1, invalid: 1 })
    expect(await faultsOf(run.id)).toEqual([[2, expect.stringContaining('can mean ALPHA or BETA')]])
  })

  test('a person of one site is told of no other', async () => {
    const mine = await scene.site({ code: 'MINE_1' })
    await scene.site({ code: 'OTHERS_1', name: 'Milik lain' })
    const person = await scene.platform.signInAs('fuel-admin', { scope: { kind: 'site', id: mine.id } })
    const { fields } = await uploadFile(scene, person, 'fuel.dip.record', 'Lokasi;Terukur\nMINE_1;1\n')
    expect(fields.find(({ name }) => name === 'location')?.choices).toEqual([
      { value: 'MINE_1', label: mine.name },
    ])
  })
})

describe('a day in a file', () => {
  test('begins at the site’s midnight, not at the organisation’s', async () => {
    await scene.site({ code: 'WIB', zone: 'Asia/Jakarta' })
    const run = await check([
      'Tanggal;Jenis;Lokasi;Jumlah (L)',
      '01/11/2031;IN;WIB;500',
      '13/11/2031;OUT;WIB;20',
    ])
    await scene.admin.call(applyImport, { id: run.id })
    await reachImport(scene.admin, run.id, 'applied')
    const { body } = await scene.admin.call(listStockHistory, { location: 'WIB' })
    expect(body.data.map(({ businessDay, date }) => [businessDay, date])).toEqual([
      ['2031-11-13', '2031-11-12T17:00:00.000Z'],
      ['2031-11-01', '2031-10-31T17:00:00.000Z'],
    ])
  })

  test('is never now where its cell is empty', async () => {
    await scene.site({ code: 'UNDATED' })
    const run = await check(['Tanggal;Jenis;Lokasi;Jumlah', '01/11/2031;IN;UNDATED;5', ';IN;UNDATED;6'])
    expect(run.counts).toMatchObject({ valid: 1, invalid: 1 })
    expect(await faultsOf(run.id)).toEqual([[3, expect.stringContaining('the date is empty')]])
  })
})

describe('lines that are no rows', () => {
  test('sums are left out and said, in words and without, and come back when the person wants them', async () => {
    await scene.site({ code: 'SUMS' })
    const lines = [
      'Tanggal;Jenis;Lokasi;Jumlah;Keterangan',
      '01/11/2031;IN;SUMS;100;Total awal bulan',
      '02/11/2031;OUT;SUMS;30;',
      ';;;;',
      ';Masuk;Subtotal SUMS;100;',
      'TOTAL;;;130;',
      ';;;130;',
    ]
    const run = await check(lines)
    expect(run.counts).toMatchObject({ valid: 2, invalid: 0, leftOut: 3 })
    expect(run.leftOut).toEqual({ totals: 3, blank: 0, chosen: 0, alreadyApplied: 0 })
    const all = await check(lines, { leaveOutTotals: false })
    expect(all.counts).toMatchObject({ valid: 2, invalid: 3, leftOut: 0 })
  })

  test('nothing in a mapped cell is no row, whatever stands beside it', async () => {
    await scene.site({ code: 'BLANKS' })
    const run = await check([
      'Tanggal;Jenis;Lokasi;Jumlah;x',
      '01/11/2031;IN;BLANKS;1;',
      ' ;  ;\u00A0;;paraf',
      ';;;;.',
    ])
    expect(run.counts).toMatchObject({ total: 1, valid: 1 })
    expect(run.leftOut.blank).toBe(2)
  })
})

describe('a file that tells the newest first', () => {
  test('is applied from its oldest line on, within a day as well, and undone from its last on', async () => {
    const site = await scene.site({ code: 'NEWEST' })
    const run = await check([
      'Tanggal;Jenis;Lokasi;Jumlah',
      '15/11/2031;OUT;NEWEST;30',
      '10/11/2031;OUT;NEWEST;70',
      '10/11/2031;IN;NEWEST;50',
      '05/11/2031;IN;NEWEST;50',
    ])
    expect(run.order).toEqual({ by: 'date', found: 'newest_first' })
    expect(run.counts).toMatchObject({ valid: 4, invalid: 0 })
    await scene.admin.call(applyImport, { id: run.id })
    expect((await reachImport(scene.admin, run.id, 'applied')).counts).toMatchObject({
      applied: 4,
      failed: 0,
    })
    expect(await importedBook(scene.admin, site.code)).toEqual([
      ['2031-11-05', 'IN', 50, 50],
      ['2031-11-10', 'IN', 50, 100],
      ['2031-11-10', 'OUT', 70, 30],
      ['2031-11-15', 'OUT', 30, 0],
    ])
    await scene.admin.call(undoImport, { id: run.id })
    expect((await reachImport(scene.admin, run.id, 'undone')).counts).toMatchObject({
      reversed: 4,
      notReversed: 0,
    })
  })

  test('keeps its own order when the person wants it, and the check judges by that', async () => {
    await scene.site({ code: 'FILE_ORDER' })
    const lines = [
      'Tanggal;Jenis;Lokasi;Jumlah',
      '10/11/2031;OUT;FILE_ORDER;20',
      '05/11/2031;IN;FILE_ORDER;100',
    ]
    const run = await check(lines, { order: 'file' })
    expect(run.order).toEqual({ by: 'file', found: 'newest_first' })
    expect(run.counts).toMatchObject({ valid: 1, invalid: 1 })
  })
})

describe('our own export', () => {
  test.each(['id', 'en'] as const)(
    'in %s comes back to the same lines, its sums left out and its notes as they were',
    async (locale) => {
      const site = await scene.site({
        code: `OWN_${locale.toUpperCase()}`,
        name: `Milik ${locale}`,
        zone: 'Asia/Jakarta',
      })
      const notes = ["'-5 sisa kemarin", '-5 sisa', '=1+1']
      for (const note of notes) await record(site.code, 'IN', 10, note)
      await record(site.code, 'OUT', 4.5, '')
      const file = await scene.admin.call(
        exportStockHistory,
        { format: 'csv', location: site.code },
        { locale },
      )
      const book = await importedBook(scene.admin, site.code)
      const { id, suggestedMapping } = await uploadFile(scene, scene.admin, 'fuel.stock.record', file.text)
      await scene.admin.call(mapImport, { id, ...suggestedMapping })
      const run = await reachImport(scene.admin, id, 'ready', 'needs_mending', 'refused')
      expect(run.counts).toMatchObject({ valid: 4, invalid: 0, leftOut: 4 })
      await scene.admin.call(applyImport, { id })
      await reachImport(scene.admin, id, 'applied')
      const { body } = await scene.admin.call(listStockHistory, { location: site.code })
      expect(body.data).toHaveLength(2 * book.length)
      expect(body.data.map((line) => line.notes).sort()).toEqual([...notes, ...notes, '', ''].sort())
    },
  )
})

async function record(location: string, type: 'IN' | 'OUT', amount: number, notes: string) {
  const { status, text } = await scene.admin.call(recordStockEntry, { location, type, amount, notes })
  if (status !== 201) throw new Error(text)
}
