import { readFile, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultLimits, type SpreadsheetLimits } from './limits.ts'
import { SpreadsheetError } from './read.ts'
import { main, makeFolder, readAll, saveWorkbook, type WorkbookParts } from './workbook.fixture.ts'
import { SheetHandlers } from './xlsx-sheet.ts'
import { XmlReader } from './xml-reader.ts'
import { ZipArchive } from './zip-archive.ts'

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

/** One worksheet with `middle` repeated, made as a stream so that the test itself stays small. */
function repeat(beginning: string, middle: string, times: number, end: string): Readable {
  const block = middle.repeat(1000)
  return Readable.from(
    (function* () {
      yield beginning
      for (let index = 0; index < times / 1000; index++) yield block
      yield end
    })(),
    { objectMode: false },
  )
}
const endlessSheet = (middle: string, unpackedBytes: number) =>
  repeat(
    `<worksheet xmlns="${main}"><sheetData>`,
    middle,
    unpackedBytes / middle.length,
    '</sheetData></worksheet>',
  )

/** Changes the sizes that the directory of an archive declares for one part. */
async function forgeSize(path: string, part: string, size: number): Promise<Buffer> {
  const bytes = await readFile(path)
  let at = bytes.indexOf('PK\x01\x02', 0, 'latin1')
  while (at !== -1) {
    const nameLength = bytes.readUInt16LE(at + 28)
    if (bytes.toString('latin1', at + 46, at + 46 + nameLength) === part) bytes.writeUInt32LE(size, at + 24)
    at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')
  }
  return bytes
}

describe('files that are no spreadsheet are refused by their content', () => {
  const ole = Buffer.alloc(8192)
  ole.write('d0cf11e0a1b11ae1', 'hex')
  ole.writeUInt16LE(9, 30)
  const encrypted = Buffer.from(ole)
  encrypted.write('EncryptedPackage', 512, 'utf16le')

  test.each<[string, string | Buffer, string, object]>([
    ['an empty file', '', 'not_a_spreadsheet', { reason: 'empty' }],
    ['a PDF', '%PDF-1.7\n1 0 obj\n', 'not_a_spreadsheet', { reason: 'content' }],
    [
      'a picture',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'not_a_spreadsheet',
      { reason: 'content' },
    ],
    ['a program', Buffer.from('7f454c4602010100ff00fe', 'hex'), 'not_a_spreadsheet', { reason: 'content' }],
    ['an .xls', ole, 'unsupported_format', { format: 'xls' }],
    ['an XLSX with a password', encrypted, 'unsupported_format', { format: 'encrypted' }],
    ['an HTML table named .xls', '<html><table></table></html>', 'unsupported_format', { format: 'html' }],
    [
      'an XML spreadsheet of 2003',
      '<?xml version="1.0"?><Workbook/>',
      'unsupported_format',
      { format: 'xml' },
    ],
    ['a cut archive', 'PK\x03\x04 and nothing more', 'broken_file', {}],
  ])('%s', async (_, content, code, params) => {
    await expect(readBytes(content)).rejects.toMatchObject({ code, params })
  })

  test.each<[string, NonNullable<WorkbookParts['parts']>, string]>([
    ['another kind of archive', { '_rels/.rels': null, 'xl/workbook.xml': null }, 'not_a_spreadsheet'],
    ['a text document', { 'xl/workbook.xml': '<document/>' }, 'not_a_spreadsheet'],
    [
      'an ODS',
      { '_rels/.rels': null, 'META-INF/manifest.xml': '<m/>', 'content.xml': '<c/>' },
      'unsupported_format',
    ],
    ['a workbook without its sheet', { 'xl/worksheets/sheet1.xml': null }, 'broken_file'],
  ])('%s', async (_, parts, code) => {
    await expect(readWorkbook({ parts })).rejects.toMatchObject({ code })
  })

  test('a workbook of hidden sheets', async () => {
    const sheets = '<sheet name="H" sheetId="1" state="hidden" r:id="rId1"/>'
    await expect(readWorkbook({ sheets })).rejects.toMatchObject({ code: 'not_a_spreadsheet' })
  })
})

describe('archives that unpack to more than they should', () => {
  const bombSize = 30 * megabyte
  let bomb: string
  beforeAll(async () => {
    bomb = await saveWorkbook(folder.nextPath(), {
      parts: { 'xl/worksheets/sheet1.xml': endlessSheet('<row><c><v>1</v></c></row>', bombSize) },
    })
  })

  test('a bomb is refused by what it declares, before anything is unpacked', async () => {
    expect((await stat(bomb)).size).toBeLessThan(bombSize / 100)
    await expect(readAll(bomb, limitsWith({ maxUnpackedBytes: 20 * megabyte }))).rejects.toMatchObject({
      code: 'zip_bomb',
      params: { reason: 'unpacked' },
    })
    await expect(readAll(bomb)).rejects.toMatchObject({ code: 'zip_bomb', params: { reason: 'ratio' } })
  })

  test('a bomb that declares to be small is stopped where it outgrows the declaration', async () => {
    const part = 'xl/worksheets/sheet1.xml'
    const forged = await forgeSize(bomb, part, megabyte)
    await expect(readBytes(forged)).rejects.toMatchObject({ code: 'zip_bomb', params: { reason: 'size' } })

    const archive = await ZipArchive.open(await folder.save(forged), defaultLimits)
    let unpacked = 0
    const unpacking = async () => {
      for await (const chunk of archive.read(part)) unpacked += chunk.length
    }
    await expect(unpacking()).rejects.toMatchObject({ code: 'zip_bomb' })
    archive.close()
    expect(unpacked).toBeLessThanOrEqual(megabyte)
  })

  test('a part that is shorter than declared, or damaged, is not passed off as whole', async () => {
    const path = await saveWorkbook(folder.nextPath(), { rows: '<row><c><v>1</v></c></row>' })
    await expect(readBytes(await forgeSize(path, 'xl/worksheets/sheet1.xml', 5000))).rejects.toMatchObject({
      code: 'broken_file',
    })
  })

  test('too many parts, one name twice and names that leave the archive', async () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`x/${index}`, 'x']))
    await expect(readWorkbook({ parts: many }, limitsWith({ maxEntries: 20 }))).rejects.toMatchObject({
      code: 'zip_bomb',
      params: { reason: 'entries' },
    })
    await expect(readWorkbook({ parts: { 'XL/workbook.xml': '<workbook/>' } })).rejects.toMatchObject({
      code: 'broken_file',
      params: { reason: 'part_twice' },
    })
    const path = await saveWorkbook(folder.nextPath(), { parts: { 'aa/bbbb': 'x' } })
    const climbing = Buffer.from((await readFile(path, 'latin1')).replaceAll('aa/bbbb', '../../b'), 'latin1')
    await expect(readBytes(climbing)).rejects.toMatchObject({ code: 'broken_file' })
  })

  test('a relation that points outside finds nothing', async () => {
    const rels = await saveWorkbook(folder.nextPath(), {
      parts: {
        'xl/_rels/workbook.xml.rels':
          '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>',
      },
    })
    await expect(readAll(rels)).rejects.toMatchObject({
      code: 'broken_file',
      params: { reason: 'part_missing' },
    })
  })

  test('an encrypted part is named as such', async () => {
    const path = await saveWorkbook(folder.nextPath(), { rows: '<row/>' })
    const bytes = await readFile(path)
    for (let at = bytes.indexOf('PK\x01\x02'); at !== -1; at = bytes.indexOf('PK\x01\x02', at + 4))
      bytes[at + 8]! |= 1
    await expect(readBytes(bytes)).rejects.toMatchObject({
      code: 'unsupported_format',
      params: { format: 'encrypted' },
    })
  })
})

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
    const refusal = { code: 'cell_too_long', params: { row: 1, maxCellLength: 10_000 } }
    await expect(readWorkbook({ rows })).rejects.toMatchObject(refusal)

    const sheet = new SheetHandlers({
      part: 's',
      sharedStrings: [],
      dateKinds: [],
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

  test('a cell put together from many runs is refused too', async () => {
    const rows = `<row><c t="inlineStr"><is>${'<r><t>0123456789</t></r>'.repeat(2000)}</is></c></row>`
    await expect(readWorkbook({ rows })).rejects.toMatchObject({ code: 'cell_too_long' })
    const sharedStrings = `<si>${'<r><t>0123456789</t></r>'.repeat(2000)}</si>`
    await expect(readWorkbook({ rows: '', sharedStrings })).rejects.toMatchObject({ code: 'cell_too_long' })
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
    ['100,000 empty columns', `a,b\n${','.repeat(100_000)}\n`, 'too_many_columns', { row: 2 }],
    ['a huge cell', `a,b\n1,${'x'.repeat(megabyte)}\n`, 'cell_too_long', { row: 2, maxCellLength: 10_000 }],
    ['a cell larger than a row may be', `a,b\n1,"${'x'.repeat(9 * megabyte)}`, 'cell_too_long', { row: 2 }],
    [
      'a quote that is not closed',
      'a,b\n1,2\n3,"4\n5,6\n',
      'broken_csv',
      { row: 3, reason: 'quote_not_closed' },
    ],
    ['a quote inside a bare cell', 'a,b\n1,5" pipe\n', 'broken_csv', { row: 2, reason: 'quote_misplaced' }],
    ['text after a closing quote', 'a,b\n1,"x"y\n', 'broken_csv', { row: 2, reason: 'quote_misplaced' }],
    ['a NUL byte', 'a,b\n1,2\n3,\0\n', 'broken_encoding', { row: 3 }],
    ['UTF-16 without its mark', Buffer.from('a,b\n1,2\n', 'utf16le'), 'broken_encoding', { row: 1 }],
    ['Windows-1252', Buffer.from('a,b\n1,2\ncaf\xe9,4\n', 'latin1'), 'broken_encoding', { row: 3 }],
    [
      'Windows-1252 in a quoted cell',
      Buffer.from('a,b\n"x\ny",2\n"\xe9",4\n', 'latin1'),
      'broken_encoding',
      { row: 3 },
    ],
    ['half a character at the end', Buffer.from('a,b\n1,\xe2\x82', 'latin1'), 'broken_encoding', { row: 2 }],
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
    rows[43_210] = 'caf\xe9,x'
    await expect(readBytes(Buffer.from(`a,b\n${rows.join('\n')}\n`, 'latin1'))).rejects.toMatchObject({
      code: 'broken_encoding',
      params: { row: 43_212 },
    })
  })

  test('a file over the limit is refused before it is read', async () => {
    await expect(readBytes('a,b\n1,2\n', limitsWith({ maxBytes: 7 }))).rejects.toMatchObject({
      code: 'too_large',
      params: { maxBytes: 7 },
    })
  })
})

describe('whatever the bytes are, the answer is rows or a SpreadsheetError', () => {
  const expectRowsOrRefusal = async (bytes: Buffer) => {
    try {
      await readBytes(bytes)
    } catch (error) {
      expect(error).toBeInstanceOf(SpreadsheetError)
    }
  }

  test('arbitrary bytes', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 }).map((array) => Buffer.from(array))
    const beginnings = fc.constantFrom(
      '',
      'PK\x03\x04',
      'PK\x05\x06',
      '\xff\xfe',
      '\xfe\xff',
      '\xef\xbb\xbf',
      '"',
      '<?xml',
    )
    await fc.assert(
      fc.asyncProperty(beginnings, bytes, (beginning, rest) =>
        expectRowsOrRefusal(Buffer.concat([Buffer.from(beginning, 'latin1'), rest])),
      ),
      { numRuns: 300 },
    )
  })

  test('a workbook with any bytes changed', async () => {
    const path = await saveWorkbook(folder.nextPath(), {
      rows: '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45413</v></c></row>',
      sharedStrings: '<si><t>x</t></si>',
      styles: '<cellXfs><xf/><xf numFmtId="14"/></cellXfs>',
    })
    const sound = await readFile(path)
    const change = fc.tuple(fc.nat(sound.length - 1), fc.nat(255))
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = Buffer.from(sound)
        for (const [at, byte] of changes) bytes[at] = byte
        await expectRowsOrRefusal(bytes)
      }),
      { numRuns: 400 },
    )
  })

  test('a sheet with any piece of its XML replaced', async () => {
    const sheet = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c><c r="B1"><f>A1</f><v>1</v></c></row></sheetData></worksheet>`
    const piece = fc.constantFrom(
      '',
      '<',
      '>',
      '</row>',
      '<row>',
      '<c>',
      '</c>',
      '<v>',
      '<is>',
      '<t>',
      '</t>',
      '<f>',
      '&#x41;',
      '&#0;',
      '<rPh>',
      '</rPh>',
      '<![CDATA[x]]>',
      '<?pi x?>',
      '<!---->',
      '</sheetData>',
      '\ud800',
    )
    await fc.assert(
      fc.asyncProperty(fc.nat(sheet.length), fc.nat(10), piece, async (at, length, replacement) => {
        const content = sheet.slice(0, at) + replacement + sheet.slice(at + length)
        const path = await saveWorkbook(folder.nextPath(), { parts: { 'xl/worksheets/sheet1.xml': content } })
        await expectRowsOrRefusal(await readFile(path))
      }),
      { numRuns: 300 },
    )
  })
})
