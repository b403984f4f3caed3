import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordStockIn, recordStockOut } from '../../contract/stock.ts'
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
  await scene.admin.call(recordStockIn, { location: site.code, amount: 100 })
  await operator.call(recordStockOut, { amount: 100 })
  await scene.platform.drainOutbox()
  expect(await mailAbout(`Stok Solar di ${site.name} tinggal`, 2)).toHaveLength(2)
})
