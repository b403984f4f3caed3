import { randomUUID } from 'node:crypto'
import { createSite, recordStockIn, recordStockOut } from '@lumbung/fuel/contract'
import { admitMember, urlForRole } from '@lumbung/kernel'
import { start } from '../server/src/start.ts'
import { captureTransaction, pgbenchScript } from './capture.ts'
import type { Figure } from './figure.ts'
import { generateLoad } from './load.ts'
import { type Login, type Person, personAt } from './person.ts'
import { pgbench } from './pgbench.ts'
import { ADMINISTRATOR, benchConfig, startServer } from './server.ts'

const CONNECTIONS = 32
const SECONDS = 15
const SITES = 32
const PORT = 8_471

/** Stock-out over HTTP, signed in, with everything a request goes through, against its own statements in pgbench. */
export async function benchStockOut(folder: string): Promise<Figure[]> {
  const captured = await prepare(folder)
  const server = await startServer({ folder, port: PORT })
  try {
    const operators = await Promise.all(captured.logins.map((login) => personAt(PORT, login)))
    const rounds: { http: number; database: number; p99: number }[] = []
    // Warm: code compiled, statements prepared, principals cached.
    await load(operators, 5)
    for (let round = 0; round < 3; round += 1) {
      const http = await load(operators, SECONDS)
      const database = await pgbench({
        url: captured.url,
        scripts: captured.scripts,
        connections: CONNECTIONS,
        seconds: SECONDS,
      })
      rounds.push({ http: http.perSecond, database, p99: http.p99 })
    }
    rounds.sort((a, b) => a.http / a.database - b.http / b.database)
    const middle = rounds[1] as (typeof rounds)[number]
    return [
      {
        what: `POST /fuel/stock/out, ${CONNECTIONS} connections`,
        ratio: middle.http / middle.database,
        target: '≥ 0.6 of pgbench',
        reached: middle.http / middle.database >= 0.6,
        detail: `${Math.round(middle.http)}/s against ${Math.round(middle.database)}/s, p99 ${middle.p99.toFixed(1)} ms`,
      },
    ]
  } finally {
    await server.stop()
  }
}

/** Sites with plenty of stock, an operator at each, and the statements of one stock-out. */
async function prepare(folder: string) {
  const started = await start(benchConfig(folder, PORT))
  try {
    const { services } = started.platform
    const admin = await personAt(PORT, ADMINISTRATOR)
    const logins: Login[] = []
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
    }
    const scripts: string[] = []
    for (const login of logins) scripts.push(await scriptOf(await personAt(PORT, login)))
    const url = urlForRole(started.adminUrl, services.config.secret, 'lumbung_app')
    return { logins, scripts, url }
  } finally {
    await started.stop()
  }
}

/** One person's stock-out as the database sees it. */
async function scriptOf(operator: Person): Promise<string> {
  const one = () =>
    captureTransaction('ledger.account', async () => {
      await operator.client.call(
        recordStockOut,
        { amount: 0.01, notes: 'bench' },
        { idempotencyKey: `bench-${randomUUID()}` },
      )
    })
  await one()
  return pgbenchScript(await one(), await one())
}

function load(operators: Person[], seconds: number) {
  let turn = 0
  return generateLoad({
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
}
