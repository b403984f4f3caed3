import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { PassThrough, type Writable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, readAll, readCells, readPart, saveRows } from './workbook.fixture.ts'
import { type Column, CSV_STYLES, type SheetWriter, writeCsv, writeXlsx } from './write.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

type Row = Parameters<SheetWriter['write']>[0]
type XlsxOptions = Parameters<typeof writeXlsx>[2]

const saveCsv = (columns: Column[], rows: Row[], options?: Parameters<typeof writeCsv>[2]) =>
  saveRows(folder.nextPath(), rows, (out) => writeCsv(out, columns, options))
const saveXlsx = (columns: Column[], rows: Row[], options: XlsxOptions = { sheetName: 'Data' }) =>
  saveRows(folder.nextPath(), rows, (out) => writeXlsx(out, columns, options))
const textOf = (path: string) => readFile(path, 'utf8')

const columns: Column[] = [
  { header: 'Keterangan', kind: 'text' },
  { header: 'Jumlah', kind: 'number', decimals: 2 },
  { header: 'Tanggal', kind: 'date' },
  { header: 'Waktu', kind: 'datetime' },
]
const headers = columns.map((column) => column.header)

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      "'",
      ',',
      ';',
      '\t',
      '\r',
      '\n',
      '=',
      '_x000D_',
      '_',
      '<',
      '&',
      ']]>',
      '\0',
      '\ud800',
      'é',
    ),
  }),
)
const anyNumber = fc
  .tuple(fc.boolean(), fc.integer({ min: 0, max: 999_999_999 }), fc.option(fc.stringMatching(/^\d{1,6}$/)))
  .map(([negative, whole, places]) => `${negative ? '-' : ''}${whole}${places === null ? '' : `.${places}`}`)
const anyMoment = fc
  .date({ min: new Date('1900-03-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 19))
const anyRow = fc.tuple(
  fc.option(anyText),
  fc.option(anyNumber),
  fc.option(anyMoment.map((moment) => moment.slice(0, 10))),
  fc.option(anyMoment),
)

/** The text that both formats can hold: without the characters that XML forbids. */
const toLegal = (text: string) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters that XML 1.0 forbids
  text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
const toRead = (row: readonly (string | null)[]) => row.map((value) => (value === null ? '' : toLegal(value)))
const hasContent = (cells: string[]) => cells.some((cell) => /\S/.test(cell))

describe('what was written is read back', () => {
  test('XLSX: any text, number, date and time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 8 }), async (rows) => {
        const read = await readCells(await saveXlsx(columns, rows))
        expect(read.map((cells) => cells.map((cell) => cell.value))).toEqual([
          headers,
          ...rows.map(toRead).filter(hasContent),
        ])
      }),
      { numRuns: 150 },
    )
  })

  test('CSV with every delimiter, with and without byte order mark, texts made inert', async () => {
    const options = fc.record({ bom: fc.boolean(), delimiter: fc.constantFrom(',', ';', '\t', '|') })
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 8 }), options, async (rows, chosen) => {
        const read = await readAll(await saveCsv(columns, rows, chosen))
        const expected = rows.map((row) => {
          const [text, number, day, moment] = toRead(row)
          // A text that begins with the guard itself gets one more, so that taking one off gives it back.
          const inert = /^'*[=+\-@\t\r\n＝＋－＠]/.test(text!) ? `'${text}` : text!
          return [inert, number, day, moment!.replace('T', ' ')]
        })
        expect(read.map((row) => row.cells)).toEqual([headers, ...expected.filter(hasContent)])
      }),
      { numRuns: 150 },
    )
  })
})

describe('numbers', () => {
  const amount: Column[] = [{ header: 'n', kind: 'number' }]

  test('have the decimal comma of the language in a CSV whose cells are parted by another sign', async () => {
    const style = { bom: false, ...CSV_STYLES.id }
    expect(await textOf(await saveCsv(amount, [['-1200.50'], [3]], style))).toBe('n\r\n-1200,50\r\n3\r\n')
    expect(() => writeCsv(new PassThrough(), amount, { decimalComma: true })).toThrow(RangeError)
  })

  test('are written digit by digit as given, beyond what a double holds', async () => {
    const exact = '12345678901234567890.123456789012345678900'
    expect(await textOf(await saveCsv(amount, [[exact], [0.1], ['-5.00']], { bom: false }))).toBe(
      `n\r\n${exact}\r\n0.1\r\n-5.00\r\n`,
    )
    expect(await readPart(await saveXlsx(amount, [[exact]]), 'xl/worksheets/sheet1.xml')).toContain(
      `<v>${exact}</v>`,
    )
  })

  test.each([
    '',
    ' 1',
    '1,5',
    '+1',
    '.5',
    '1.',
    '1e3',
    '=1+1',
    'abc',
    Number.NaN,
    Number.POSITIVE_INFINITY,
    1e21,
  ])('%j is refused, and the row is not written', async (value) => {
    for (const make of [
      writeCsv,
      (out: Writable, cols: Column[]) => writeXlsx(out, cols, { sheetName: 'x' }),
    ]) {
      const path = folder.nextPath()
      const writer = make(createWriteStream(path), amount)
      await expect(writer.write([value])).rejects.toThrow(RangeError)
      await writer.write([7])
      await writer.end()
      expect((await readAll(path)).map((row) => row.cells)).toEqual([['n'], ['7']])
    }
  })
})

test.each([
  '2024-02-30',
  '2024-13-01',
  '2024-1-1',
  '2024-05-01T10:00:00Z',
  '2024-05-01T25:00',
  '=1',
  '45413',
])('the date %s is refused', async (value) => {
  const writer = writeXlsx(new PassThrough().resume(), [{ header: 'd', kind: 'datetime' }], {
    sheetName: 'x',
  })
  await expect(writer.write([value])).rejects.toThrow(RangeError)
})

test('a row with more or fewer values than columns is refused', async () => {
  const writer = writeCsv(new PassThrough().resume(), columns)
  await expect(writer.write(['a'])).rejects.toThrow(RangeError)
})

describe('no cell can become a formula', () => {
  const dangerous = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    '＝1',
    '=HYPERLINK("http://x";"y")',
  ]

  test.each(dangerous)('%j is prefixed in CSV, in headers too', async (text) => {
    const [header, row] = await readAll(await saveCsv([{ header: text, kind: 'text' }], [[text]]))
    expect([header!.cells, row!.cells]).toEqual([[`'${text}`], [`'${text}`]])
  })

  test.each(dangerous)(
    '%j is an inline string in XLSX, unchanged, and stays text when edited',
    async (text) => {
      const path = await saveXlsx([{ header: text, kind: 'text' }], [[text]], {
        sheetName: 'x',
        title: [text],
      })
      const sheet = await readPart(path, 'xl/worksheets/sheet1.xml')
      expect(sheet).not.toMatch(/<f[ >]/)
      expect(sheet.match(/<c /g)).toHaveLength(3)
      expect(sheet.match(/<c r="A\d" s="\d+" t="inlineStr">/g)).toHaveLength(3)
      const styles = await readPart(path, 'xl/styles.xml')
      const used = Number(/<c r="A3" s="(\d+)"/.exec(sheet)![1])
      const formats = /<cellXfs.*<\/cellXfs>/.exec(styles)![0].match(/<xf [^>]*>/g)!
      expect(formats[used]).toContain('quotePrefix="1"')
    },
  )
})
