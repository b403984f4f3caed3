import type { CallerInputOf } from '@lumbung/contract'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createExport } from '../../contract/exports.ts'
import { interference, listEntries, putThing, shelfApp } from '../imports/fixtures/shelf-app.ts'
import { makeFolder, readAll } from '../spreadsheet/workbook.fixture.ts'

let platform: TestPlatform
let keeper: TestPerson
let folder: Awaited<ReturnType<typeof makeFolder>>

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [shelfApp] })
  keeper = await platform.signInAs('keeper')
  folder = await makeFolder()
  const names = ['palu', '=cmd', '+62 811', 'palu, "besar"', '@x']
  for (const [index, name] of names.entries()) {
    const date = `2026-03-0${index + 1}T01:02:03Z`
    expect((await keeper.call(putThing, { name, amount: 12.5, date, urgent: index === 0 })).status).toBe(201)
  }
})
afterAll(async () => {
  await platform.close()
  await folder.remove()
})

async function download(input: CallerInputOf<typeof createExport>, locale = 'id', person = keeper) {
  const answer = await platform.http.inject({
    method: 'POST',
    url: '/api/v1/exports',
    payload: input,
    headers: { authorization: `Bearer ${person.token}`, 'accept-language': locale },
  })
  expect(answer.statusCode).toBe(200)
  const rows = await readAll(await folder.save(answer.rawPayload))
  return { text: answer.payload, headers: answer.headers, cells: rows.map((row) => row.cells) }
}

describe('a list as a file', () => {
  test('has the list’s rows in its order, exact numbers, local times, words for yes and no, and formulas made inert', async () => {
    const { cells, headers } = await download({ operation: 'shelf.list', format: 'csv' })
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toMatch(/filename="Isi rak \[baru\] \d{4}-\d{2}-\d{2}\.csv"/)
    expect(cells[0]).toEqual(['Nama barang', 'Amount', 'At', 'Urgent', 'Code thing', 'Left thing', 'Tags'])
    expect(cells.slice(1)).toEqual([
      ['palu', '12,5', '2026-03-01 09:02:03', 'Ya', 'PALU', '12,5', 'a, b'],
      ["'=cmd", '12,5', '2026-03-02 09:02:03', 'Tidak', "'=CMD", '12,5', 'a, b'],
      ["'+62 811", '12,5', '2026-03-03 09:02:03', 'Tidak', "'+62 811", '12,5', 'a, b'],
      ['palu, "besar"', '12,5', '2026-03-04 09:02:03', 'Tidak', 'PALU, "BESAR"', '12,5', 'a, b'],
      ["'@x", '12,5', '2026-03-05 09:02:03', 'Tidak', "'@X", '12,5', 'a, b'],
    ])
  })

  test('as a workbook keeps texts as texts and says its headers in the caller’s language', async () => {
    const { cells } = await download({ operation: 'shelf.list' }, 'en')
    expect(cells[0]?.[0]).toBe('Item name')
    expect(cells[2]?.slice(0, 4)).toEqual(['=cmd', '12.5', '2026-03-02T09:02:03', 'No'])
  })

  test('takes the list’s own filters and only the columns that are asked for, in that order', async () => {
    const { cells } = await download({
      operation: 'shelf.list',
      format: 'csv',
      input: { name: 'palu', limit: 1, page: 9 },
      columns: ['amount', 'thing.code', 'name'],
    })
    expect(cells).toEqual([
      ['Amount', 'Code thing', 'Nama barang'],
      ['12,5', 'PALU', 'palu'],
    ])
  })

  test('walks every page: thousands of rows come once each and in order', async () => {
    await platform.asSuperuser(`INSERT INTO shelf.thing (tenant_id, name, amount) VALUES ($1, 'banyak', 1)`, [
      platform.tenant.id,
    ])
    await platform.asSuperuser(
      `INSERT INTO shelf.entry (tenant_id, id, name, amount, at, urgent, by_user)
       SELECT $1, gen_random_uuid(), 'banyak', number, now(), false, $2
       FROM generate_series(1, 4321) AS number ORDER BY number`,
      [platform.tenant.id, keeper.userId],
    )
    const { cells } = await download({
      operation: 'shelf.list',
      format: 'csv',
      input: { name: 'banyak' },
      columns: ['amount'],
    })
    expect(cells.slice(1).map(([amount]) => Number(amount))).toEqual(
      Array.from({ length: 4321 }, (_, index) => index + 1),
    )
  })

  test('shows one moment: what is added while it is written is not in it', async () => {
    const put = (count: number) =>
      platform.asSuperuser(
        `INSERT INTO shelf.entry (tenant_id, id, name, amount, at, urgent, by_user)
         SELECT $1, gen_random_uuid(), 'sela', 1, now(), false, $2 FROM generate_series(1, $3)`,
        [platform.tenant.id, keeper.userId, count],
      )
    await keeper.call(putThing, { name: 'sela', amount: 1 })
    await put(499)
    let pages = 0
    interference.afterPage = async () => {
      pages += 1
      await put(10)
    }
    const input = { operation: 'shelf.list', format: 'csv', input: { name: 'sela' } } as const
    const during = await download(input)
    interference.afterPage = async () => undefined
    expect([pages, during.cells.length - 1]).toEqual([3, 500])
    expect((await download(input)).cells).toHaveLength(1 + 500 + 30)
  })
})

describe('who may, and what is refused', () => {
  test('the list’s own permission decides, and another tenant’s rows are never in it', async () => {
    const nobody = await platform.signInWith(['platform.import.*'])
    const refused = await nobody.call(createExport, { operation: 'shelf.list' })
    expect([refused.status, refused.problem.params?.permission]).toEqual([403, 'shelf.read'])
    const anonymous = await platform.anonymous.call(createExport, { operation: 'shelf.list' })
    expect(anonymous.status).toBe(401)
    const stranger = await platform.signInAs('keeper', { tenant: platform.otherTenant })
    const { cells } = await download({ operation: 'shelf.list', format: 'csv' }, 'id', stranger)
    expect(cells).toHaveLength(1)
  })

  test('what is no exportable list, an unknown filter and an unknown column are refused before the first byte', async () => {
    for (const operation of ['shelf.put', 'platform.import.list', 'no.such', 'constructor']) {
      const answer = await keeper.call(createExport, { operation })
      expect([answer.status, answer.problem.code]).toEqual([422, 'export.not_exportable'])
    }
    const filter = await keeper.callRaw(createExport, { operation: 'shelf.list', input: { colour: 'red' } })
    expect([filter.status, Object.keys(filter.problem.errors ?? {})]).toEqual([422, ['colour']])
    const column = await keeper.call(createExport, { operation: 'shelf.list', columns: ['amount', 'parts'] })
    expect([column.status, column.problem.errors?.columns?.[0]]).toEqual([
      422,
      'Kolom parts tidak ada; yang ada: id, name, amount, at, urgent, thing.code, thing.left, tags.',
    ])
  })

  test('the list itself and its file agree', async () => {
    const list = await keeper.call(listEntries, { name: 'palu' })
    const { cells } = await download({
      operation: 'shelf.list',
      format: 'csv',
      input: { name: 'palu' },
      columns: ['id'],
    })
    expect(cells.slice(1).map(([id]) => id)).toEqual(list.body.data.map((entry) => entry.id))
  })
})
