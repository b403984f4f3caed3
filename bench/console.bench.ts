import { me } from '@lumbung/admin/contract'
import { createProduct, createSite, listProducts, replaceCapacities } from '@lumbung/fuel/contract'
import type { Config } from '@lumbung/kernel'
import { start } from '../server/src/start.ts'
import { launchBrowser } from '../tests/browser/browser.ts'
import { benchVisits } from './console/first-visit.bench.ts'
import { benchLineGrid } from './console/line-grid.bench.ts'
import { benchLongList } from './console/long-list.bench.ts'
import { benchSaving } from './console/saving.bench.ts'
import type { Figure } from './figure.ts'
import { personAt } from './person.ts'
import { seedMovements } from './seed.ts'
import { ADMINISTRATOR, benchConfig, startServer } from './server.ts'

const PORT = 8_476
const SITE = { code: 'LONG', name: 'Lokasi dengan buku panjang', days: 1_000, perDay: 100 }
const LINES = 100

/** What a person waits for in the browser, on the product as `npm start` serves it. */
export async function benchConsole(folder: string): Promise<Figure[]> {
  const { siteId } = await arrange(benchConfig(folder, PORT))
  const server = await startServer({ folder, port: PORT, env: { LUMBUNG_CONSOLE: 'on' } })
  const browser = await launchBrowser()
  const url = `http://127.0.0.1:${PORT}`
  const at = { url, who: ADMINISTRATOR }
  try {
    return [
      ...(await benchVisits(browser, url, ADMINISTRATOR)),
      ...(await benchSaving(browser, { ...at, location: SITE.code })),
      ...(await benchLineGrid(browser, { ...at, path: `/fuel/sites/${siteId}` })),
      ...(await benchLongList(browser, { ...at, path: '/fuel/history', rows: SITE.days * SITE.perDay })),
    ]
  } finally {
    await browser.close()
    await server.stop()
  }
}

/** A site with 100,000 movements, and 100 products that it holds, a line each. */
async function arrange(config: Config): Promise<{ siteId: string }> {
  const started = await start(config)
  try {
    const { client } = await personAt(PORT, ADMINISTRATOR)
    const { user } = await client.call(me, {})
    const { data: products } = await client.call(listProducts, {})
    const { id: siteId, version } = await client.call(createSite, { code: SITE.code, name: SITE.name })
    await seedMovements(started.adminUrl, {
      siteId,
      productId: products[0]?.id as string,
      userId: user.id,
      ...SITE,
    })
    const codes = Array.from({ length: LINES }, (_, index) => `P${String(index).padStart(3, '0')}`)
    for (const code of codes) await client.call(createProduct, { code, name: `Jenis ${code}` })
    const capacities = codes.map((product) => ({ product, capacityLitres: 1_000 }))
    await client.call(replaceCapacities, { id: siteId, capacities }, { ifMatch: version })
    return { siteId }
  } finally {
    await started.stop()
  }
}
