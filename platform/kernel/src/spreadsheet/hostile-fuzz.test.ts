import { readFile } from 'node:fs/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { SpreadsheetError } from './read.ts'
import { makeFolder, readHere, saveWorkbook } from './workbook.fixture.ts'

let folder: Awaited<ReturnType<typeof makeFolder>>
beforeAll(async () => {
  folder = await makeFolder()
})
afterAll(() => folder.remove())

const readBytes = async (content: string | Buffer) => readHere(await folder.save(content))

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
