import { execFileSync } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeFolder, readAll, readPart, saveRows } from './workbook.fixture.ts'
import { type Column, type SheetWriter, writeXlsx } from './write.ts'
import { XmlReader } from './xml-reader.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

type Row = Parameters<SheetWriter['write']>[0]
type XlsxOptions = Parameters<typeof writeXlsx>[2]

const saveXlsx = (columns: Column[], rows: Row[], options: XlsxOptions = { sheetName: 'Data' }) =>
  saveRows(folder.nextPath(), rows, (out) => writeXlsx(out, columns, options))

const columns: Column[] = [
  { header: 'Keterangan', kind: 'text' },
  { header: 'Jumlah', kind: 'number', decimals: 2 },
  { header: 'Tanggal', kind: 'date' },
  { header: 'Waktu', kind: 'datetime' },
]

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

/** The output of `unzip -t`, or nothing where the program is not installed. */
function checkWithUnzip(path: string): string {
  try {
    return execFileSync('unzip', ['-t', path], { encoding: 'utf8' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
