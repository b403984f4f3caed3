import { exportStockHistory, listDips, listStockHistory, readStockSummary } from '@lumbung/fuel/contract'
import { applyImport, createImport, readImport } from '@lumbung/kernel/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFuelScene, type FuelScene } from '../../../apps/fuel/server/fuel.fixture.ts'
import { importedBook } from '../../../apps/fuel/server/stock/import.fixture.ts'
import { importsOf } from './import-check.fixture.ts'

let scene: FuelScene
let imports: ReturnType<typeof importsOf>

/** The clock stands at 20 November 2031, noon in Makassar. */
beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-20T04:00:00Z' })
  imports = importsOf(scene)
})
afterAll(() => scene.close())

const HEADER = 'Tanggal;Jenis;Lokasi;Jumlah'
const csv = (...lines: string[]) => lines.join('\n')
const bookOf = (code: string) => importedBook(scene.admin, code)
const notesOf = async (location: string) => {
  const { body } = await scene.admin.call(listStockHistory, { location, limit: 200 })
  return body.data.map(({ notes }) => notes).reverse()
}

describe('the bytes of a text file', () => {
  test('are recognised as Windows-1252 or UTF-16, said, and keep their signs', async () => {
    await scene.site({ code: 'BYTES' })
    const lines = [`${HEADER};Keterangan`, '01/11/2031;IN;BYTES;10,5;Suhu 30° – pagi', ''].join('\r\n')
    const cp1252 = Buffer.from(lines.replace('–', '\u0096'), 'latin1')
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(lines, 'utf16le')])
    for (const [bytes, encoding] of [
      [cp1252, 'windows-1252'],
      [utf16, 'utf-16le'],
    ] as const) {
      const { reading } = await imports.upload(bytes)
      expect(reading).toMatchObject({ encoding, delimiter: ';' })
      await imports.apply(await imports.check(bytes, { dateFormat: 'd/m/y' }))
    }
    expect(await notesOf('BYTES')).toEqual(['Suhu 30° – pagi', 'Suhu 30° – pagi'])
  })

  test('with a quoted sep= in front and a sign of inches are read as spreadsheet programs read them', async () => {
    await scene.site({ code: 'SEP' })
    const file = csv('"sep=;"', `${HEADER};Keterangan`, '13/11/2031;IN;SEP;10;selang 2" baru')
    await imports.apply(await imports.check(file))
    expect(await bookOf('SEP')).toEqual([['2031-11-13', 'IN', 10, 10]])
    expect(await notesOf('SEP')).toEqual(['selang 2" baru'])
  })
})

describe('days', () => {
  test('begin at midnight of the site, and our own exports write the site’s clock', async () => {
    await scene.site({ code: 'WIB', zone: 'Asia/Jakarta' })
    await imports.apply(await imports.check(csv(HEADER, '01/11/2031;IN;WIB;500', '13/11/2031;OUT;WIB;20')))
    expect((await bookOf('WIB')).map(([day]) => day)).toEqual(['2031-11-01', '2031-11-13'])
    const { text } = await scene.admin.call(exportStockHistory, { format: 'csv', location: 'WIB' })
    expect(text).toMatch(/2031-11-01[T ]00:00/)
    expect(text).not.toMatch(/2031-10-31|2031-11-01[T ]01:00/)
  })

  test('are read with the names of months in both languages, short years, weekdays, zones, clocks of twelve hours, and without signs', async () => {
    await scene.site({ code: 'MONTHS' })
    const days = [
      '10-Nov-31',
      '10 November 2031',
      '10-Nopember-2031',
      '10/11/31',
      '20311110',
      'Senin, 10 November 2031',
      '10/11/2031 14:00 WITA',
      '10/11/2031 2:00 PM',
    ]
    const run = await imports.check(csv(HEADER, ...days.map((day) => `"${day}";IN;MONTHS;10`)), {
      dateFormat: 'd/m/y',
    })
    expect(await imports.faults(run)).toEqual([])
    await imports.apply(run)
    expect((await bookOf('MONTHS')).map(([day]) => day)).toEqual(days.map(() => '2031-11-10'))
    const asked = await imports.check(csv(HEADER, '04/11/2031;IN;MONTHS;10'))
    expect(asked.counts.invalid + asked.counts.valid).toBe(1)
  })
})

test('amounts are read with their unit, with blanks between thousands and without cents; one that has two readings is asked', async () => {
  await scene.site({ code: 'UNITS' })
  const amounts = ['1.234,56 L', '"1 234,56"', '1\u00A0234,56', '1.234,-', '1234.560000', '1,005']
  const run = await imports.check(csv(HEADER, ...amounts.map((amount) => `13/11/2031;IN;UNITS;${amount}`)))
  expect(run.counts).toMatchObject({ valid: 5, invalid: 1 })
  expect(await imports.faults(run)).toEqual([[7, expect.stringContaining('can mean 1.005 or 1005')]])
  await imports.apply(run)
  expect((await bookOf('UNITS')).map(([, , amount]) => amount)).toEqual([
    1234.56, 1234.56, 1234.56, 1234, 1234.56,
  ])
})

test('words and names are understood with invisible signs, in any case, as labels and as the name of the site', async () => {
  await scene.site({ code: 'ORD', name: 'Gudang Utara' })
  const rows = ['IN;ORD\u200B', 'IN;\u00A0ORD ', 'IN;ord', '\u200EIN;ORD', 'Masuk;ORD', 'masuk;Gudang Utara']
  const run = await imports.check(csv(HEADER, ...rows.map((row) => `13/11/2031;${row};10`)))
  expect(run.counts).toMatchObject({ valid: 6, invalid: 0 })
  await imports.apply(run)
  expect((await bookOf('ORD')).at(-1)).toEqual(['2031-11-13', 'IN', 10, 60])
})

describe('files that tell the newest first', () => {
  test('are offered in the order of dates, and what goes out comes after what came in', async () => {
    await scene.site({ code: 'NEW' })
    const run = await imports.check(
      csv(HEADER, '15/11/2031;OUT;NEW;30', '14/11/2031;OUT;NEW;20', '13/11/2031;IN;NEW;100'),
    )
    expect(run.order).toEqual({ by: 'date', found: 'newest_first' })
    expect(run.counts).toMatchObject({ valid: 3, invalid: 0 })
    await imports.apply(run)
    expect((await bookOf('NEW')).map(([, , , balance]) => balance)).toEqual([100, 80, 50])
  })

  test.each(['date', 'file'] as const)(
    'of measurements end at the later one and lose what is missing once, by %s',
    async (order) => {
      const code = `DIP_${order.toUpperCase()}`
      const site = await scene.site({ code })
      await scene.fill(site, 2000, { date: '2031-10-31T00:00:00Z' })
      const file = csv('Tanggal;Lokasi;Isi terukur (L)', `04/11/2031;${code};1000`, `01/11/2031;${code};1800`)
      const run = await imports.check(file, { dateFormat: 'd/m/y', order }, 'fuel.dip.record')
      expect(run.counts).toMatchObject({ valid: 2, invalid: 0 })
      await imports.apply(run)
      const { body: summary } = await scene.admin.call(readStockSummary, { location: code })
      expect(summary.data[0]?.balanceLitres).toBe(1000)
      const { body } = await scene.admin.call(listDips, { location: code })
      const found = body.data.map(({ measuredLitres, differenceLitres }) => [
        measuredLitres,
        differenceLitres,
      ])
      expect(found.sort()).toEqual([
        [1000, -800],
        [1800, -200],
      ])
    },
  )
})

test('the export of a version before comes back to its lines alone, with its notes as they were written', async () => {
  await scene.site({ code: 'RT' })
  const notes = ["'-5 sisa", "'=1+1", "'@budi", "'+62811", '0812345678901234567', '001', '1e5', '_x0041_']
  const lines = notes.map(
    (note, index) => `${index + 1},2031-11-13T00:30:00,Masuk,RT,1.00,${index + 1}.00,Administrator,${note}`,
  )
  const file = csv(
    '\uFEFFNo,Tanggal,Jenis,Lokasi,Jumlah (Liter),Saldo (Liter),User,Keterangan',
    ...lines,
    '9,2031-11-13T00:30:00,Masuk,RT,1.00,9.00,Administrator,"a\nb"',
    ',,Masuk,Subtotal RT,9.00,,,',
    ',,Keluar,Subtotal RT,0.00,,,',
    ',,Masuk,Total,9.00,,,',
    ',,Keluar,Total,0.00,,,',
  )
  const run = await imports.check(file)
  expect(run.counts).toMatchObject({ total: 9, valid: 9, invalid: 0, leftOut: 4 })
  await imports.apply(run)
  expect((await bookOf('RT')).at(-1)).toEqual(['2031-11-13', 'IN', 1, 9])
  expect(await notesOf('RT')).toEqual([...notes.map((note) => note.replace(/^'/, '')), 'a\nb'])
})

test('a file of which part was applied asks before its rows have their effect twice', async () => {
  await scene.site({ code: 'TWICE' })
  const file = csv(HEADER, '13/11/2031;IN;TWICE;10', '13/11/2031;OUT;TWICE;500')
  await imports.apply(await imports.check(file))
  const again = await imports.check(file)
  const asked = await scene.admin.call(applyImport, { id: again.id, skipInvalid: true })
  expect([asked.status, asked.problem.code]).toEqual([409, 'import.already_applied'])
  expect(await bookOf('TWICE')).toEqual([['2031-11-13', 'IN', 10, 10]])
})

test('codes that differ in nothing that is seen are one code, and a whole number stored as a decimal is itself', async () => {
  await scene.site({ code: '101', name: 'Genset é' })
  const rows = ['13/11/2031;IN;101.0;1', '13/11/2031;IN;Genset e\u0301;2']
  await imports.apply(await imports.check(csv(HEADER, ...rows)))
  expect((await bookOf('101')).at(-1)).toEqual(['2031-11-13', 'IN', 2, 3])
})

test('of a file name the sign that nothing can keep is replaced', async () => {
  const boundary = 'batas'
  const part = (name: string, more: string, body: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${body}\r\n`
  const payload = `${part('operation', '', 'fuel.stock.record')}${part('file', '; filename="bu\0ku.csv"', csv(HEADER, '13/11/2031;IN;X;1'))}--${boundary}--\r\n`
  const response = await scene.platform.http.inject({
    method: 'POST',
    url: createImport.http.replace('POST ', '/api/v1'),
    headers: {
      authorization: `Bearer ${scene.admin.token}`,
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload,
  })
  expect(response.statusCode).toBe(201)
  const { body } = await scene.admin.call(readImport, { id: response.json().id })
  expect(body.file.name).toBe('bu_ku.csv')
})
