import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readHead } from '../imports/read-head.ts'
import type { Cell } from './cell.ts'
import { defaultLimits } from './limits.ts'
import type { ReadingChoice } from './reading.ts'
import { makeFolder, readAll, readCells, saveWorkbook, type WorkbookParts } from './workbook.fixture.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

const text = (value: string) => `<c t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`
const save = (parts: WorkbookParts) => saveWorkbook(folder.nextPath(), parts)
const headOf = async (path: string, choice: ReadingChoice = {}) =>
  readHead({ path, tenantId: 'one' }, choice, defaultLimits)
const headOfText = async (content: string | Buffer, choice: ReadingChoice = {}) =>
  headOf(await folder.save(content), choice)
const titlesOf = ({ columns }: { columns: { header: string }[] }) => columns.map(({ header }) => header)

describe('a text file', () => {
  const table = 'Tanggal;Keterangan\r\n31/12/2025;Suhu 30° – pagi\r\n'
  const cp1252 = Buffer.from('Tanggal;Keterangan\r\n31/12/2025;Suhu 30\xb0 \x96 pagi\r\n', 'latin1')

  test.each<[string, Buffer, string]>([
    ['UTF-8', Buffer.from(table), 'utf-8'],
    ['UTF-8 with its mark', Buffer.from(`\ufeff${table}`), 'utf-8'],
    ['UTF-16 with its mark', Buffer.from(`\ufeff${table}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without it', Buffer.from(table, 'utf16le'), 'utf-16le'],
    ['UTF-16 big endian', Buffer.from(`\ufeff${table}`, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-16 big endian without its mark', Buffer.from(table, 'utf16le').swap16(), 'utf-16be'],
    ['Windows-1252', cp1252, 'windows-1252'],
  ])('in %s is recognised, and the encoding reported', async (_, content, encoding) => {
    const { reading, rows } = await headOfText(content)
    expect([reading.encoding, rows[0]?.cells[1]?.value]).toEqual([encoding, 'Suhu 30° – pagi'])
  })

  test('in Windows-1252 is recognised by a letter far below its head', async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => `${index};x`).join('\n')
    const cells = await readCells(await folder.save(Buffer.from(`a;b\n${rows}\n1;caf\xe9\n`, 'latin1')))
    expect(cells.at(-1)?.[1]?.value).toBe('café')
  }, 120_000)

  test('is read in the encoding and with the delimiter that the person chooses', async () => {
    const chosen = await headOfText('a;b,c\n1;é,3\n', { encoding: 'windows-1252', delimiter: ',' })
    expect(titlesOf(chosen)).toEqual(['a;b', 'c'])
    expect([chosen.rows[0]?.cells[0]?.value, chosen.reading.delimiter]).toEqual(['1;Ã©', ','])
  })

  test.each(['sep=;\r\n', '"sep=;"\r\n', '"sep=;";;;\r\n', 'SEP=;\n'])(
    'that begins with %j names its delimiter, which is no row',
    async (line) => {
      const { reading, columns } = await headOfText(`${line}Tanggal;Jumlah,Liter\r\n31/12/2025;1,5\r\n`)
      expect([reading.delimiter, columns.length, reading.headerRow]).toEqual([';', 2, 1])
    },
  )

  test.each([
    ['31/12/2025;selang 2" baru', 'selang 2" baru'],
    ['31/12/2025;"selang ""2"""', 'selang "2"'],
    ['31/12/2025;"selang" 2"', 'selang 2"'],
    ['31/12/2025;2" pipa; ', '2" pipa'],
    ['31/12/2025;"baris\nkedua"', 'baris\nkedua'],
  ])('with %j has its quotes read as spreadsheets read them', async (line, value) => {
    expect((await readAll(await folder.save(`Tanggal;Keterangan\n${line}\nakhir;x\n`)))[1]?.cells[1]).toBe(
      value,
    )
  })
})

describe('the header row', () => {
  test.each<[string, string, number]>([
    [
      'below titles and blank rows',
      'Laporan BBM\n\nPeriode;Oktober 2026\n\nTanggal;Jenis;Lokasi;Jumlah\n1;IN;A;5\n',
      5,
    ],
    ['at the top', 'Tanggal;Jenis\n31/12/2025;IN\n', 1],
    ['of a single column', 'Nama\nA\nB\n', 1],
    ['of years', 'Lokasi;2024;2025\nA;1;2\n', 1],
    ['with a name missing', 'Nama;Jumlah;\nA;1;2\nB;2;3\n', 1],
  ])('%s is found', async (_, content, row) => {
    expect((await headOfText(content)).headerRow).toBe(row)
  })

  test('can be chosen, and one that is not there is refused', async () => {
    const content = 'Catatan;Bulan\nTanggal;Jenis\n31/12/2025;IN\n'
    const { headerRow, columns, rows } = await headOfText(content, { headerRow: 2 })
    expect([headerRow, titlesOf({ columns }), rows.length]).toEqual([2, ['Tanggal', 'Jenis'], 1])
    await expect(headOfText(content, { headerRow: 9 })).rejects.toMatchObject({
      params: { reason: 'header_row_unknown', row: 9 },
    })
  })

  test('stands among the first rows as shown, at most twenty and cut', async () => {
    const { reading } = await headOfText(`a,b\n${`${'x'.repeat(300)},1\n`.repeat(50)}`)
    expect(reading.firstRows).toHaveLength(20)
    expect([reading.firstRows[0], reading.firstRows[1]?.cells[0]?.length]).toEqual([
      { number: 1, cells: ['a', 'b'] },
      200,
    ])
  })
})

describe('sheets', () => {
  const sheets =
    '<sheet name="Rahasia" sheetId="3" state="hidden" r:id="rId1"/><sheet name="Januari" sheetId="1" r:id="rId1"/><sheet name="Februari" sheetId="2" r:id="rId2"/>'
  const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
  const rowsOf = (value: string) =>
    `<row>${text('Lokasi')}${text('Jumlah')}</row><row>${text(value)}<c><v>7</v></c></row>`

  test('are all named, the first visible one with data is read, and another can be chosen', async () => {
    const path = await save({
      sheets,
      rows: rowsOf('J'),
      parts: { 'xl/worksheets/sheet2.xml': sheetOf(rowsOf('F')) },
    })
    const first = await headOf(path)
    expect(first.reading.sheets).toEqual([
      { name: 'Rahasia', hidden: true },
      { name: 'Januari', hidden: false },
      { name: 'Februari', hidden: false },
    ])
    expect([first.reading.sheet, first.samplesOf(0)]).toEqual(['Januari', ['J']])
    const second = await headOf(path, { sheet: 'Februari' })
    expect([second.reading.sheet, second.samplesOf(0)]).toEqual(['Februari', ['F']])
    await expect(headOf(path, { sheet: 'Maret' })).rejects.toMatchObject({
      params: { reason: 'sheet_unknown' },
    })
  })

  test('without data are passed over', async () => {
    const rows = `<row>${text(' ')}</row>`
    const path = await save({ sheets, rows, parts: { 'xl/worksheets/sheet2.xml': sheetOf(rowsOf('F')) } })
    expect((await headOf(path)).reading.sheet).toBe('Februari')
  })
})

describe('cells of a workbook', () => {
  const codes = [
    '000',
    '#,##0.00',
    '0%',
    '0.0%',
    '"Rp" #,##0',
    '[$Rp-421]#,##0;[Red]-[$Rp-421]#,##0',
    '0000-0000',
    '#,##0,',
    'General',
    '# ?/?',
    '0.00E+00',
    '[>100]0;0.0',
    '0.##',
    '(0);-0',
  ]
  const styles = `<numFmts>${codes.map((code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code.replaceAll('"', '&quot;').replace('>', '&gt;')}"/>`).join('')}</numFmts><cellXfs><xf numFmtId="0"/>${codes.map((_, index) => `<xf numFmtId="${164 + index}"/>`).join('')}<xf numFmtId="14"/></cellXfs>`
  const cellOf = async (cell: string): Promise<Cell | undefined> =>
    (await readCells(await save({ rows: `<row>${cell}</row>`, styles })))[0]?.[0]

  test.each<[string, string, string | undefined]>([
    ['000', '7', '007'],
    ['000', '1234', undefined],
    ['000', '-7', '-007'],
    ['#,##0.00', '1250', '1250.00'],
    ['#,##0.00', '1250.005', '1250.01'],
    ['0%', '0.5', '50%'],
    ['0.0%', '0.1234', '12.3%'],
    ['"Rp" #,##0', '1250', 'Rp 1250'],
    ['[$Rp-421]#,##0;[Red]-[$Rp-421]#,##0', '-1250', '-Rp1250'],
    ['0000-0000', '12345678', '1234-5678'],
    ['#,##0,', '1250000', '1250'],
    ['0.##', '1.5', undefined],
    ['0.##', '1.999', '2'],
    ['(0);-0', '5', '(5)'],
    ['General', '7', undefined],
    ['# ?/?', '0.5', undefined],
    ['0.00E+00', '12345', undefined],
    ['[>100]0;0.0', '7', undefined],
  ])('a number formatted %s, stored as %s, is shown as %s', async (code, stored, shown) => {
    const cell = await cellOf(`<c s="${codes.indexOf(code) + 1}"><v>${stored}</v></c>`)
    expect([cell?.type, cell?.value, cell?.shown]).toEqual(['number', stored, shown])
  })

  test('an ISO date is the wall clock of the sheet, without a clock where a day is shown', async () => {
    const style = codes.length + 1
    expect(await cellOf(`<c s="${style}" t="d"><v>2026-10-01T00:00:00.000Z</v></c>`)).toEqual({
      type: 'date',
      value: '2026-10-01',
    })
    expect(await cellOf(`<c s="${style}" t="d"><v>2026-10-31T23:30:00.000Z</v></c>`)).toEqual({
      type: 'date',
      value: '2026-10-31T23:30:00',
    })
  })

  test('merged over rows give their value in each of them, and make no rows of blank ones', async () => {
    const line = (number: number, date: string, type: string) =>
      `<row r="${number}">${date === '' ? '<c s="1"/>' : text(date)}${type === '' ? '' : text(type)}</row>`
    const sheet = `<?xml version="1.0"?><worksheet><sheetData>${line(1, 'Tanggal', 'Jenis')}${line(2, '2026-10-03', 'IN')}${line(3, '', 'OUT')}${line(4, '', '')}${line(5, '', 'OUT')}${line(6, '', 'IN')}</sheetData><mergeCells><mergeCell ref="A2:A5"/></mergeCells></worksheet>`
    expect(await readAll(await save({ rows: sheet, styles }))).toEqual([
      { number: 1, cells: ['Tanggal', 'Jenis'] },
      { number: 2, cells: ['2026-10-03', 'IN'] },
      { number: 3, cells: ['2026-10-03', 'OUT'] },
      { number: 5, cells: ['2026-10-03', 'OUT'] },
      { number: 6, cells: ['', 'IN'] },
    ])
  })

  test('with an escaped NUL or half a surrogate pair are marked and safe to keep', async () => {
    for (const escaped of ['_x0000_', '_xD800_']) {
      expect(await cellOf(text(`kiriman${escaped}pagi`))).toEqual({
        type: 'text',
        value: 'kiriman\ufffdpagi',
        fault: 'illegal_characters',
      })
    }
  })

  test('longer than any cell may be are cut and marked, and refuse no file', async () => {
    const cell = await cellOf(text('x'.repeat(40_000)))
    expect([cell?.value.length, cell?.fault]).toEqual([32_767, 'overlong'])
    expect((await cellOf(text('x'.repeat(32_767))))?.fault).toBeUndefined()
    const [, row] = await readCells(await folder.save(`a,b\n1,${'x'.repeat(40_000)}\n`))
    expect([row?.[1]?.value.length, row?.[1]?.fault]).toEqual([32_767, 'overlong'])
  })

  test('of nothing but white space make neither rows nor columns', async () => {
    const rows = `<row>${text('a')}${text('b')}${text(' ')}</row><row>${text('1')}</row><row>${text(' ')}</row><row>${text('\u00a0')}</row>`
    expect(await readAll(await save({ rows }))).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 2, cells: ['1', ''] },
    ])
  })
})
