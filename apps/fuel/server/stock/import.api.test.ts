import { setTimeout as sleep } from 'node:timers/promises'
import type { OutputOf } from '@lumbung/contract'
import {
  applyImport,
  type createImport,
  mapImport,
  readImport,
  readImportTemplate,
  undoImport,
} from '@lumbung/kernel/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listStockHistory, readStockSummary } from '../../contract/reports.ts'
import { createFuelScene, type FuelScene, type TestPerson } from '../fuel.fixture.ts'

let scene: FuelScene

/** The clock stands at 20 November 2031, noon in Makassar. */
beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-20T04:00:00Z' })
})
afterAll(() => scene.close())

async function upload(person: TestPerson, operation: string, content: string) {
  const form = new FormData()
  form.set('operation', operation)
  form.set('file', new Blob([content]), 'buku.csv')
  const body = new Response(form)
  const response = await scene.platform.http.inject({
    method: 'POST',
    url: '/api/v1/imports',
    headers: {
      authorization: `Bearer ${person.token}`,
      'content-type': body.headers.get('content-type') as string,
    },
    payload: Buffer.from(await body.arrayBuffer()),
  })
  if (response.statusCode !== 201) throw new Error(response.body)
  return response.json() as OutputOf<typeof createImport>
}

async function reach(person: TestPerson, id: string, state: string) {
  for (let tries = 0; tries < 400; tries += 1) {
    const { body } = await person.call(readImport, { id })
    if (body.state === state) return body
    await sleep(50)
  }
  throw new Error(`import ${id} never became ${state}`)
}

describe('the template of a stock book', () => {
  test.each([
    ['id', ';', ['Jenis catatan *', 'Lokasi *', 'Jumlah (L) *', 'Jenis BBM', 'Keterangan', 'Tanggal']],
    ['en', ',', ['Entry type *', 'Location *', 'Amount (L) *', 'Fuel product', 'Notes', 'Date']],
  ] as const)(
    'speaks %s in its spreadsheets’ signs, names the units once, and is understood when it comes back',
    async (locale, sign, headers) => {
      const input = { operation: 'fuel.stock.record', format: 'csv' } as const
      const { text } = await scene.admin.call(readImportTemplate, input, { locale })
      expect(text.replace(/^\uFEFF/, '').split(/\r?\n/)[0]).toBe(headers.join(sign))
      const { suggestedMapping } = await upload(scene.admin, input.operation, text)
      expect(suggestedMapping.columns).toEqual({
        type: { column: 0 },
        location: { column: 1 },
        amount: { column: 2 },
        product: { column: 3 },
        notes: { column: 4 },
        date: { column: 5 },
      })
    },
  )
})

describe('a stock book that comes as a file', () => {
  test('is understood by its headings, applied line by line at the lines’ dates, and can be taken back', async () => {
    const site = await scene.site({ code: 'GENSET' })
    const lines = [
      'Tanggal;Jenis;Lokasi;Jumlah (Liter);Keterangan',
      '01/11/2031 08:00;IN;GENSET;1000,5;Kiriman',
      '02/11/2031 08:00;OUT;GENSET;100,25;Pagi',
      '02/11/2031 18:00;OUT;GENSET;50;Sore',
    ]
    const { id, suggestedMapping } = await upload(scene.admin, 'fuel.stock.record', lines.join('\r\n'))
    expect(Object.keys(suggestedMapping.columns).sort()).toEqual([
      'amount',
      'date',
      'location',
      'notes',
      'type',
    ])
    await scene.admin.call(mapImport, { id, ...suggestedMapping, dateFormat: 'd/m/y' })
    expect((await reach(scene.admin, id, 'ready')).counts).toMatchObject({ total: 3, valid: 3 })
    await scene.admin.call(applyImport, { id })
    expect((await reach(scene.admin, id, 'applied')).counts).toMatchObject({ applied: 3, failed: 0 })
    const { body } = await scene.admin.call(listStockHistory, { location: site.code })
    expect(
      body.data.map(({ date, amountLitres, balanceLitres }) => [date, amountLitres, balanceLitres]),
    ).toEqual([
      ['2031-11-02T10:00:00.000Z', 50, 850.25],
      ['2031-11-02T00:00:00.000Z', 100.25, 900.25],
      ['2031-11-01T00:00:00.000Z', 1000.5, 1000.5],
    ])
    await scene.admin.call(undoImport, { id, reason: 'Berkas yang salah' })
    expect((await reach(scene.admin, id, 'undone')).counts).toMatchObject({ reversed: 3, notReversed: 0 })
    const { body: summary } = await scene.admin.call(readStockSummary, { location: site.code })
    expect(summary.data[0]?.balanceLitres).toBe(0)
  })

  test('names each line that cannot be, and applies the others only when that is asked', async () => {
    await scene.site({ code: 'BROKEN' })
    const lines = [
      'type,location,amount,date',
      'IN,BROKEN,100,2031-11-01T08:00:00+08:00',
      'IN,BROKEN,0.001,2031-11-01T09:00:00+08:00',
      'IN,BROKEN,=1+1,2031-11-01T09:00:00+08:00',
      'OUT,NOWHERE,1,2031-11-01T10:00:00+08:00',
      'OUT,BROKEN,500,2031-11-01T11:00:00+08:00',
    ]
    const { id, suggestedMapping } = await upload(scene.admin, 'fuel.stock.record', lines.join('\n'))
    await scene.admin.call(mapImport, { id, ...suggestedMapping })
    expect((await reach(scene.admin, id, 'ready')).counts).toMatchObject({ valid: 1, invalid: 4 })
    await scene.admin.call(applyImport, { id, skipInvalid: true })
    const done = await reach(scene.admin, id, 'applied')
    expect(done.counts).toMatchObject({ applied: 1, failed: 0, skipped: 4 })
    expect(done.errors.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['import.value_unknown', 'fuel.stock_insufficient']),
    )
    const { body } = await scene.admin.call(readStockSummary, { location: 'BROKEN' })
    expect(body.data[0]?.balanceLitres).toBe(100)
  })
})
