import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultLimits, type SpreadsheetLimits } from './limits.ts'
import { MergedCells } from './merged-cells.ts'
import { makeFolder, readAll, readCells, saveWorkbook, type WorkbookParts } from './workbook.fixture.ts'
import { SheetHandlers } from './xlsx-sheet.ts'
import { XmlReader } from './xml-reader.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

const megabyte = 1024 * 1024
const limitsWith = (limits: Partial<SpreadsheetLimits>) => ({ ...defaultLimits, ...limits })
const readBytes = async (content: string | Buffer, limits?: SpreadsheetLimits) =>
  readAll(await folder.save(content), limits)
const readWorkbook = async (parts: WorkbookParts, limits?: SpreadsheetLimits) =>
  readAll(await saveWorkbook(folder.nextPath(), parts), limits)

describe('XML that attacks its reader', () => {
  const laughs =
    '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
  const sheet = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`

  test.each([
    '_rels/.rels',
    'xl/workbook.xml',
    'xl/_rels/workbook.xml.rels',
    'xl/worksheets/sheet1.xml',
    'xl/styles.xml',
    'xl/sharedStrings.xml',
  ])('a DOCTYPE in %s is refused, and with it every entity', async (part) => {
    const attack = {
      rows: '<row/>',
      sharedStrings: '',
      styles: '',
      parts: { [part]: `${laughs}<w>&b;&x;</w>` },
    }
    await expect(readWorkbook(attack)).rejects.toMatchObject({
      code: 'broken_file',
      params: { reason: 'doctype', part },
    })
  })

  test.each<[string, string]>([
    ['an undefined entity', sheet('<row><c t="inlineStr"><is><t>&b;</t></is></c></row>')],
    ['a tag never closed', '<worksheet><sheetData><row>'],
    ['elements nested without end', `<worksheet>${'<a>'.repeat(100)}`],
    ['rows that do not ascend', sheet('<row r="2"/><row r="2"/>')],
    ['a row beyond the last', sheet('<row r="1048577"/>')],
    ['a row of no number', sheet('<row r="1e1000"/>')],
    ['cells that do not ascend', sheet('<row><c r="B1"/><c r="A1"/></row>')],
    ['a cell beyond the last column', sheet('<row><c r="XFE1"/></row>')],
    ['a cell without column', sheet('<row><c r="1"/></row>')],
    ['a shared string that is not there', sheet('<row><c t="s"><v>5</v></c></row>')],
    ['a shared string named like a method', sheet('<row><c t="s"><v>at</v></c></row>')],
    ['an encoding that is not Unicode', '<?xml version="1.0" encoding="utf-7"?><worksheet/>'],
    ['a comment that never ends', `<worksheet><!--${'x'.repeat(2 * megabyte)}`],
    ['a tag that never ends', `<worksheet><row ${'a'.repeat(2 * megabyte)}`],
    [
      'attributes that never end',
      `<worksheet><row ${Array.from({ length: 200_000 }, (_, i) => `a${i}=""`).join(' ')}`,
    ],
  ])('%s', async (_, content) => {
    await expect(readWorkbook({ parts: { 'xl/worksheets/sheet1.xml': content } })).rejects.toMatchObject({
      code: 'broken_file',
    })
  })

  test('a cell of many megabytes is refused long before it is read', async () => {
    const rows = `<row><c t="inlineStr"><is><t>${'x'.repeat(5 * megabyte)}</t></is></c></row>`
    const refusal = { code: 'cell_too_long', params: { row: 1, maxCellLength: 32_767 } }
    await expect(readWorkbook({ rows })).rejects.toMatchObject(refusal)

    const sheet = new SheetHandlers({
      part: 's',
      sharedStrings: [],
      formatOf: () => undefined,
      merged: new MergedCells([]),
      date1904: false,
      limits: defaultLimits,
    })
    const xml = new XmlReader('s', sheet, { maxTokenLength: defaultLimits.maxCellLength })
    let fed = 0
    const feed = () => {
      xml.write(Buffer.from('<worksheet><sheetData><row><c t="inlineStr"><is><t>'))
      for (; fed < 5 * megabyte; fed += 65_536) xml.write(Buffer.alloc(65_536, 'x'))
    }
    expect(feed).toThrow(expect.objectContaining(refusal))
    expect(fed).toBeLessThan(megabyte / 4)
  })

  test('a cell put together from many runs is cut too, and refused when it never ends', async () => {
    const runs = (count: number) => '<r><t>0123456789</t></r>'.repeat(count)
    const rows = '<row><c t="s"><v>0</v></c></row>'
    const inline = (count: number) => `<row><c t="inlineStr"><is>${runs(count)}</is></c></row>`
    for (const parts of [{ rows: inline(4_000) }, { rows, sharedStrings: `<si>${runs(4_000)}</si>` }]) {
      const [[cell] = []] = await readCells(await saveWorkbook(folder.nextPath(), parts))
      expect([cell?.value.length, cell?.fault]).toEqual([32_767, 'overlong'])
    }
    for (const parts of [{ rows: inline(30_000) }, { rows, sharedStrings: `<si>${runs(30_000)}</si>` }]) {
      await expect(readWorkbook(parts)).rejects.toMatchObject({ code: 'cell_too_long' })
    }
  })

  test('shared strings may take so much memory and no more', async () => {
    const sharedStrings = '<si><t/></si>'.repeat(50_000)
    await expect(
      readWorkbook({ sharedStrings }, limitsWith({ maxSharedStringBytes: megabyte })),
    ).rejects.toMatchObject({ code: 'too_large', params: { maxSharedStringBytes: megabyte } })
  })

  test('a row of 100,000 columns is refused', async () => {
    const rows = `<row>${'<c><v>1</v></c>'.repeat(100_000)}</row>`
    await expect(readWorkbook({ rows })).rejects.toMatchObject({
      code: 'too_many_columns',
      params: { row: 1 },
    })
  })
})

describe('CSV that attacks its reader', () => {
  test.each<[string, string | Buffer, string, object]>([
    ['100,000 columns', `a,b\n${'1,'.repeat(100_000)}\n`, 'too_many_columns', { row: 2, maxColumns: 200 }],
    [
      'a quote that swallows megabytes',
      `a,b\n1,"${'x'.repeat(9 * megabyte)}`,
      'broken_csv',
      { row: 2, reason: 'quote_not_closed' },
    ],
    [
      'a quote that is not closed',
      'a,b\n1,2\n3,"4\n5,6\n',
      'broken_csv',
      { row: 3, reason: 'quote_not_closed' },
    ],
    ['a NUL byte', 'a,b\n1,2\n3,\0\n', 'broken_encoding', { row: 3 }],
    [
      'one letter of Windows-1252 among letters of UTF-8',
      Buffer.from('a,b\n"x\ny\xc3\xa9\xc3\xa8",2\n"\xe9",4\n', 'latin1'),
      'broken_encoding',
      { row: 3 },
    ],
    [
      'half a character at the end',
      Buffer.from('a,b\n\xc3\xa9,\xc3\xa9\n1,\xe2\x82', 'latin1'),
      'broken_encoding',
      { row: 3 },
    ],
    [
      'half a UTF-16 unit at the end',
      Buffer.from('\xff\xfea\x00,\x00b\x00\n\x00x', 'latin1'),
      'broken_encoding',
      { row: 2 },
    ],
    [
      'half a surrogate pair',
      Buffer.from('\ufeffa,b\n1,\ud800x\n', 'utf16le'),
      'broken_encoding',
      { row: 2 },
    ],
  ])('%s is refused with its row', async (_, content, code, params) => {
    await expect(readBytes(content)).rejects.toMatchObject({ code, params })
  })

  test('an invalid byte far into the file is reported at its row', async () => {
    const rows = Array.from({ length: 50_000 }, (_, index) => `${index},"line\nbreak"`)
    rows[5] = 'caf\xc3\xa9,\xc3\xa9'
    rows[43_210] = 'caf\xe9,x'
    await expect(readBytes(Buffer.from(`a,b\n${rows.join('\n')}\n`, 'latin1'))).rejects.toMatchObject({
      code: 'broken_encoding',
      params: { row: 43_212 },
    })
  })

  test('columns of nothing do not count, however many', async () => {
    expect((await readBytes(`a,b\n${','.repeat(100_000)}\n1,2${','.repeat(100_000)}\n`)).at(-1)).toEqual({
      number: 3,
      cells: ['1', '2'],
    })
  })

  test('a file over the limit is refused before it is read', async () => {
    await expect(readBytes('a,b\n1,2\n', limitsWith({ maxBytes: 7 }))).rejects.toMatchObject({
      code: 'too_large',
      params: { maxBytes: 7 },
    })
  })
})
