import { listStockHistory } from '@lumbung/fuel/contract'
import { mapImport, rereadImport } from '@lumbung/kernel/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFuelScene, type FuelScene } from '../../../apps/fuel/server/fuel.fixture.ts'
import { importedBook, reachImport } from '../../../apps/fuel/server/stock/import.fixture.ts'
import { importsOf } from './import-check.fixture.ts'
import {
  DAY,
  empty,
  error,
  HEADER,
  isoDate,
  MONEY,
  number,
  rowsOf,
  SHARE,
  THREE_FIGURES,
  text,
  workbooks,
} from './sheet-parts.fixture.ts'

let scene: FuelScene
let imports: ReturnType<typeof importsOf>
let files: Awaited<ReturnType<typeof workbooks>>

/** The clock stands at 20 November 2031, noon in Makassar; the serial 48153 is the first of that month. */
beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-20T04:00:00Z' })
  imports = importsOf(scene)
  files = await workbooks()
})
afterAll(async () => {
  await files.cleanUp()
  await scene.close()
})

const FIRST = 48_153
const line = (site: string, amount: string, note: string, date = number(FIRST, DAY)) => [
  text('IN'),
  text(site),
  amount,
  note,
  date,
]
const sheet = (...rows: readonly (readonly string[])[]) => files.make({ rows: rowsOf(HEADER, ...rows) })
const bookOf = (code: string) => importedBook(scene.admin, code)

describe('a cell of a workbook', () => {
  test('that is a text is read as the same text in a CSV: two readings are named, none is guessed', async () => {
    await scene.site({ code: 'TXT' })
    const content = await sheet(
      line('TXT', text('1.250'), text('angka sebagai teks')),
      line('TXT', text('2.500'), text('')),
    )
    const run = await imports.check(content)
    expect(run.counts).toMatchObject({ valid: 0, invalid: 2 })
    expect(run.state).toBe('needs_mending')
    expect(await imports.faults(run)).toEqual([
      [2, expect.stringContaining('can mean 1250 or 1.250')],
      [3, expect.stringContaining('can mean 2500 or 2.500')],
    ])
    const chosen = await imports.check(content, { decimalComma: true })
    await imports.apply(chosen)
    expect(await bookOf('TXT')).toEqual([
      ['2031-11-01', 'IN', 1250, 1250],
      ['2031-11-01', 'IN', 2500, 3750],
    ])
  })

  test('is told apart by its type: numbers by value whatever they show, and booleans, errors, codes and clocks are none', async () => {
    await scene.site({ code: 'KINDS' })
    const run = await imports.check(
      await sheet(
        line('KINDS', number(5), '<c t="inlineStr"><is><r><t>kiri</t></r><r><t>man</t></r></is></c>'),
        line('KINDS', error('#N/A'), text('err amount')),
        line('KINDS', '<c t="b"><v>1</v></c>', text('bool amount')),
        line('KINDS', number(0.5, SHARE), text('persen')),
        line('KINDS', number(1250, MONEY), text('uang')),
        line('KINDS', number(1), text('kode'), number(FIRST)),
        line('KINDS', '<c><f>1+1</f><v>2</v></c>', text('rumus')),
        line('KINDS', number(1), number('101.0')),
      ),
    )
    expect(run.counts).toMatchObject({ valid: 4, invalid: 4 })
    expect(await imports.faults(run)).toEqual([
      [3, 'Cell C3 holds the error #N/A; mend it in the file.'],
      [4, '"TRUE" is not a number.'],
      [7, expect.stringContaining(`"${FIRST}" is no known date`)],
      [8, expect.stringContaining('formula')],
    ])
    await imports.apply(run)
    expect((await bookOf('KINDS')).map(([, , amount]) => amount)).toEqual([5, 0.5, 1250, 1])
    const { body } = await scene.admin.call(listStockHistory, { location: 'KINDS' })
    expect(body.data.map(({ notes }) => notes)).toEqual(['101', 'uang', 'persen', 'kiriman'])
  })

  test('that holds an error is a fault of its row, in a column of text as well', async () => {
    await scene.site({ code: 'ERR' })
    const run = await imports.check(await sheet(line('ERR', number(25), error('#REF!'))))
    expect(run.state).toBe('needs_mending')
    expect(await imports.faults(run)).toEqual([[2, 'Cell D2 holds the error #REF!; mend it in the file.']])
  })

  test('that is a text beginning with = is kept as that text', async () => {
    await scene.site({ code: 'EQUALS' })
    await imports.apply(await imports.check(await sheet(line('EQUALS', number(5), text('=sisa')))))
    const { body } = await scene.admin.call(listStockHistory, { location: 'EQUALS' })
    expect(body.data.map(({ notes }) => notes)).toEqual(['=sisa'])
  })

  test('that shows 007 is the site 007 and not the site 7', async () => {
    await scene.site({ code: '7' })
    await scene.site({ code: '007' })
    const run = await imports.check(
      await sheet([text('IN'), number(7, THREE_FIGURES), number(25), empty, number(FIRST, DAY)]),
    )
    await imports.apply(run)
    expect(await bookOf('007')).toEqual([['2031-11-01', 'IN', 25, 25]])
    expect(await bookOf('7')).toEqual([])
  })

  test('that is an ISO date is the wall clock it shows, at the site', async () => {
    await scene.site({ code: 'ISO' })
    const run = await imports.check(
      await sheet(
        line('ISO', number(500), text('pagi'), isoDate('2031-11-01T08:00:00.000Z')),
        line('ISO', number(20), text('malam'), isoDate('2031-11-01T23:30:00.000Z')),
      ),
    )
    await imports.apply(run)
    const { body } = await scene.admin.call(listStockHistory, { location: 'ISO' })
    expect(body.data.map(({ businessDay, date }) => [businessDay, date])).toEqual([
      ['2031-11-01', '2031-11-01T15:30:00.000Z'],
      ['2031-11-01', '2031-11-01T00:00:00.000Z'],
    ])
  })

  test('that holds a NUL is a fault of its row, in row 142 as well, and the check comes to its end', async () => {
    await scene.site({ code: 'NUL' })
    const rows = Array.from({ length: 150 }, (_, index) => line('NUL', number(1), text(`n${index}`)))
    rows[140] = line('NUL', number(5), text('kiriman_x0000_pagi'))
    const run = await imports.check(await sheet(...rows))
    expect(run.counts).toMatchObject({ total: 150, valid: 149, invalid: 1 })
    expect(await imports.faults(run)).toEqual([[142, expect.stringContaining('hidden character')]])
    const alone = await imports.check(await sheet(line('NUL', number(5), text('kiriman_x0000_pagi'))))
    expect(alone.state).toBe('needs_mending')
  })

  test('that nobody maps may be as long as a cell can be, and what is mapped refuses its own row alone', async () => {
    await scene.site({ code: 'LONG' })
    const long = 'x'.repeat(32_767)
    const unmapped = await files.make({
      rows: rowsOf(
        [...HEADER, text('Riwayat obrolan')],
        [...line('LONG', number(5), text('ok')), text(long)],
        line('LONG', number(6), text('ok')),
      ),
    })
    expect((await imports.check(unmapped)).counts).toMatchObject({ valid: 2, invalid: 0 })
    const mapped = await imports.check(
      await sheet(line('LONG', number(5), text(long)), line('LONG', number(6), text('ok'))),
    )
    expect(mapped.counts).toMatchObject({ valid: 1, invalid: 1 })
  })
})

describe('a sheet', () => {
  test('whose date is merged over rows has it in each of them; an empty date is a fault and never now', async () => {
    await scene.site({ code: 'MERGE' })
    const out = (amount: number, date: string) => [
      text('OUT'),
      text('MERGE'),
      number(amount),
      text('shift'),
      date,
    ]
    const rows = rowsOf(
      HEADER,
      line('MERGE', number(1000), text('kiriman')),
      out(100, empty),
      out(200, empty),
      out(50, empty),
    )
    const merged = `<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData><mergeCells count="1"><mergeCell ref="E2:E4"/></mergeCells></worksheet>`
    const run = await imports.check(await files.make({ rows: merged }))
    expect(run.counts).toMatchObject({ valid: 3, invalid: 1 })
    expect(await imports.faults(run)).toEqual([[5, expect.stringContaining('the date is empty')]])
    await imports.apply(run)
    expect(await bookOf('MERGE')).toEqual([
      ['2031-11-01', 'IN', 1000, 1000],
      ['2031-11-01', 'OUT', 100, 900],
      ['2031-11-01', 'OUT', 200, 700],
    ])
  })

  test('with a TOTAL line below leaves it out and says so; nothing of it is booked', async () => {
    await scene.site({ code: 'TOTAL' })
    const content = await files.make({
      rows: rowsOf(
        [text('Tanggal'), text('Jumlah (L)'), text('Keterangan')],
        [number(FIRST, DAY), number(1000), text('kiriman 1')],
        [number(FIRST + 7, DAY), number(2000), text('kiriman 2')],
        [empty, number(3000), text('TOTAL')],
      ),
    })
    const run = await imports.check(content, { columns: { location: { value: 'TOTAL' } } }, 'fuel.stock.in')
    expect(run.counts).toMatchObject({ total: 2, valid: 2, invalid: 0, leftOut: 1 })
    expect(run.leftOut).toMatchObject({ totals: 1 })
    await imports.apply(run)
    expect((await bookOf('TOTAL')).at(-1)).toEqual(['2031-11-08', 'IN', 2000, 3000])
  })

  test('with titles above has its headers found; another sheet is named and can be chosen', async () => {
    await scene.site({ code: 'SHEETS' })
    const content = await files.make({
      sheets:
        '<sheet name="Januari" sheetId="1" r:id="rId1"/><sheet name="Februari" sheetId="2" r:id="rId2"/>',
      rows: rowsOf(
        [text('LAPORAN PEMAKAIAN BBM'), empty, empty, empty, empty],
        [text('Bulan: November 2031')],
        [],
        HEADER,
        line('SHEETS', number(77), text('jan')),
      ),
      parts: {
        'xl/worksheets/sheet2.xml': `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rowsOf(HEADER, line('SHEETS', number(88), text('feb')))}</sheetData></worksheet>`,
      },
    })
    const uploaded = await imports.upload(content)
    expect(uploaded.reading).toMatchObject({
      sheet: 'Januari',
      sheets: [{ name: 'Januari' }, { name: 'Februari' }],
      headerRow: 4,
    })
    const { body } = await scene.admin.call(rereadImport, { id: uploaded.id, sheet: 'Februari' })
    expect(body.reading).toMatchObject({ sheet: 'Februari', headerRow: 1 })
    await scene.admin.call(mapImport, { id: uploaded.id, ...uploaded.suggestedMapping })
    await imports.apply(await reachImport(scene.admin, uploaded.id, 'ready'))
    expect(await bookOf('SHEETS')).toEqual([['2031-11-01', 'IN', 88, 88]])
  })

  test('whose rows hold blanks alone has no such rows', async () => {
    await scene.site({ code: 'SPACES' })
    const blanks = Array.from({ length: 5 }, () => [text(' ')])
    const run = await imports.check(await sheet(line('SPACES', number(5), text('ok')), ...blanks))
    expect(run.counts).toMatchObject({ total: 1, valid: 1, invalid: 0 })
  })
})
