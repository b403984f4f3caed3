import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyImport, listImportRows, mapImport } from '../../contract/imports.ts'
import { main, makeFolder, saveWorkbook } from '../spreadsheet/workbook.fixture.ts'
import { writeXlsx } from '../spreadsheet/write.ts'
import { reach, upload } from './fixtures/import-calls.ts'
import { shelfApp } from './fixtures/shelf-app.ts'

let platform: TestPlatform
let keeper: TestPerson
let folder: Awaited<ReturnType<typeof makeFolder>>

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [shelfApp], env: { LUMBUNG_UPLOAD_LIMIT_BYTES: '3000000' } })
  keeper = await platform.signInAs('keeper')
  folder = await makeFolder()
})
afterAll(async () => {
  await platform.close()
  await folder.remove()
})

const mapping = { columns: { name: { column: 0 }, amount: { column: 1 } } }
const workbook = async (...input: Parameters<typeof saveWorkbook> extends [string, infer P] ? [P] : never) =>
  readFile(await saveWorkbook(folder.nextPath(), ...input))
const nothingKept = async () =>
  (await platform.asSuperuser<{ kept: string }>('SELECT count(*) AS kept FROM kernel.import_run'))[0]?.kept

describe('a workbook', () => {
  test('written by a spreadsheet program is imported with its numbers and dates as they are', async () => {
    const path = folder.nextPath()
    const sheet = writeXlsx(
      createWriteStream(path),
      [
        { header: 'Item name', kind: 'text' },
        { header: 'Amount', kind: 'number' },
        { header: 'Date', kind: 'datetime' },
      ],
      { sheetName: 'Data' },
    )
    await sheet.write(['xlsx-1', '1.234', '2026-03-01T08:30:00'])
    await sheet.write(['xlsx-2', '987.65', '2026-03-02T08:30:00'])
    await sheet.end()
    const { body } = await upload(platform, keeper, await readFile(path), { name: 'data.xlsx' })
    expect(body.suggestedMapping.columns).toEqual({
      name: { column: 0 },
      amount: { column: 1 },
      date: { column: 2 },
    })
    await keeper.call(mapImport, { id: body.id, ...body.suggestedMapping })
    const run = await reach(keeper, body.id, 'ready')
    // 1.234 pieces have three decimals, which the command refuses; a thousand and more would have passed.
    expect(run.counts).toMatchObject({ valid: 1, invalid: 1 })
    expect(run.errors[0]).toMatchObject({ field: 'amount', code: 'field.decimals' })
    await keeper.call(applyImport, { id: body.id, skipInvalid: true })
    await reach(keeper, body.id, 'applied')
    const [entry] = await platform.asSuperuser<{ amount: string }>(
      `SELECT amount FROM shelf.entry WHERE name = 'xlsx-2'`,
    )
    expect(entry?.amount).toBe('987.65')
  })

  test('with a formula in a mapped cell gets a row error; the cached result is not believed', async () => {
    const rows =
      '<row r="1"><c t="inlineStr"><is><t>name</t></is></c><c t="inlineStr"><is><t>amount</t></is></c></row>' +
      '<row r="2"><c t="inlineStr"><is><t>rumus</t></is></c><c><f>1+1</f><v>2</v></c></row>'
    const { body } = await upload(platform, keeper, await workbook({ rows }), { mapping })
    await reach(keeper, body.id, 'needs_mending')
    const answer = await keeper.call(listImportRows, { id: body.id })
    expect(answer.body.data).toMatchObject([
      { number: 2, status: 'invalid', errors: { amount: ['Sel B2 berisi rumus; ganti dengan nilainya.'] } },
    ])
  })

  test('that unpacks to far more than it is, is refused at once', async () => {
    const beginning = `<?xml version="1.0"?><worksheet xmlns="${main}"><sheetData>`
    const header = '<row r="1"><c t="inlineStr"><is><t>name</t></is></c><c><v>1</v></c></row>'
    const line = '<row><c t="inlineStr"><is><t>bomb</t></is></c><c><v>1</v></c></row>'.repeat(1_000)
    const endless = Readable.from(
      (function* () {
        yield beginning + header
        for (let index = 0; index < 1_000; index += 1) yield line
        yield '</sheetData></worksheet>'
      })(),
    )
    const bomb = await workbook({ parts: { 'xl/worksheets/sheet1.xml': endless } })
    expect(bomb.length).toBeLessThan(1_000_000)
    const { status, problem } = await upload(platform, keeper, bomb, { mapping })
    expect([status, problem.code, problem.params?.reason]).toEqual([422, 'import.file_refused', 'zip_bomb'])
    expect(problem.detail).toBe(
      'Berkas ini tidak dapat diimpor: isinya mengembang jauh melampaui ukuran berkas.',
    )
  })
})

describe('what is no readable table', () => {
  test.each([
    ['an empty file', '', 'not_a_spreadsheet'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not_a_spreadsheet'],
    ['a web page', '<!doctype html><table></table>', 'unsupported_format'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'unsupported_format'],
    ['a cut archive', Buffer.from('504b0304ffff', 'hex'), 'broken_file'],
    ['a quote that is not closed', 'name,amount\n"abc,1\n', 'broken_csv'],
    [
      'a broken letter',
      Buffer.from('name,amount\n\xc3\xa9\xc3\xa8,1\ncaf\xe9,1\n', 'latin1'),
      'broken_encoding',
    ],
    ['columns without end', `${'a,'.repeat(300)}\n1,2\n`, 'too_many_columns'],
  ])('%s is refused at once with its reason in the caller’s language', async (_what, content, reason) => {
    const before = await nothingKept()
    const id = await upload(platform, keeper, content)
    const en = await upload(platform, keeper, content, { locale: 'en' })
    expect([id.status, id.problem.code, id.problem.params?.reason]).toEqual([
      422,
      'import.file_refused',
      reason,
    ])
    expect(id.problem.detail).toMatch(/^Berkas ini tidak dapat diimpor: [^${}]+\.$/)
    expect(en.problem.detail).toMatch(/^This file cannot be imported: [^${}]+\.$/)
    expect(await nothingKept()).toBe(before)
  })

  test('a header without rows is refused as such', async () => {
    for (const content of ['name,amount\n', '\n\nname,amount\n\n\n']) {
      const answer = await upload(platform, keeper, content)
      expect([answer.status, answer.problem.code]).toEqual([422, 'import.no_rows'])
    }
  })

  test('a file over the limit of uploads is refused before it is read', async () => {
    const answer = await upload(platform, keeper, `name,amount\n${'a,1\n'.repeat(800_000)}`)
    expect([answer.status, answer.problem.code]).toEqual([413, 'platform.body_too_large'])
  })

  test('a CSV that breaks off further down is refused as a whole, with the row where it happens', async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => `utuh-${index},1`).join('\n')
    const { body } = await upload(platform, keeper, `name,amount\n${rows}\n"tanpa akhir,1\n`, { mapping })
    const run = await reach(keeper, body.id, 'refused', 'ready')
    expect([run.state, run.problem?.message]).toEqual([
      'refused',
      'Berkas ini tidak dapat diimpor: tanda kutip di baris 2.002 tidak berpasangan.',
    ])
  })
})

test('text that would be read as a template or as markup comes back as it was', async () => {
  const cell = '$t(import.no_rows) {{text}} <b>'
  const { body } = await upload(platform, keeper, `name,amount\nx,${cell}\n`, { mapping, locale: 'en' })
  await reach(keeper, body.id, 'needs_mending')
  const answer = await keeper.call(listImportRows, { id: body.id }, { locale: 'en' })
  expect(answer.body.data[0]?.errors.amount).toEqual([`"${cell}" is not a number.`])
})
