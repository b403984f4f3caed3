import { readFile, stat } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { defaultLimits, type SpreadsheetLimits } from './limits.ts'
import { main, makeFolder, readAll, saveWorkbook, type WorkbookParts } from './workbook.fixture.ts'
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
