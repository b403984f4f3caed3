import { randomUUID } from 'node:crypto'
import { me } from '@lumbung/admin/contract'
import { createSite, listProducts, recordStockIn } from '@lumbung/fuel/contract'
import { admitMember, urlForRole } from '@lumbung/kernel'
import { start } from '../server/src/start.ts'
import type { Figure } from './figure.ts'
import { generateLoad } from './load.ts'
import { middlePair } from './pairs.ts'
import { type Login, type Person, personAt } from './person.ts'
import { idsText, pgbench } from './pgbench.ts'
import { ADMINISTRATOR, type BenchServer, benchConfig, startServer } from './server.ts'

const CONNECTIONS = 32
const SECONDS = 10
const SITES = 32
const PORT = 8_471

/** Stock-out over HTTP, signed in, with everything a request goes through, against the frozen statements in pgbench. */
export async function benchStockOut(folder: string): Promise<Figure[]> {
  const { logins, url, variables } = await prepare(folder)
  const server = await startServer({ folder, port: PORT })
  try {
    const operators = await Promise.all(logins.map((login) => personAt(PORT, login)))
    const limit = (seconds: number) =>
      pgbench({ url, script: 'stock-out', variables, connections: CONNECTIONS, seconds })
    // Warm: code compiled, statements prepared, principals cached.
    await load(server, operators, 5)
    const {
      http,
      limit: perSecond,
      cpuMilliseconds,
      p99,
    } = await middlePair({
      http: () => load(server, operators, SECONDS),
      limit: () => limit(SECONDS),
    })
    return [
      {
        what: `POST /fuel/stock/out, ${CONNECTIONS} connections`,
        ratio: http / perSecond,
        target: '≥ 0.55 of the frozen script',
        reached: http / perSecond >= 0.55,
        detail: `${Math.round(http)}/s against ${Math.round(perSecond)}/s, ${cpuMilliseconds.toFixed(2)} ms of Node a request, p99 ${p99.toFixed(1)} ms`,
      },
    ]
  } finally {
    await server.stop()
  }
}

/** Sites with plenty of stock and an operator at each. */
async function prepare(folder: string) {
  const started = await start(benchConfig(folder, PORT))
  try {
    const { services } = started.platform
    const admin = await personAt(PORT, ADMINISTRATOR)
    const { tenant } = await admin.client.call(me, {})
    const { data: products } = await admin.client.call(listProducts, {})
    const logins: Login[] = []
    const places: string[] = []
    const users: string[] = []
    for (let index = 0; index < SITES; index += 1) {
      const code = `SITE-${index}`
      const site = await admin.client.call(createSite, { code, name: code })
      await admin.client.call(recordStockIn, { location: code, amount: 999_999_999 })
      const login = { login: `operator-${index}@example.test`, password: `bench-${randomUUID()}` }
      const account = await services.accounts.ensure({
        email: login.login,
        name: code,
        password: login.password,
      })
      const scope = { kind: 'site', id: site.id }
      await admitMember(services, { tenantSlug: 'main', userId: account.id, roleKey: 'fuel-operator', scope })
      logins.push(login)
      places.push(site.id)
      users.push(account.id)
    }
    const variables = {
      tenant: tenant?.id as string,
      item: products[0]?.id as string,
      places: idsText(places),
      users: idsText(users),
    }
    return { logins, variables, url: urlForRole(started.adminUrl, services.config.secret, 'lumbung_app') }
  } finally {
    await started.stop()
  }
}

async function load(server: BenchServer, operators: Person[], seconds: number) {
  let turn = 0
  const before = server.cpuMilliseconds()
  const { perSecond, requests, p99, statuses } = await generateLoad({
    port: PORT,
    connections: CONNECTIONS,
    seconds,
    request: () => {
      turn += 1
      const operator = operators[turn % operators.length] as Person
      return operator.rawRequest(
        'POST',
        '/api/v1/fuel/stock/out',
        '{"amount":0.01,"notes":"bench"}',
        `bench-${randomUUID()}`,
      )
    },
  })
  const wrong = [...statuses.keys()].filter((status) => status !== 201)
  if (wrong.length > 0) throw new Error(`stock-out answered ${wrong.join(', ')}`)
  return { http: perSecond, p99, cpuMilliseconds: (server.cpuMilliseconds() - before) / requests }
}
