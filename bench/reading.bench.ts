import { me } from '@lumbung/admin/contract'
import { createSite, listProducts } from '@lumbung/fuel/contract'
import { urlForRole } from '@lumbung/kernel'
import { start } from '../server/src/start.ts'
import type { Figure } from './figure.ts'
import { generateLoad, type LoadResult } from './load.ts'
import { middlePair } from './pairs.ts'
import { type Person, personAt } from './person.ts'
import { pgbench } from './pgbench.ts'
import { seedMovements } from './seed.ts'
import { ADMINISTRATOR, type BenchServer, benchConfig, startServer } from './server.ts'

const CONNECTIONS = 32
const SECONDS = 10
const PORT = 8_472
const DAYS = 1_000
/** The same days, a hundred times the movements. */
export const BIG = { code: 'BIG', days: DAYS, perDay: 1_000 }
const SMALL = { code: 'SMALL', days: DAYS, perDay: 10 }

const HISTORY = '/api/v1/fuel/stock/history?limit=20&location='
const TREND = '/api/v1/fuel/stock/trend?days=366&location='
const SUMMARY = '/api/v1/fuel/stock/summary?location='

/** Two sites with 1,000,000 and 10,000 movements; answers what the frozen page of the first needs. */
export async function prepareHistory(folder: string) {
  const started = await start(benchConfig(folder, PORT))
  try {
    const admin = await personAt(PORT, ADMINISTRATOR)
    const { data: products } = await admin.client.call(listProducts, {})
    const item = products[0]?.id as string
    const { user, tenant } = await admin.client.call(me, {})
    let place = ''
    for (const site of [SMALL, BIG]) {
      place = (await admin.client.call(createSite, { code: site.code, name: site.code })).id
      await seedMovements(started.adminUrl, { siteId: place, productId: item, userId: user.id, ...site })
    }
    return {
      variables: { tenant: tenant?.id as string, code: BIG.code, item, place, user: user.id },
      url: urlForRole(started.adminUrl, started.platform.services.config.secret, 'lumbung_app'),
    }
  } finally {
    await started.stop()
  }
}

/** History, summary and trend at 1,000,000 movements: against pgbench, and against 10,000 movements. */
export async function benchReading(folder: string): Promise<Figure[]> {
  const { variables, url } = await prepareHistory(folder)
  const server = await startServer({ folder, port: PORT })
  try {
    const admin = await personAt(PORT, ADMINISTRATOR)
    await rate(admin, HISTORY + BIG.code, 3)
    const pair = await middlePair({
      http: () => timed(server, admin, HISTORY + BIG.code),
      limit: () => pgbench({ url, script: 'history', variables, connections: CONNECTIONS, seconds: SECONDS }),
    })
    const figures: Figure[] = [
      {
        what: 'GET /fuel/stock/history, 20 newest of 1,000,000',
        ratio: pair.http / pair.limit,
        target: '≥ 0.45 of the frozen script',
        reached: pair.http / pair.limit >= 0.45,
        detail: `${Math.round(pair.http)}/s against ${Math.round(pair.limit)}/s, p99 ${pair.p99.toFixed(1)} ms`,
      },
      {
        what: 'the same, what the server process takes of a core',
        ratio: null,
        target: '≤ 0.6 ms a request',
        reached: pair.cpuMilliseconds <= 0.6,
        detail: `${pair.cpuMilliseconds.toFixed(2)} ms`,
      },
    ]
    for (const [name, path] of [
      ['history', HISTORY],
      ['summary', SUMMARY],
      ['trend of a year', TREND],
    ] as const) {
      figures.push(await compareSizes(admin, name, path))
    }
    return figures
  } finally {
    await server.stop()
  }
}

/** Time at 1,000,000 over time at 10,000: the middle of three rounds, each side measured right after the other. */
async function compareSizes(admin: Person, name: string, path: string): Promise<Figure> {
  const rounds: { small: number; big: number }[] = []
  for (let round = 0; round < 3; round += 1) {
    rounds.push({
      small: await rate(admin, path + SMALL.code, SECONDS / 2),
      big: await rate(admin, path + BIG.code, SECONDS / 2),
    })
  }
  rounds.sort((a, b) => a.small / a.big - b.small / b.big)
  const { small, big } = rounds[1] as (typeof rounds)[number]
  return {
    what: `${name}: time at 1,000,000 over time at 10,000`,
    ratio: small / big,
    target: '≤ 1.2',
    reached: small / big <= 1.2,
    detail: `${Math.round(big)}/s against ${Math.round(small)}/s`,
  }
}

async function rate(admin: Person, path: string, seconds: number): Promise<number> {
  return (await loadOf(admin, path, seconds)).perSecond
}

async function timed(server: BenchServer, admin: Person, path: string) {
  const before = server.cpuMilliseconds()
  const { perSecond, requests, p99 } = await loadOf(admin, path, SECONDS)
  return { http: perSecond, p99, cpuMilliseconds: (server.cpuMilliseconds() - before) / requests }
}

async function loadOf(admin: Person, path: string, seconds: number): Promise<LoadResult> {
  const result = await generateLoad({
    port: PORT,
    connections: CONNECTIONS,
    seconds,
    request: () => admin.rawRequest('GET', path),
  })
  const wrong = [...result.statuses.keys()].filter((status) => status !== 200)
  if (wrong.length > 0) throw new Error(`${path} answered ${wrong.join(', ')}`)
  return result
}
