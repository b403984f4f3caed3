import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  applyImport,
  cancelImport,
  type ImportMapping,
  listImportRows,
  listImports,
  mapImport,
  readImport,
} from '../../contract/imports.ts'
import { reach, upload } from './fixtures/import-calls.ts'
import { interference, shelfApp } from './fixtures/shelf-app.ts'

let platform: TestPlatform
let keeper: TestPerson

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [shelfApp] })
  keeper = await platform.signInAs('keeper')
})
afterAll(() => platform.close())
afterEach(() => {
  interference.beforePut = () => undefined
})

const byColumn: ImportMapping = { columns: { name: { column: 0 }, amount: { column: 1 } } }
const entriesOf = (prefix: string) =>
  platform.asSuperuser<{ name: string; amount: string; at: Date; urgent: boolean; by_user: string }>(
    `SELECT name, amount, at, urgent, by_user FROM shelf.entry WHERE name LIKE $1 ORDER BY place`,
    [`${prefix}%`],
  )
/** Uploads with a mapping and waits until every row has been checked. */
async function ready(content: string | Buffer, mapping: ImportMapping = byColumn) {
  const answer = await upload(platform, keeper, content, { mapping })
  expect(answer.status).toBe(201)
  return await reach(keeper, answer.body.id, 'ready', 'needs_mending', 'refused')
}

describe('from file to effect', () => {
  test('a file of an Indonesian spreadsheet program is understood, checked, applied in its order, and recorded', async () => {
    const file = '\ufeffNo;Nama Barang;Jumlah (pcs);Tanggal;Urgent\r\n1;palu-a;1.234,5;31/12/2025;\r\n'
      .concat('2;palu-b;12,25;01/02/2026;ya\r\n3;palu-c;3;02/02/2026;tidak\r\n')
      .replace('1.234,5', '234,5')
    const answer = await upload(platform, keeper, file)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({
      state: 'uploaded',
      alreadyImported: null,
      suggestedMapping: {
        columns: { name: { column: 1 }, amount: { column: 2 }, date: { column: 3 }, urgent: { column: 4 } },
        dateFormat: 'd/m/y',
        decimalComma: true,
      },
    })
    expect(answer.body.columns[1]).toMatchObject({
      header: 'Nama Barang',
      samples: ['palu-a', 'palu-b', 'palu-c'],
    })
    expect(answer.body.fields[1]).toMatchObject({
      name: 'amount',
      type: 'number',
      unit: 'pcs',
      required: true,
    })

    const { id, suggestedMapping } = answer.body
    expect((await keeper.call(readImport, { id })).body).toMatchObject({ suggestedMapping, mapping: null })
    const mapped = await keeper.call(mapImport, { id, ...suggestedMapping })
    expect(mapped.status).toBe(202)
    const checked = await reach(keeper, id, 'ready')
    expect(checked.counts).toMatchObject({ total: 3, valid: 3, invalid: 0, applied: 0 })
    expect(await entriesOf('palu')).toEqual([])

    const applied = await keeper.call(applyImport, { id })
    expect([applied.status, applied.body.state]).toEqual([202, 'applying'])
    const done = await reach(keeper, id, 'applied')
    expect(done.counts).toMatchObject({ applied: 3, failed: 0, skipped: 0 })
    expect(done.progress).toMatchObject({ done: 3, total: 3, remainingSeconds: null })
    const entries = await entriesOf('palu')
    expect(entries.map(({ name, amount, urgent }) => [name, amount, urgent])).toEqual([
      ['palu-a', '234.50', false],
      ['palu-b', '12.25', true],
      ['palu-c', '3.00', false],
    ])
    // Without a time of day: the start of the day where the tenant is (UTC+8).
    expect(entries[0]?.at.toISOString()).toBe('2025-12-30T16:00:00.000Z')
    expect(entries[0]?.by_user).toBe(keeper.userId)

    const { rows } = { rows: (await keeper.call(listImportRows, { id, limit: 2 })).body }
    expect(rows.data.map((row) => [row.number, row.status, row.cells[1]])).toEqual([
      [2, 'applied', 'palu-a'],
      [3, 'applied', 'palu-b'],
    ])
    const next = await keeper.call(listImportRows, { id, cursor: rows.page.nextCursor as string })
    expect(next.body.data.map((row) => row.number)).toEqual([4])
    const [row] = rows.data
    const audits = await platform.asSuperuser<{ operation: string; resource_id: string; request_id: string }>(
      `SELECT operation, resource_id, request_id FROM kernel.audit_entry
       WHERE resource_id = $1 OR request_id = $2 ORDER BY at, id`,
      [id, `import ${id}`],
    )
    expect(audits.filter((audit) => audit.operation === 'shelf.put')).toHaveLength(3)
    expect(audits.find((audit) => audit.resource_id === row?.outputId)?.request_id).toBe(`import ${id}`)
    expect(audits.map((audit) => audit.operation)).toEqual(
      expect.arrayContaining(['platform.import.create', 'platform.import.map', 'platform.import.apply']),
    )
  })

  test('a mapping sent with the upload starts the check at once; a fixed value stands in for a column', async () => {
    const run = await ready('barang,catatan\nobeng-1,x\nobeng-2,y\n', {
      columns: { name: { column: 0 }, amount: { value: 7 }, date: { value: '2026-01-01' } },
    })
    expect(run.counts).toMatchObject({ valid: 2 })
    await keeper.call(applyImport, { id: run.id })
    await reach(keeper, run.id, 'applied')
    expect((await entriesOf('obeng')).map((entry) => entry.amount)).toEqual(['7.00', '7.00'])
  })

  test('another mapping forgets what the first one found', async () => {
    const run = await ready('name,a,b\ncat-1,x,5\ncat-2,y,6\n')
    expect(run.counts).toMatchObject({ total: 2, invalid: 2 })
    await keeper.call(mapImport, { id: run.id, columns: { name: { column: 0 }, amount: { column: 2 } } })
    const again = await reach(keeper, run.id, 'ready')
    expect(again.counts).toMatchObject({ total: 2, valid: 2, invalid: 0 })
    expect(again.errors).toEqual([])
  })

  test('the same bytes again are a warning that names the first run, and nothing more', async () => {
    const first = await upload(platform, keeper, 'name,amount\nganda,1\n')
    const second = await upload(platform, keeper, 'name,amount\nganda,1\n')
    expect(second.status).toBe(201)
    expect(second.body.alreadyImported).toMatchObject({ id: first.body.id, state: 'uploaded' })
    expect((await keeper.call(readImport, { id: second.body.id })).body.alreadyImported).toEqual(
      second.body.alreadyImported,
    )
  })

  test('who opens the run later is warned as well, also of a later upload that was applied first', async () => {
    const content = 'name,amount\nganda-lagi,1\n'
    const first = await upload(platform, keeper, content)
    const sameAs = async ({ body: { id } }: typeof first) =>
      (await keeper.call(readImport, { id })).body.alreadyImported
    const second = await ready(content)
    expect(await sameAs(first)).toBe(null)
    await keeper.call(applyImport, { id: second.id })
    await reach(keeper, second.id, 'applied')
    const third = await upload(platform, keeper, content)
    expect(await sameAs(first)).toMatchObject({ id: second.id, state: 'applied' })
    expect(await sameAs(third)).toMatchObject({ id: second.id, state: 'applied' })
    await keeper.call(cancelImport, { id: first.body.id })
    expect((await keeper.call(readImport, { id: second.id })).body.alreadyImported).toBe(null)
  })

  test('a run of before suggestions were kept is suggested what its kept cells say', async () => {
    const { body } = await upload(platform, keeper, 'Nama Barang;Jumlah (pcs)\nlama;1,5\n')
    await platform.asSuperuser('UPDATE kernel.import_run SET suggested_mapping = NULL WHERE id = $1', [
      body.id,
    ])
    expect((await keeper.call(readImport, { id: body.id })).body.suggestedMapping).toEqual(
      body.suggestedMapping,
    )
  })

  test('an idempotency key replays an upload and refuses another file under it', async () => {
    const first = await upload(platform, keeper, 'name,amount\nkunci,1\n', { key: 'upload-key-1' })
    const replay = await upload(platform, keeper, 'name,amount\nkunci,1\n', { key: 'upload-key-1' })
    expect([replay.status, replay.body.id]).toEqual([201, first.body.id])
    const other = await upload(platform, keeper, 'name,amount\nkunci,2\n', { key: 'upload-key-1' })
    expect([other.status, other.problem.code]).toEqual([422, 'platform.idempotency_key_reused'])
  })
})

describe('rows that are not right', () => {
  test('are shown with their number in the file and every reason, and the others can be applied without them', async () => {
    const file =
      'name,amount,date\nsalah-1,5,2026-01-01\n\n,abc,31/02/2026\nsalah-3,=1+1,2026-01-02,extra\nsalah-4,1.234,03/04/2026\n'
    const run = await ready(file, { columns: { ...byColumn.columns, date: { column: 2 } } })
    expect(run.counts).toMatchObject({ total: 4, valid: 1, invalid: 3 })
    const { body } = await keeper.call(listImportRows, { id: run.id, status: 'invalid' }, { locale: 'en' })
    expect(body.data.map(({ number, errors }) => [number, errors])).toEqual([
      [
        4,
        {
          name: ['This is required.'],
          amount: ['"abc" is not a number.'],
          date: [expect.stringContaining('"31/02/2026" is no known date')],
        },
      ],
      [
        5,
        {
          _: ['This row has 4 cells, the header 3.'],
          amount: ['"=1+1" is not a number.'],
        },
      ],
      [
        6,
        {
          amount: [expect.stringContaining('can mean 1234 or 1.234')],
          date: [expect.stringContaining('can mean 2026-04-03 or 2026-03-04')],
        },
      ],
    ])
    expect(run.errors).toContainEqual(
      expect.objectContaining({ field: 'amount', code: 'import.number', rows: 2, firstRow: 4 }),
    )
    const refused = await keeper.call(applyImport, { id: run.id })
    expect([refused.status, refused.problem.code]).toEqual([422, 'import.has_invalid_rows'])
    expect(refused.problem.detail).toContain('3 baris belum benar')
    await keeper.call(applyImport, { id: run.id, skipInvalid: true })
    const done = await reach(keeper, run.id, 'applied')
    expect(done.counts).toMatchObject({ applied: 1, failed: 0, skipped: 3 })
  })

  test('those that the command refuses are reported with its own words, and all the others have their effect in order', async () => {
    const names = Array.from({ length: 600 }, (_, index) =>
      index % 97 === 5 ? `unwanted-${index}` : `campur-${String(index).padStart(3, '0')}`,
    )
    const run = await ready(`name,amount\n${names.map((name) => `${name},1`).join('\n')}\n`)
    await keeper.call(applyImport, { id: run.id })
    const done = await reach(keeper, run.id, 'applied')
    const refused = names.filter((name) => name.startsWith('unwanted'))
    expect(done.counts).toMatchObject({ applied: 600 - refused.length, failed: refused.length })
    expect((await entriesOf('campur')).map((entry) => entry.name)).toEqual(
      names.filter((name) => name.startsWith('campur')),
    )
    const { body } = await keeper.call(listImportRows, { id: run.id, status: 'failed', limit: 100 })
    expect(body.data.map((row) => row.errors)).toEqual(
      refused.map((name) => ({ _: [`Barang ${name} tidak boleh ditaruh.`] })),
    )
  })

  test('a rule between rows judges each row by all the rows before it', async () => {
    const run = await ready('name,amount\nrak,600\nrak,300\nrak,200\nrak,100\nrak,1\n')
    await keeper.call(applyImport, { id: run.id })
    const done = await reach(keeper, run.id, 'applied')
    expect(done.counts).toMatchObject({ applied: 3, failed: 2 })
    const { body } = await keeper.call(listImportRows, { id: run.id, status: 'failed' })
    expect(body.data.map((row) => [row.number, row.errors])).toEqual([
      [4, { _: ['Rak penuh.'] }],
      [6, { _: ['Rak penuh.'] }],
    ])
  })

  test('when every row is refused the run ends and says so', async () => {
    const rows = Array.from({ length: 450 }, (_, index) => `unwanted-${index},1`)
    const run = await ready(`name,amount\n${rows.join('\n')}\n`)
    await keeper.call(applyImport, { id: run.id })
    const done = await reach(keeper, run.id, 'applied')
    expect(done.counts).toMatchObject({ applied: 0, failed: 450 })
    expect(done.errors).toEqual([expect.objectContaining({ code: 'shelf.unwanted', rows: 450, firstRow: 2 })])
  })

  test('a bug in one row is told in general words and does not stop the others', async () => {
    interference.beforePut = (name) => {
      if (name === 'kutu-2') throw new TypeError('secret detail')
    }
    const run = await ready('name,amount\nkutu-1,1\nkutu-2,1\nkutu-3,1\n')
    await keeper.call(applyImport, { id: run.id })
    const done = await reach(keeper, run.id, 'applied')
    expect(done.counts).toMatchObject({ applied: 2, failed: 1 })
    const { body, text } = await keeper.call(listImportRows, { id: run.id, status: 'failed' })
    expect(Object.keys(body.data[0]?.errors ?? {})).toEqual(['_'])
    expect(text).not.toContain('secret detail')
  })
})

describe('mappings that do not fit', () => {
  test('name the field that is missing, the field that does not exist and the column that does not exist', async () => {
    const { body } = await upload(platform, keeper, 'a,b\n1,2\n')
    const answer = await keeper.call(mapImport, {
      id: body.id,
      columns: { amount: { column: 9 }, colour: { column: 0 } },
    })
    expect(answer.status).toBe(422)
    expect(Object.keys(answer.problem.errors ?? {}).sort()).toEqual([
      'columns.amount',
      'columns.colour',
      'columns.name',
    ])
    expect(answer.problem.errors?.['columns.amount']).toEqual([
      'Kolom ini tidak ada; berkasnya mempunyai 2 kolom.',
    ])
    const withUpload = await upload(platform, keeper, 'a,b\n1,2\n', { mapping: { columns: {} } })
    expect([withUpload.status, withUpload.problem.code]).toEqual([422, 'platform.invalid_input'])
  })

  test('a header that comes twice is marked, nothing is suggested for it, and a person can still choose one of them', async () => {
    const answer = await upload(platform, keeper, 'name,amount,amount\ndobel,1,2\n')
    expect(answer.body.columns.map((column) => column.repeated)).toEqual([false, true, true])
    expect(answer.body.suggestedMapping.columns).toEqual({ name: { column: 0 } })
    await keeper.call(mapImport, {
      id: answer.body.id,
      columns: { name: { column: 0 }, amount: { column: 2 } },
    })
    const run = await reach(keeper, answer.body.id, 'ready')
    expect(run.counts.valid).toBe(1)
  })
})

describe('who may', () => {
  test('another tenant sees neither the run nor that it exists', async () => {
    const { body } = await upload(platform, keeper, 'name,amount\nrahasia,1\n')
    const stranger = await platform.signInAs('keeper', { tenant: platform.otherTenant })
    const unknown = await stranger.call(readImport, { id: '01936f2a-7b1c-7000-8000-00000000dead' })
    for (const call of [readImport, listImportRows, applyImport, cancelImport]) {
      const answer = await stranger.call(call, { id: body.id })
      expect([answer.status, answer.problem.code]).toEqual([404, unknown.problem.code])
    }
    expect((await stranger.call(listImports, {})).body.data).toEqual([])
  })

  test('without the permission to import, or without that of the command itself, nothing is taken', async () => {
    const onlyCommand = await platform.signInWith(['shelf.put'])
    const onlyImport = await platform.signInWith(['platform.import.*'])
    const first = await upload(platform, onlyCommand, 'name,amount\nx,1\n')
    expect([first.status, first.problem.params?.permission]).toEqual([403, 'platform.import.create'])
    const second = await upload(platform, onlyImport, 'name,amount\nx,1\n')
    expect([second.status, second.problem.params?.permission]).toEqual([403, 'shelf.put'])
    const { body } = await upload(platform, keeper, 'name,amount\nx,1\n')
    expect((await onlyImport.call(readImport, { id: body.id })).status).toBe(404)
    expect((await onlyImport.call(listImports, {})).body.data).toEqual([])
  })

  test('who holds it for less than the whole tenant imports, and sees only their own runs', async () => {
    const scope = { kind: 'site', id: '01936f2a-7b1c-7000-8000-0000000000b1' }
    const narrow = await platform.signInWith(['platform.import.*', 'shelf.put'], { scope })
    const operation = 'shelf.name'
    const foreign = await upload(platform, keeper, 'name\ny\n', { operation })
    const own = await upload(platform, narrow, 'name\nz\n', { operation })
    expect((await narrow.call(readImport, { id: foreign.body.id })).status).toBe(404)
    expect((await narrow.call(readImport, { id: own.body.id })).status).toBe(200)
    expect((await narrow.call(listImports, {})).body.data.map((run) => run.id)).toEqual([own.body.id])
    const all = await keeper.call(listImports, { operation, state: 'uploaded' })
    expect(all.body.data.map((run) => run.id)).toEqual([own.body.id, foreign.body.id])
  })

  test('what no command offers for import is refused by name', async () => {
    for (const operation of ['shelf.take-back', 'shelf.list', 'no.such', '__proto__']) {
      const answer = await upload(platform, keeper, 'name,amount\nx,1\n', { operation })
      expect([answer.status, answer.problem.code]).toEqual([422, 'import.not_importable'])
    }
  })
})

test('a run that was cancelled can be neither mapped nor applied', async () => {
  const run = await ready('name,amount\nbatal,1\n')
  expect((await keeper.call(cancelImport, { id: run.id })).body.state).toBe('cancelled')
  const mapped = await keeper.call(mapImport, { id: run.id, ...byColumn })
  expect([mapped.status, mapped.problem.code]).toEqual([409, 'import.wrong_state'])
  expect(mapped.problem.detail).toContain('"diurungkan"')
  expect((await keeper.call(applyImport, { id: run.id })).status).toBe(409)
  expect(await entriesOf('batal')).toEqual([])
})
