import { readFile } from 'node:fs/promises'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  applyImport,
  type ImportMapping,
  listImportRows,
  listImports,
  mapImport,
  rereadImport,
} from '../../contract/imports.ts'
import { makeFolder, saveWorkbook, type WorkbookParts } from '../spreadsheet/workbook.fixture.ts'
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

const mapping: ImportMapping = { columns: { name: { column: 0 }, amount: { column: 1 } } }
const workbook = async (parts: WorkbookParts) => readFile(await saveWorkbook(folder.nextPath(), parts))
const text = (value: string) => `<c t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`
const number = (value: string) => `<c><v>${value}</v></c>`
const sheetOf = (...rows: string[][]) => rows.map((cells) => `<row>${cells.join('')}</row>`).join('')
const header = [text('name'), text('amount'), text('date')]
const check = async (content: string | Buffer, chosen: ImportMapping = mapping) => {
  const answer = await upload(platform, keeper, content, { mapping: chosen })
  expect(answer.status, answer.problem.detail).toBe(201)
  return await reach(keeper, answer.body.id, 'ready', 'needs_mending', 'refused')
}
const faultsOf = async (id: string) => {
  const { body } = await keeper.call(listImportRows, { id, status: 'invalid' }, { locale: 'en' })
  return body.data.map(({ number: row, errors }) => [row, errors])
}
const inputsOf = (id: string) =>
  platform.asSuperuser<{ input: Record<string, unknown> }>(
    `SELECT input FROM kernel.import_row WHERE run_id = $1 AND status = 'valid' ORDER BY number`,
    [id],
  )

describe('a cell of a workbook is read by its type', () => {
  test('a number in a text is as ambiguous as in a CSV; a stored number has one meaning', async () => {
    const rows = sheetOf(
      header,
      [text('a'), text('1.250')],
      [text('b'), number('1250.5')],
      [text('c'), text('12,5')],
    )
    const { body } = await upload(platform, keeper, await workbook({ rows }))
    expect(body.suggestedMapping.decimalComma).toBe(true)
    const run = await check(
      await workbook({ rows: sheetOf(header, [text('a'), text('1.250')], [text('b'), number('1250.5')]) }),
    )
    expect(run.counts).toMatchObject({ valid: 1, invalid: 1 })
    expect(await faultsOf(run.id)).toEqual([
      [2, { amount: [expect.stringContaining('can mean 1250 or 1.250')] }],
    ])
    expect((await inputsOf(run.id)).map(({ input }) => input.amount)).toEqual([1250.5])
  })

  test('an error is a row error that names the cell, in a column of text as well', async () => {
    const rows = sheetOf(header, ['<c t="e"><v>#REF!</v></c>', number('1')])
    const run = await check(await workbook({ rows }))
    expect(await faultsOf(run.id)).toEqual([
      [2, { name: ['Cell A2 holds the error #REF!; mend it in the file.'] }],
    ])
  })

  test('a text that begins with = is a text, and a code kept as a decimal is the whole number', async () => {
    const rows = sheetOf(header, [text('=sisa'), number('1')], [number('101.0'), number('2')])
    const run = await check(await workbook({ rows }))
    expect((await inputsOf(run.id)).map(({ input }) => input.name)).toEqual(['=sisa', '101'])
  })

  test('a date is the wall clock that the sheet shows, whatever zone the file claims for it', async () => {
    const date = (value: string) => `<c t="d"><v>${value}</v></c>`
    const rows = sheetOf(
      header,
      [text('a'), number('1'), date('2025-10-31T23:30:00.000Z')],
      [text('b'), number('1'), date('2025-11-01T08:00:00Z')],
    )
    const dated = { columns: { ...mapping.columns, date: { column: 2 } } }
    const run = await check(await workbook({ rows }), dated)
    expect((await inputsOf(run.id)).map(({ input }) => input.date)).toEqual([
      '2025-10-31T23:30:00+08:00',
      '2025-11-01T08:00:00+08:00',
    ])
  })
})

describe('signs that nothing can keep', () => {
  test('in a cell are an error of their row, far down as well, and the check comes to its end', async () => {
    const rows = [header, ...Array.from({ length: 150 }, (_, index) => [text(`n${index}`), number('1')])]
    rows[141] = [text('nol_x0000_'), number('1')]
    const run = await check(await workbook({ rows: sheetOf(...rows) }))
    expect(run.counts).toMatchObject({ valid: 149, invalid: 1 })
    expect((await faultsOf(run.id)).map(([row]) => row)).toEqual([142])
  })

  test.each(['\0', '\ud800'])('in a mapping, a file name and a filter are refused as input', async (sign) => {
    const fixed = { columns: { ...mapping.columns, name: { value: `a${sign}` } } }
    const { body } = await upload(platform, keeper, 'name,amount\na,1\n')
    for (const more of [
      fixed,
      { ...mapping, values: { name: { [`x${sign}`]: 'y' } } },
      { ...mapping, values: { name: { x: sign } } },
    ]) {
      const answer = await keeper.call(mapImport, { id: body.id, ...more })
      expect([answer.status, answer.problem.code]).toEqual([422, 'platform.invalid_input'])
    }
    // Half a character cannot be sent in an address.
    if (sign === '\0') expect((await keeper.call(listImports, { operation: `x${sign}` })).status).toBe(422)
    const uploaded = await upload(platform, keeper, 'name,amount\na,1\n', { mapping: fixed })
    expect(uploaded.status).toBe(422)
  })
})

test('the row of the headers can be chosen; what was mapped before is forgotten, and the columns are those of that row', async () => {
  const file = 'Laporan;;\nname;amount;date\nsungguh;1;\njudul;2;\n'
  const { body } = await upload(platform, keeper, file)
  expect(body.reading).toMatchObject({ format: 'csv', delimiter: ';', headerRow: 2 })
  const reread = await keeper.call(rereadImport, { id: body.id, headerRow: 3 })
  expect(reread.body).toMatchObject({ state: 'uploaded', mapping: null, reading: { headerRow: 3 } })
  expect(reread.body.columns[0]?.header).toBe('sungguh')
  await keeper.call(mapImport, { id: body.id, ...mapping })
  const run = await reach(keeper, body.id, 'ready')
  expect((await inputsOf(run.id)).map(({ input }) => input.name)).toEqual(['judul'])
  const stranger = await platform.signInAs('keeper', { tenant: platform.otherTenant })
  expect((await stranger.call(rereadImport, { id: body.id, headerRow: 2 })).status).toBe(404)
  await keeper.call(applyImport, { id: body.id })
  await reach(keeper, body.id, 'applied')
  expect((await keeper.call(rereadImport, { id: body.id, headerRow: 2 })).status).toBe(409)
})

describe('a file that has had its effect before', () => {
  const file = 'name,amount\nulang-a,1\nunwanted-x,1\nulang-b,1\n'
  const lay = async () =>
    (await platform.asSuperuser<{ name: string }>(`SELECT name FROM shelf.entry WHERE name LIKE 'ulang%'`))
      .length

  test('asks before it is applied again, names the rows, and applies the rest or all of them', async () => {
    const first = await check(file)
    await keeper.call(applyImport, { id: first.id })
    expect((await reach(keeper, first.id, 'applied')).counts).toMatchObject({ applied: 2, failed: 1 })
    const second = await check(file)
    expect(second.alreadyImported).toMatchObject({ id: first.id, appliedRows: 2 })
    const asked = await keeper.call(applyImport, { id: second.id })
    expect([asked.status, asked.problem.code]).toEqual([409, 'import.already_applied'])
    expect(asked.problem.params).toMatchObject({ importId: first.id, appliedRows: 2, rows: '2, 4' })
    expect(await lay()).toBe(2)
    await keeper.call(applyImport, { id: second.id, again: 'rest' })
    const rest = await reach(keeper, second.id, 'applied')
    expect(rest.counts).toMatchObject({ applied: 0, failed: 1, leftOut: 2 })
    expect(await lay()).toBe(2)
    const third = await check(file)
    await keeper.call(applyImport, { id: third.id, again: 'all' })
    expect((await reach(keeper, third.id, 'applied')).counts).toMatchObject({ applied: 2, failed: 1 })
    expect(await lay()).toBe(4)
  })
})
