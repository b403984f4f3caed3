import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyImport, mapImport, readImportReport, readImportTemplate } from '../../contract/imports.ts'
import { makeFolder, readAll } from '../spreadsheet/workbook.fixture.ts'
import { reach, upload } from './fixtures/import-calls.ts'
import { shelfApp } from './fixtures/shelf-app.ts'

let platform: TestPlatform
let keeper: TestPerson
let folder: Awaited<ReturnType<typeof makeFolder>>

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [shelfApp] })
  keeper = await platform.signInAs('keeper')
  folder = await makeFolder()
})
afterAll(async () => {
  await platform.close()
  await folder.remove()
})

/** The bytes of a file answer; the call helper would read them as text. */
async function download(person: TestPerson, path: string, query: Record<string, string>, locale = 'id') {
  const answer = await platform.http.inject({
    method: 'GET',
    url: `/api/v1${path}`,
    query,
    headers: { authorization: `Bearer ${person.token}`, 'accept-language': locale },
  })
  expect(answer.statusCode).toBe(200)
  const rows = await readAll(await folder.save(answer.rawPayload))
  return {
    bytes: answer.rawPayload,
    name: String(answer.headers['content-disposition']),
    cells: rows.map((r) => r.cells),
  }
}

test('a template has the fields as headers in the caller’s language and one row that can be imported as it is', async () => {
  for (const format of ['csv', 'xlsx'] as const) {
    const query = { operation: 'shelf.put', format }
    const indonesian = await download(keeper, '/imports/template', query)
    const english = await download(keeper, '/imports/template', query, 'en')
    expect(indonesian.cells).toEqual([
      ['Nama barang *', 'Amount (pcs) *', 'Date', 'Urgent'],
      format === 'csv'
        ? ['Palu', '2,5', '2026-03-01 09:00:00', '']
        : ['Palu', '2.5', '2026-03-01T09:00:00', ''],
    ])
    expect(english.cells[0]?.[0]).toBe('Item name *')
    expect(indonesian.name).toContain(`contoh-impor-shelf.put.${format}`)
    const { body } = await upload(platform, keeper, indonesian.bytes)
    expect(Object.keys(body.suggestedMapping.columns)).toEqual(['name', 'amount', 'date', 'urgent'])
    await keeper.call(mapImport, { id: body.id, ...body.suggestedMapping })
    expect((await reach(keeper, body.id, 'ready')).counts).toMatchObject({ valid: 1, invalid: 0 })
  }
})

test('the report holds the rows that failed as they stood, with their reasons, and can be imported once mended', async () => {
  const rows = ['Barang;Jumlah;Kode', 'a;-2;"=x"', 'b;5;', 'unwanted-1;1.000,5;', 'c;tiga;+62']
  const mapping = { columns: { name: { column: 0 }, amount: { column: 1 } }, decimalComma: true }
  const { body } = await upload(platform, keeper, `${rows.join('\n')}\n`, { mapping })
  await reach(keeper, body.id, 'ready')
  await keeper.call(applyImport, { id: body.id, skipInvalid: true })
  expect((await reach(keeper, body.id, 'applied')).counts).toMatchObject({
    applied: 1,
    failed: 1,
    skipped: 2,
  })

  const report = await download(keeper, `/imports/${body.id}/report`, {}, 'en')
  expect(report.name).toContain('.csv')
  expect(report.cells).toEqual([
    ['Barang', 'Jumlah', 'Kode', 'Row in the original file', 'Reasons'],
    ['a', "'-2", "'=x", '2', 'Amount: At least 0.01.'],
    ['unwanted-1', '1.000,5', '', '4', 'The thing unwanted-1 is not wanted.'],
    ['c', 'tiga', "'+62", '5', 'Amount: "tiga" is not a number.'],
  ])
  const workbook = await download(keeper, `/imports/${body.id}/report`, { format: 'xlsx' })
  expect(workbook.cells[1]?.slice(0, 4)).toEqual(['a', '-2', '=x', '2'])

  const mended = report.bytes
    .toString()
    .replace("'-2", "'+2")
    .replace('unwanted-1', 'wanted-1')
    .replace('tiga', '3')
  const again = await upload(platform, keeper, mended, { mapping })
  const run = await reach(keeper, again.body.id, 'ready')
  expect(run.counts).toMatchObject({ valid: 3, invalid: 0 })
  await keeper.call(applyImport, { id: run.id })
  expect((await reach(keeper, run.id, 'applied')).counts).toMatchObject({ applied: 2, failed: 1 })
})

test('who may not import the command gets neither its template nor a report', async () => {
  const stranger = await platform.signInWith(['platform.import.*'])
  const template = await stranger.call(readImportTemplate, { operation: 'shelf.put' })
  expect([template.status, template.problem.params?.permission]).toEqual([403, 'shelf.put'])
  const { body } = await upload(platform, keeper, 'name,amount\nx,1\n')
  expect((await stranger.call(readImportReport, { id: body.id })).status).toBe(404)
  const unknown = await keeper.call(readImportTemplate, { operation: 'shelf.list' })
  expect([unknown.status, unknown.problem.code]).toEqual([422, 'import.not_importable'])
})
