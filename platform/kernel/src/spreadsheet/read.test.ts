import { readdir } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultLimits } from './limits.ts'
import { readSheet } from './read.ts'
import { makeFolder, readAll, readCells, saveWorkbook, type WorkbookParts } from './workbook.fixture.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

const readText = async (content: string | Buffer) => readAll(await folder.save(content))
const cellsOf = async (content: string | Buffer) => (await readText(content)).map((row) => row.cells)
const readWorkbook = async (parts: WorkbookParts) => readAll(await saveWorkbook(folder.nextPath(), parts))
const cellsOfRows = async (rows: string, more: WorkbookParts = {}) =>
  (await readWorkbook({ ...more, rows })).map((row) => row.cells)

describe('CSV', () => {
  test.each([
    ['comma', 'a,b\n1,2\n'],
    ['semicolon', 'a;b\n1;2\n'],
    ['tab', 'a\tb\n1\t2\n'],
    ['bar', 'a|b\n1|2\n'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['CR alone', 'a,b\r1,2\r'],
    ['no line end at the end', 'a,b\n1,2'],
    ['UTF-8 with a byte order mark', '\ufeffa,b\n1,2\n'],
    ['UTF-16 little endian', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le')],
    ['UTF-16 big endian', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le').swap16()],
    ['the delimiter line of Excel', 'sep=;\r\na;b\r\n1;2\r\n'],
  ])('%s is recognised from the content', async (_, content) => {
    expect(await readText(content)).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 2, cells: ['1', '2'] },
    ])
  })

  test('decimal commas do not make a semicolon file a comma file', async () => {
    const rows = ['Tanggal;Jumlah', '2024-01-01;1,5', '2024-01-02;2,5', '2024-01-03;3,5'].join('\n')
    expect((await cellsOf(rows))[1]).toEqual(['2024-01-01', '1,5'])
  })

  test('delimiters inside quotes do not count when the delimiter is recognised', async () => {
    expect(await cellsOf('"a;b;c;d",e\n"1;2;3;4",5\n')).toEqual([
      ['a;b;c;d', 'e'],
      ['1;2;3;4', '5'],
    ])
  })

  test('quoted line breaks, quotes and delimiters stay in their cell and the row counts once', async () => {
    expect(await readText('a,b\n"x\r\ny","say ""hi"", now"\n3,4\n')).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 2, cells: ['x\r\ny', 'say "hi", now'] },
      { number: 3, cells: ['3', '4'] },
    ])
  })

  test('mixed line ends do not glue rows together', async () => {
    expect(await cellsOf('a,b\r\n1,2\n3,4\r5,6\r\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ])
  })

  test('short rows are padded, long ones delivered as they are, empty ones left out but counted', async () => {
    expect(await readText('a,b,c\n1\n\n,,\n1,2,3,4\n')).toEqual([
      { number: 1, cells: ['a', 'b', 'c'] },
      { number: 2, cells: ['1', '', ''] },
      { number: 5, cells: ['1', '2', '3', '4'] },
    ])
  })

  test('characters cut by the end of a piece of the file are whole', async () => {
    const wide = Array.from({ length: 30_000 }, (_, index) => `${'x'.repeat(index % 7)}é€😀,${index}`)
    for (const encoding of ['utf8', 'utf16le'] as const) {
      const rows = await cellsOf(Buffer.from(`\ufeffa,b\n${wide.join('\n')}\n`, encoding))
      expect(rows.slice(1).map((cells) => cells.join(','))).toEqual(wide)
    }
  })

  test('rows before a fault are delivered before the fault', async () => {
    const seen: number[] = []
    const reading = async () => {
      for await (const { number } of readSheet({
        path: await folder.save('a,b\n1,2\n3,"4\n'),
        name: 'x.csv',
      })) {
        seen.push(number)
      }
    }
    await expect(reading()).rejects.toMatchObject({ code: 'broken_csv', params: { row: 3 } })
    expect(seen).toEqual([1, 2])
  })
})

describe('XLSX', () => {
  test('shared, inline, rich and phonetic texts are read as the text a person sees', async () => {
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="inlineStr"><is><r><t>x</t></r>' +
      '<r><t xml:space="preserve"> y</t></r><rPh><t>no</t></rPh></is></c><c r="D1" t="str"><v>s</v></c></row>'
    const sharedStrings =
      '<si><t>plain &amp; _x0041__x005F_x0042_</t></si>' +
      '<si><r><rPr><b/></rPr><t>rich </t></r><r><t>text</t></r><rPh sb="0" eb="1"><t>phonetic</t></rPh></si>'
    expect(await cellsOfRows(rows, { sharedStrings })).toEqual([
      ['plain & A_x0042_', 'rich text', 'x y', 's'],
    ])
  })

  test.each([
    ['0.1', '0.1'],
    ['1.1000000000000001', '1.1'],
    ['0.30000000000000004', '0.30000000000000004'],
    ['12345678901234567.89', '12345678901234567.89'],
    ['1.50', '1.50'],
    ['1E-3', '0.001'],
    ['1.0000000000000001E-5', '0.00001'],
    ['-2.5e+3', '-2500'],
    ['1.5E+20', '150000000000000000000'],
    ['1E400', '1E400'],
    ['NaN', 'NaN'],
  ])('the number stored as %s is delivered as %s', async (stored, text) => {
    expect(await cellsOfRows(`<row><c><v>${stored}</v></c></row>`)).toEqual([[text]])
  })

  test('a cell keeps the type that the file gives it, whatever its text looks like', async () => {
    const rows =
      '<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c><c><v>7</v></c><c s="1"><v>45413</v></c>' +
      '<c t="inlineStr"><is><t>1.250</t></is></c><c t="inlineStr"><is><t>=sisa</t></is></c><c t="str"><v>TRUE</v></c>' +
      '<c><f>A1+B1</f><v>2</v></c><c s="1"/><c><v>n/a</v></c></row>'
    const path = await saveWorkbook(folder.nextPath(), { rows, styles })
    expect(await readCells(path)).toEqual([
      [
        { type: 'boolean', value: 'TRUE' },
        { type: 'boolean', value: 'FALSE' },
        { type: 'error', value: '#REF!' },
        { type: 'number', value: '7' },
        { type: 'date', value: '2024-05-01' },
        { type: 'text', value: '1.250' },
        { type: 'text', value: '=sisa' },
        { type: 'text', value: 'TRUE' },
        { type: 'formula', value: '=A1+B1' },
        { type: 'empty', value: '' },
        { type: 'text', value: 'n/a' },
      ],
    ])
  })

  test('everything in a CSV is text or empty', async () => {
    expect(await readCells(await folder.save('a,b,c,d\n7,,2024-05-01,=A1\n'))).toEqual([
      ['a', 'b', 'c', 'd'].map((value) => ({ type: 'text', value })),
      [
        { type: 'text', value: '7' },
        { type: 'empty', value: '' },
        { type: 'text', value: '2024-05-01' },
        { type: 'text', value: '=A1' },
      ],
    ])
  })

  test.each([
    ['2024-05-01T10:00:00', '2024-05-01T10:00:00'],
    ['2026-10-31T23:30:00.000Z', '2026-10-31T23:30:00'],
    ['2026-11-01', '2026-11-01'],
    ['08:00:00', '08:00:00'],
  ])('the ISO date stored as %s is the wall clock %s, in no zone', async (stored, value) => {
    const rows = `<row><c t="d"><v>${stored}</v></c></row>`
    expect(await readCells(await saveWorkbook(folder.nextPath(), { rows }))).toEqual([
      [{ type: 'date', value }],
    ])
  })

  const styles =
    '<numFmts><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/><numFmt numFmtId="165" formatCode="[$-421]d mmm yyyy hh:mm"/>' +
    '<numFmt numFmtId="166" formatCode="&quot;day&quot; #,##0.00"/><numFmt numFmtId="167" formatCode="[h]:mm"/>' +
    '<numFmt numFmtId="168" formatCode="[Red]0.00;yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    `<cellXfs>${[0, 14, 22, 164, 165, 166, 167, 168, 20].map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`

  test.each([
    ['no style', 0, '45413', '45413'],
    ['a built-in date', 1, '45413', '2024-05-01'],
    ['a date with a hidden time of day', 1, '45413.5', '2024-05-01T12:00:00'],
    ['a built-in date and time', 2, '45413.75', '2024-05-01T18:00:00'],
    ['a date and time at midnight', 2, '45413', '2024-05-01T00:00:00'],
    ['a custom date', 3, '45413', '2024-05-01'],
    ['a custom date and time', 4, '45413.999988426', '2024-05-01T23:59:59'],
    ['float noise just below midnight', 1, '45412.9999999999', '2024-05-01'],
    ['a quoted word in a number format', 5, '45413', 'day 45413.00'],
    ['a duration', 6, '1.5', '1.5'],
    ['a number format whose second section has a y', 7, '45413', '45413.00'],
    ['a time of day', 8, '0.25', '06:00:00'],
    ['the first day of 1900', 1, '1', '1900-01-01'],
    ['the last day before the day that never was', 1, '59', '1900-02-28'],
    ['the day that never was', 1, '60', '60'],
    ['the day after it', 1, '61', '1900-03-01'],
    ['a negative number', 1, '-3', '-3'],
    ['a number after the year 9999', 1, '3000000', '3000000'],
  ])('%s', async (_, style, stored, text) => {
    expect(await cellsOfRows(`<row><c s="${style}"><v>${stored}</v></c></row>`, { styles })).toEqual([[text]])
  })

  test('workbooks that count days from 1904 give the same dates', async () => {
    const rows = '<row><c s="1"><v>43951</v></c></row>'
    expect(await cellsOfRows(rows, { styles, workbookPr: '<workbookPr date1904="1"/>' })).toEqual([
      ['2024-05-01'],
    ])
  })

  test('a formula is delivered as its text, never as its cached result', async () => {
    const rows =
      '<row><c><f>SUM(A2:A3)</f><v>7</v></c><c t="str"><f>HYPERLINK("http://x","y")</f><v>y</v></c>' +
      '<c><f t="shared" si="0"/><v>1</v></c></row>'
    expect(await cellsOfRows(rows)).toEqual([['=SUM(A2:A3)', '=HYPERLINK("http://x","y")', '=']])
  })

  test('the first visible sheet is read, whatever stands before it', async () => {
    const sheets =
      '<sheet name="H" sheetId="1" state="hidden" r:id="rId1"/><sheet name="V" sheetId="3" state="veryHidden" r:id="rId1"/>' +
      '<sheet name="S" sheetId="2" r:id="rId2"/>'
    const sheet2 = '<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>'
    expect(
      await cellsOfRows('<row><c><v>1</v></c></row>', {
        sheets,
        parts: { 'xl/worksheets/sheet2.xml': sheet2 },
      }),
    ).toEqual([['2']])
  })

  test('rows keep the numbers that a person sees; gaps, merged and styled empty cells are empty', async () => {
    const rows =
      '<row r="2"><c r="B2"><v>1</v></c><c r="D2"><v>2</v></c><c r="XFD2" s="1"/></row><row r="3"><c r="A3" s="1"/></row>' +
      '<row r="7"><c r="A7"><v>3</v></c></row>'
    expect(await readWorkbook({ rows, styles })).toEqual([
      { number: 2, cells: ['', '1', '', '2'] },
      { number: 7, cells: ['3', '', '', ''] },
    ])
  })

  test('wrong dimensions, prefixes, UTF-16 parts, CDATA and part names in another case do not disturb', async () => {
    const sheet = `<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="u"><x:dimension ref="A1"/><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>a<![CDATA[<b>]]></x:t></x:is></x:c><x:c t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>`
    const parts = {
      'xl/worksheets/sheet1.xml': Buffer.from(`\ufeff${sheet}`, 'utf16le'),
      'xl/SharedStrings.xml': '<sst><si><t>c</t></si></sst>',
    }
    expect(await cellsOfRows('', { parts })).toEqual([['a<b>', 'c']])
  })

  test('reading can stop early and leaves no open file behind', async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `<row><c><v>${index}</v></c></row>`).join('')
    const csv = await folder.save('a,b\n1,2\n'.repeat(70_000))
    const paths = [await saveWorkbook(folder.nextPath(), { rows }), csv]
    const countOpen = async () => (await readdir('/dev/fd')).length
    const before = await countOpen()
    for (let round = 0; round < 3; round++) {
      for (const path of paths) {
        for await (const row of readSheet({ path, name: 'x' })) if (row.number === 2) break
      }
    }
    await expect.poll(countOpen).toBeLessThan(before + 4)
  }, 120_000)

  test('the limit of rows does not count the first one', async () => {
    const limits = { ...defaultLimits, maxRows: 2 }
    expect(await readAll(await folder.save('a\n1\n2\n'), limits)).toHaveLength(3)
    await expect(readAll(await folder.save('a\n1\n2\n3\n'), limits)).rejects.toMatchObject({
      code: 'too_many_rows',
    })
  })
})
