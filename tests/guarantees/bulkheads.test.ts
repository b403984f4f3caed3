import { connect, type Socket } from 'node:net'
import { login } from '@lumbung/admin/contract'
import { readStockSummary, recordStockOut } from '@lumbung/fuel/contract'
import { sql } from '@lumbung/kernel'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { download, probeApp } from '../../platform/kernel/src/http/probe.fixture.ts'
import { apps } from '../../server/src/apps.ts'
import { type Arranged, arrangeOneOfEverything } from './arrange.ts'

const PASSWORD = 'kuda baterai stapler benar'
const PLACES = 4
let platform: TestPlatform
/** Of the tenant that does its worst. */
let worst: Arranged
let victim: TestPerson
let port: number

beforeAll(async () => {
  platform = await createTestPlatform({
    apps: [...apps, probeApp],
    env: {
      LUMBUNG_POOL_SIZE: String(PLACES),
      LUMBUNG_WAIT_MS: '300',
      LUMBUNG_DOWNLOADS_PER_PERSON: '16',
      LUMBUNG_DOWNLOADS_PER_TENANT: '16',
      LUMBUNG_DOWNLOAD_WINDOW_SECONDS: '600',
    },
  })
  worst = await arrangeOneOfEverything(platform)
  victim = await platform.signInAs('administrator', { tenant: platform.otherTenant })
  await platform.http.listen({ port: 0, host: '127.0.0.1' })
  port = (platform.http.server.address() as { port: number }).port
})
afterAll(() => platform.close())

/** Asks for a large file and reads nothing of it. */
function stall(token: string): Socket {
  const socket = connect(port, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.pause()
  socket.write(
    `GET /api/v1/probe/download?lines=15000 HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${token}\r\n\r\n`,
  )
  return socket
}

/** Somebody of the other tenant with a password, as signing in needs one. */
async function personWithPassword(): Promise<string> {
  const email = 'korban@contoh.test'
  const tenant = platform.otherTenant.id
  const account = await platform.services.accounts.ensure({
    email,
    name: 'Sari',
    password: PASSWORD,
    tenant,
  } as never)
  await platform.services.db.withTenant(tenant, (tx) =>
    tx.run(sql`INSERT INTO kernel.member (user_id, name, email) VALUES (${account.id}, 'Sari', ${email})`),
  )
  return email
}

const gauge = async (name: string) =>
  Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(await platform.services.metrics.text())?.[1])

describe('one tenant that does its worst (G10, G11)', () => {
  it('takes nothing from another: slow readers, a burst of commands and connections that do not come back', async () => {
    const email = await personWithPassword()
    const sockets = Array.from({ length: 16 }, () => stall(worst.admin.token))
    await expect.poll(() => gauge('http_downloads_open')).toBe(16)

    // As many of the tenant's transactions as it may have stand still; the rest waits for them and is refused.
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    const held = Array.from({ length: 3 }, () =>
      platform.services.db.queryTenant(platform.tenant.id, async (tx) => {
        await tx.one(sql`SELECT 1 AS one`)
        await released
      }),
    )
    const burst = Array.from({ length: 40 }, (_, index) =>
      worst.operator.call(recordStockOut, { amount: 1, notes: `burst ${index}` }),
    )

    const answers: number[] = []
    for (let round = 0; round < 10; round += 1) {
      answers.push((await victim.call(readStockSummary, {})).status)
      answers.push((await platform.anonymous.call(login, { email, password: PASSWORD })).status)
    }
    expect(answers).toEqual(Array.from({ length: 20 }, () => 200))
    const ready = await platform.http.inject('/health/ready')
    expect([ready.statusCode, ready.json().status]).toEqual([200, 'up'])

    const refusals = await Promise.all(burst)
    expect(new Set(refusals.map(({ status }) => status))).toEqual(new Set([429]))
    expect(refusals[0]?.problem.code).toBe('platform.tenant_busy')
    expect(refusals[0]?.headers['retry-after']).toBe('2')
    const { status, problem } = await worst.admin.call(download, { lines: 1 })
    expect([status, problem.code]).toEqual([429, 'platform.too_many_downloads'])

    release()
    await Promise.all(held)
    for (const socket of sockets) socket.destroy()
    await expect.poll(() => gauge('http_downloads_open')).toBe(0)
    expect((await worst.operator.call(recordStockOut, { amount: 1 })).status).toBe(201)
    const [trail] = await platform.asSuperuser<{ bursts: string }>(
      `SELECT count(*) AS bursts FROM ledger.movement WHERE note LIKE 'burst %'`,
    )
    expect(Number(trail?.bursts)).toBe(0)
  })
})

describe('when all places of one kind of work are taken', () => {
  it.each([
    ['requests', 'down'],
    ['long', 'up'],
    ['jobs', 'up'],
  ] as const)(
    'and it is %s, readiness says %s within its bound and names the pool; the others work',
    async (share, state) => {
      const db = platform.services.db.of(share)
      const tenants = [platform.tenant, platform.otherTenant, await platform.createTenant(`third-${share}`)]
      let release = () => {}
      const released = new Promise<void>((resolve) => {
        release = resolve
      })
      const held = Array.from({ length: PLACES }, (_, index) =>
        db.queryTenant(tenants[index % 3]?.id as string, async (tx) => {
          await tx.one(sql`SELECT 1 AS one`)
          await released
        }),
      )
      for (const one of held) one.catch(() => undefined)
      await expect
        .poll(() => platform.services.db.counts()[share]?.total)
        .toBeGreaterThanOrEqual(share === 'requests' ? PLACES : 2)
      const ready = await platform.http.inject('/health/ready')
      expect(ready.json().parts).toMatchObject({
        [`database.${share}`]: state,
        'database.control': 'up',
        'database.identity': 'up',
      })
      expect(ready.statusCode).toBe(state === 'up' ? 200 : 503)
      if (share !== 'requests') expect((await victim.call(readStockSummary, {})).status).toBe(200)
      release()
      await Promise.allSettled(held)
      expect((await platform.http.inject('/health/ready')).statusCode).toBe(200)
    },
  )
})
