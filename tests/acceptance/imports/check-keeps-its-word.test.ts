import { createProduct } from '@lumbung/fuel/contract'
import { getLedgerSetting, updateLedgerSetting } from '@lumbung/ledger/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createFuelScene, type FuelScene } from '../../../apps/fuel/server/fuel.fixture.ts'
import { importsOf } from './import-check.fixture.ts'

let scene: FuelScene
let imports: ReturnType<typeof importsOf>

/** The clock stands at 20 November 2031, noon in Makassar. */
beforeAll(async () => {
  scene = await createFuelScene({ now: '2031-11-20T04:00:00Z' })
  imports = importsOf(scene)
})
afterAll(() => scene.close())

const csv = (...lines: string[]) => lines.join('\n')
/** The check refuses these rows, and applying refuses no other (which `apply` asserts). */
const refused = async (file: string, operation: string) => {
  const run = await imports.check(file, { dateFormat: 'd/m/y' }, operation)
  const done = await imports.apply(run)
  expect(done.counts.failed).toBe(0)
  return await imports.faults(run)
}

describe('the check refuses what applying would', () => {
  test('of sites: a code that exists, one that the file has twice, and a zone that nobody knows', async () => {
    await scene.site({ code: 'HELD' })
    const file = csv(
      'Kode;Nama;Zona waktu',
      'HELD;Ada;Asia/Jakarta',
      'BARU;Baru;Asia/Jakarta',
      'BARU;Baru lagi;Asia/Jakarta',
      'JAUH;Jauh;Asia/Bulan',
    )
    expect((await refused(file, 'fuel.site.create')).map(([row]) => row)).toEqual([2, 4, 5])
  })

  test('of products: a code that exists, and one that the file has twice', async () => {
    await scene.admin.call(createProduct, { code: 'AVTUR', name: 'Avtur' })
    const file = csv('Kode;Nama', 'AVTUR;Avtur', 'BENSIN;Bensin', 'BENSIN;Bensin lagi')
    expect((await refused(file, 'fuel.product.create')).map(([row]) => row)).toEqual([2, 4])
  })

  test('of capacities: a second one for the same tank, named with its product or without', async () => {
    await scene.site({ code: 'TANK' })
    const file = csv('Lokasi;Jenis BBM;Kapasitas', 'TANK;DIESEL;20000', 'TANK;;30000')
    expect((await refused(file, 'fuel.site.record-capacity')).map(([row]) => row)).toEqual([3])
  })

  test('of measurements: days of the future, closed days, and days beyond the limit; one that follows another of the file is right', async () => {
    const { body } = await scene.admin.call(getLedgerSetting, {})
    const close = async (closedThrough: string | null, ifMatch: number) =>
      await scene.admin.call(
        updateLedgerSetting,
        { closedThrough, backdateLimitDays: body.backdateLimitDays },
        { ifMatch },
      )
    const site = await scene.site({ code: 'DIPS' })
    await scene.fill(site, 1000, { date: '2031-11-02T00:00:00Z' })
    const closed = await close('2031-11-03', body.version)
    const file = csv(
      'Tanggal;Lokasi;Isi terukur (L)',
      '01/10/2031;DIPS;700',
      '03/11/2031;DIPS;700',
      '05/11/2031;DIPS;800',
      '21/11/2031;DIPS;800',
      '06/11/2031;DIPS;500',
    )
    expect((await refused(file, 'fuel.dip.record')).map(([row]) => row)).toEqual([2, 3, 5])
    await close(null, closed.body.version)
  })
})
