import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordDip } from '../../contract/dips.ts'
import { recordStockEntry, recordStockIn, recordStockOut } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene } from '../fuel.fixture.ts'

let scene: FuelScene

beforeAll(async () => {
  scene = await createFuelScene()
})
afterAll(() => scene.close())

/** Mail goes to files in the data folder; a job writes it some time after the event. */
async function mailAbout(text: string, atLeast: number): Promise<string[]> {
  const folder = join(scene.platform.config.dataFolder, 'mail')
  for (let tries = 0; ; tries += 1) {
    const names = await readdir(folder).catch(() => [])
    const messages = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))
    const found = messages.filter((message) => message.includes(text))
    if (found.length >= atLeast || tries > 100) return found
    await sleep(200)
  }
}

test('falling below the threshold is told once to those who care for the site, and to nobody else', async () => {
  const site = await scene.site({ threshold: 100 })
  const operator = await scene.operator(site)
  const elsewhere = await scene.site()
  await scene.platform.signInWith(['fuel.site.update'], { scope: { kind: 'site', id: elsewhere.id } })
  await scene.fill(site, 150)
  const answers = []
  for (const amount of [50, 0.01, 20]) answers.push(await operator.call(recordStockOut, { amount }))
  expect(answers.map(({ body }) => body.isLow)).toEqual([false, true, true])
  await scene.platform.drainOutbox()
  const [mail, ...more] = await mailAbout(site.name, 1)
  expect(more).toEqual([])
  expect(mail).toContain(`Stok Solar di ${site.name} menipis`)
  expect(mail).toContain('99,99 L')
  const { publicUrl } = scene.platform.config
  expect(mail?.replaceAll('=\r\n', '').replaceAll('=3D', '=')).toContain(
    `${publicUrl}/fuel?location=${site.code}&product=DIESEL`,
  )
  const [{ email }] = (await scene.platform.asSuperuser<{ email: string }>(
    'SELECT email FROM kernel.member WHERE user_id = $1',
    [scene.admin.userId],
  )) as [{ email: string }]
  expect(mail).toContain(`To: ${email}`)
})

test('a refill and a second fall are told again', async () => {
  const site = await scene.site({ threshold: 100 })
  const operator = await scene.operator(site)
  await scene.fill(site, 120)
  await operator.call(recordStockOut, { amount: 50 })
  await scene.platform.drainOutbox()
  await scene.admin.call(recordStockIn, { location: site.code, amount: 100 })
  await operator.call(recordStockOut, { amount: 100 })
  await scene.platform.drainOutbox()
  expect(await mailAbout(`Stok Solar di ${site.name} tinggal`, 2)).toHaveLength(2)
})

test('nothing left is told whatever the threshold is, and what was mended before it was told is not', async () => {
  const site = await scene.site({ threshold: 0 })
  const operator = await scene.operator(site)
  await scene.fill(site, 120)
  await operator.call(recordStockOut, { amount: 120 })
  await scene.fill(site, 10)
  await scene.platform.drainOutbox()
  await operator.call(recordStockOut, { amount: 10 })
  await scene.platform.drainOutbox()
  expect(await mailAbout(`Stok Solar di ${site.name} habis`, 1)).toHaveLength(1)
})

test('lines of the past are not told: neither an old log nor one that leaves what is there now as it was', async () => {
  const [old, measured, told] = [await scene.site(), await scene.site(), await scene.site()]
  const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
  for (const site of [old, measured]) await scene.fill(site, 1000, { date: daysAgo(9) })
  await scene.admin.call(recordDip, { location: measured.code, measuredLitres: 500, measuredAt: daysAgo(0) })
  for (const site of [old, measured]) {
    const line = { type: 'OUT', location: site.code, amount: 950, date: daysAgo(3) } as const
    expect((await scene.admin.call(recordStockEntry, line)).body.isLow).toBe(site === old)
  }
  // Mail leaves in the order of the events, so what was told would be there before this.
  await scene.fill(told, 150)
  await (await scene.operator(told)).call(recordStockOut, { amount: 100 })
  await scene.platform.drainOutbox()
  expect(await mailAbout(`Stok Solar di ${told.name} menipis`, 1)).toHaveLength(1)
  for (const site of [old, measured]) expect(await mailAbout(`di ${site.name} `, 0)).toEqual([])
})
