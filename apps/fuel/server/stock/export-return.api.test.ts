import { applyImport, mapImport } from '@lumbung/kernel/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exportStockHistory, listStockHistory } from '../../contract/reports.ts'
import { recordStockEntry } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene, type TestPerson } from '../fuel.fixture.ts'
import { reachImport, uploadFile } from './import.fixture.ts'

let scene: FuelScene
let organisations = 0

const NOTES = ["'-5 sisa kemarin", '-5 sisa', '=1+1', '+62 811', '@pompa; "besar"', '1.250,5']
const FILES = (['id', 'en'] as const).flatMap((locale) =>
  (['csv', 'xlsx'] as const).map((format) => [locale, format] as const),
)

beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-20T04:00:00Z' })
  await scene.site({ code: 'PUSAT', name: 'Depo Pusat', zone: 'Asia/Jakarta' })
  await scene.site({ code: 'TIMUR', name: 'Depo Timur', zone: 'Asia/Jayapura' })
  for (const [index, notes] of NOTES.entries()) {
    const day = `2031-11-${String(index + 1).padStart(2, '0')}`
    await record('PUSAT', 'IN', 1_250.5 + index, `${day}T00:30:00+07:00`, notes)
    await record('TIMUR', 'IN', 1_000, `${day}T23:30:00+09:00`, notes)
    await record('PUSAT', 'OUT', 1_200, `${day}T23:59:59+07:00`, '')
  }
})
afterAll(() => scene.close())

async function record(location: string, type: 'IN' | 'OUT', amount: number, date: string, notes: string) {
  const { status, text } = await scene.admin.call(recordStockEntry, { location, type, amount, date, notes })
  if (status !== 201) throw new Error(text)
}

/** Another organisation with the same sites and an empty book. */
async function emptyOrganisation(): Promise<TestPerson> {
  organisations += 1
  const tenant = await scene.platform.createTenant(`returned-${organisations}`)
  const admin = await scene.platform.signInAs('fuel-admin', { tenant })
  await scene.site({ code: 'PUSAT', name: 'Depo Pusat', zone: 'Asia/Jakarta', by: admin })
  await scene.site({ code: 'TIMUR', name: 'Depo Timur', zone: 'Asia/Jayapura', by: admin })
  return admin
}

async function download(operation: string, url: string, payload: object, locale: string) {
  const response = await scene.platform.http.inject({
    method: 'POST',
    url: `/api/v1${url}`,
    headers: { authorization: `Bearer ${scene.admin.token}`, 'accept-language': locale },
    payload,
  })
  if (response.statusCode !== 200) throw new Error(`${operation}: ${response.body}`)
  return Buffer.from(response.rawPayload)
}

/** Brings a file in with what is suggested, untouched. */
async function bringIn(person: TestPerson, operation: string, content: Buffer<ArrayBuffer>) {
  const { id, suggestedMapping } = await uploadFile(scene, person, operation, content)
  const mapped = await person.call(mapImport, { id, ...suggestedMapping })
  if (mapped.status !== 202) throw new Error(mapped.text)
  const run = await reachImport(person, id, 'ready', 'needs_mending', 'refused')
  expect(run.errors).toEqual([])
  expect(run.unknownValues).toEqual([])
  await person.call(applyImport, { id })
  return await reachImport(person, id, 'applied')
}

async function bookOf(person: TestPerson) {
  const { body } = await person.call(listStockHistory, { limit: 200 })
  return body.data
    .map((line) =>
      [line.location.code, line.date, line.type, line.amountLitres, line.balanceLitres, line.notes].join(
        ' | ',
      ),
    )
    .sort()
}

describe('what the history’s menu exports comes back to the same book', () => {
  test.each(FILES)('the columns shown, in %s as %s', async (locale, format) => {
    const columns = ['date', 'type', 'location.name', 'amountLitres', 'balanceLitres', 'notes', 'user.name']
    const payload = { operation: listStockHistory.id, format, columns }
    const other = await emptyOrganisation()
    await bringIn(
      other,
      recordStockEntry.id,
      await download(listStockHistory.id, '/exports', payload, locale),
    )
    expect(await bookOf(other)).toEqual(await bookOf(scene.admin))
  })

  test.each(FILES)('all columns, in %s as %s', async (locale, format) => {
    const other = await emptyOrganisation()
    const payload = { operation: listStockHistory.id, format }
    await bringIn(
      other,
      recordStockEntry.id,
      await download(listStockHistory.id, '/exports', payload, locale),
    )
    expect(await bookOf(other)).toEqual(await bookOf(scene.admin))
  })

  test.each(FILES)('the book by site with its sums, in %s as %s', async (locale, format) => {
    const other = await emptyOrganisation()
    const file = await download(exportStockHistory.id, '/fuel/stock/export', { format }, locale)
    const run = await bringIn(other, recordStockEntry.id, file)
    expect(run.leftOut.totals).toBe(6)
    expect(await bookOf(other)).toEqual(await bookOf(scene.admin))
  })
})
