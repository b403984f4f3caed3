import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { PassThrough, Writable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultLimits } from './limits.ts'
import { makeFolder, readAll } from './workbook.fixture.ts'
import { type Column, type SheetWriter, writeCsv, writeXlsx } from './write.ts'
import { XmlReader } from './xml-reader.ts'
import { ZipArchive } from './zip-archive.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

type Row = Parameters<SheetWriter['write']>[0]
type XlsxOptions = Parameters<typeof writeXlsx>[2]

async function save(make: (out: Writable) => SheetWriter, rows: Row[]): Promise<string> {
  const path = folder.nextPath()
  const writer = make(createWriteStream(path))
  for (const row of rows) await writer.write(row)
  await writer.end()
  return path
}
const saveCsv = (columns: Column[], rows: Row[], options?: Parameters<typeof writeCsv>[2]) =>
  save((out) => writeCsv(out, columns, options), rows)
const saveXlsx = (columns: Column[], rows: Row[], options: XlsxOptions = { sheetName: 'Data' }) =>
  save((out) => writeXlsx(out, columns, options), rows)
const textOf = (path: string) => readFile(path, 'utf8')

async function readPart(path: string, part: string): Promise<string> {
  const archive = await ZipArchive.open(path, defaultLimits)
  try {
    const chunks: Buffer[] = []
    for await (const chunk of archive.read(part)) chunks.push(chunk)
    return Buffer.concat(chunks).toString()
  } finally {
    archive.close()
  }
}

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
const hasContent = (cells: string[]) => cells.some((cell) => cell !== '')

describe('what was written is read back', () => {
  test('XLSX: any text, number, date and time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 8 }), async (rows) => {
        const read = await readAll(await saveXlsx(columns, rows))
        expect(read.map((row) => row.cells)).toEqual([headers, ...rows.map(toRead).filter(hasContent)])
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
          const [text, ...others] = toRead(row)
          return [/^[=+\-@\t\r\n＝＋－＠]/.test(text!) ? `'${text}` : text!, ...others]
        })
        expect(read.map((row) => row.cells)).toEqual([headers, ...expected.filter(hasContent)])
      }),
      { numRuns: 150 },
    )
  })
})

describe('numbers', () => {
  const amount: Column[] = [{ header: 'n', kind: 'number' }]

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

describe('a produced XLSX', () => {
  const parts = [
    '[Content_Types].xml',
    '_rels/.rels',
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/styles.xml',
    'xl/worksheets/sheet1.xml',
  ]

  test('has every required part, each well-formed and declared, and passes the check of unzip where there is one', async () => {
    const rows: Row[] = [
      ['<a> & "b"', '1.5', '2024-05-01', '2024-05-01T10:30'],
      [null, null, null, null],
    ]
    const path = await saveXlsx(columns, rows, {
      sheetName: "O'Neil & <co>",
      autofilter: true,
      freezeHeader: true,
    })
    for (const part of parts) {
      const names = new Set<string>()
      const xml = new XmlReader(part, { open: (name) => names.add(name) })
      xml.write(Buffer.from(await readPart(path, part)))
      xml.end()
      expect(names.size, part).toBeGreaterThan(1)
    }
    const types = await readPart(path, '[Content_Types].xml')
    for (const part of parts.filter((name) => name.startsWith('xl/') && !name.endsWith('.rels'))) {
      expect(types).toContain(`PartName="/${part}"`)
    }
    expect(checkWithUnzip(path)).toMatch(/^$|No errors detected/)
  })

  test('has title rows above a frozen, filtered header; totals at the end stay outside the filter', async () => {
    const path = folder.nextPath()
    const options = {
      sheetName: 'Riwayat',
      title: ['Stok BBM', 'Mei 2024'],
      freezeHeader: true,
      autofilter: true,
    }
    const writer = writeXlsx(createWriteStream(path), columns, options)
    await writer.write(['a', '1', null, null])
    await writer.write(['Subtotal', '1', null, null], 'subtotal')
    await writer.write(['Total', '1.00', null, null], 'total')
    await writer.end()
    const read = await readAll(path)
    expect(read.map(({ number, cells }) => [number, cells[0]])).toEqual([
      [1, 'Stok BBM'],
      [2, 'Mei 2024'],
      [3, 'Keterangan'],
      [4, 'a'],
      [5, 'Subtotal'],
      [6, 'Total'],
    ])
    const sheet = await readPart(path, 'xl/worksheets/sheet1.xml')
    expect(sheet).toContain('<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/>')
    expect(sheet).toContain('<autoFilter ref="A3:D5"/>')
    expect(await readPart(path, 'xl/workbook.xml')).toContain(">'Riwayat'!$A$3:$D$5</definedName>")
  })

  test.each([
    ['a[b]:c*d?e/f\\g', 'a b  c d e f g'],
    ['', 'Sheet1'],
    ["''", 'Sheet1'],
    ["'quoted'", 'quoted'],
    ['History', 'History_'],
    ['x'.repeat(40), 'x'.repeat(31)],
    [`${'x'.repeat(30)}😀`, 'x'.repeat(30)],
    ['Riwayat\u0000 Stok', 'Riwayat Stok'],
  ])('names its sheet by the rules of Excel: %j', async (wanted, name) => {
    const path = await saveXlsx(columns, [], { sheetName: wanted })
    expect(await readPart(path, 'xl/workbook.xml')).toContain(`<sheet name="${name}" `)
  })

  test('has no more rows and no longer texts than Excel opens', async () => {
    const writer = writeXlsx(new PassThrough().resume(), [{ header: 'n', kind: 'number' }], {
      sheetName: 'x',
    })
    await expect(
      writeXlsx(new PassThrough().resume(), columns, { sheetName: 'x' }).write([
        'x'.repeat(32_768),
        null,
        null,
        null,
      ]),
    ).rejects.toMatchObject({ code: 'cell_too_long' })
    for (let count = 1; count < 1_048_576; count++) await writer.write([null])
    await expect(writer.write([null])).rejects.toMatchObject({ code: 'too_many_rows' })
    await writer.end()
  })
})

describe('the pace of the reader', () => {
  const wide: Column[] = [{ header: 'x', kind: 'text' }]
  const makers = [
    ['CSV', (out: Writable) => writeCsv(out, wide)],
    ['XLSX', (out: Writable) => writeXlsx(out, wide, { sheetName: 'x' })],
  ] as const
  const noise = (index: number) =>
    Array.from({ length: 50 }, (_, part) => Math.sin(index * 50 + part)).join(' ')

  test.each(makers)('%s: writing waits for a reader that does not read', async (_, make) => {
    const writer = make(new PassThrough())
    let written = 0
    const writing = (async () => {
      for (; written < 20_000; written++) await writer.write([noise(written)])
    })()
    writing.catch(() => {})
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(written).toBeLessThan(5000)
  })

  test.each(makers)(
    '%s: writing fails, and does not hang, when the other side goes away',
    async (_, make) => {
      const out = new PassThrough()
      const writer = make(out)
      const writing = (async () => {
        for (let index = 0; index < 20_000; index++) await writer.write([noise(index)])
      })()
      setTimeout(() => out.destroy(), 50)
      await expect(writing).rejects.toThrow()
      await expect(writer.end()).rejects.toThrow()
    },
  )

  test.each(makers)('%s: an error of the output reaches the writer', async (_, make) => {
    const out = new Writable({ write: (_chunk, _encoding, done) => done(new Error('disk full')) })
    const writer = make(out)
    const writing = (async () => {
      for (let index = 0; index < 20_000; index++) await writer.write([noise(index)])
      await writer.end()
    })()
    await expect(writing).rejects.toThrow('disk full')
  })

  test.each(makers)('%s: nothing can be written after the end', async (_, make) => {
    const writer = make(new PassThrough().resume())
    await writer.end()
    await expect(writer.write(['late'])).rejects.toThrow()
  })
})

/** The output of `unzip -t`, or nothing where the program is not installed. */
function checkWithUnzip(path: string): string {
  try {
    return execFileSync('unzip', ['-t', path], { encoding: 'utf8' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
