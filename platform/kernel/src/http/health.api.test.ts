import { createTestPlatform, startFaultProxy, type TestPlatform } from '@lumbung/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { Database } from '../db/database.ts'
import { createLogger } from '../telemetry/logger.ts'
import { echo, probeApp } from './probe.fixture.ts'
import { createHttpServer } from './server.ts'

const TOKEN = 'a-token-of-a-scraper-0123456789'
const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function arrange(env: Record<string, string> = {}): Promise<TestPlatform> {
  const platform = await createTestPlatform({ apps: [probeApp], env })
  closers.push(() => platform.close())
  return platform
}

describe('health', () => {
  it('names each part and its state, without a sign-in and outside the API', async () => {
    const { http } = await arrange()
    const live = await http.inject('/health/live')
    expect([live.statusCode, live.json()]).toEqual([200, { status: 'up' }])
    const ready = await http.inject('/health/ready')
    expect(ready.statusCode).toBe(200)
    const pools = ['requests', 'identity', 'long', 'jobs', 'control', 'worker']
    expect(ready.json()).toEqual({
      status: 'up',
      parts: {
        process: 'up',
        database: 'up',
        ...Object.fromEntries(pools.map((pool) => [`database.${pool}`, 'up'])),
        files: 'up',
      },
    })
    expect(ready.headers['cache-control']).toBe('no-store')
    expect((await http.inject('/api/v1/health/live')).statusCode).toBe(404)
  })

  it('answers 503 within seconds while the database is silent, stays alive, and is ready again when it answers', async () => {
    const platform = await arrange()
    const url = new URL(platform.databaseUrl)
    const proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port) })
    closers.push(() => proxy.close())
    url.hostname = '127.0.0.1'
    url.port = String(proxy.port)
    const { secret, poolSize, waitMilliseconds } = platform.config
    const log = createLogger({ level: 'silent' })
    const db = new Database({ adminUrl: url.href, secret, poolSize, waitMilliseconds, log })
    closers.push(() => db.end())
    const http = await createHttpServer({ ...platform.services, db })
    closers.push(() => http.close())
    expect((await http.inject('/health/ready')).statusCode).toBe(200)

    proxy.set({ kind: 'silent' })
    const began = performance.now()
    const silent = await Promise.all(Array.from({ length: 20 }, () => http.inject('/health/ready')))
    expect(performance.now() - began).toBeLessThan(4_000)
    for (const answer of silent) {
      expect(answer.statusCode).toBe(503)
      expect(answer.json()).toMatchObject({ status: 'down', parts: { database: 'down', process: 'up' } })
      expect(answer.headers['retry-after']).toBe('2')
    }
    expect((await http.inject('/health/live')).statusCode).toBe(200)

    proxy.set({ kind: 'none' })
    proxy.cut()
    await expect
      .poll(async () => (await http.inject('/health/ready')).statusCode, { timeout: 15_000, interval: 200 })
      .toBe(200)
  })

  it('is not ready while draining, and still serves', async () => {
    const platform = await arrange()
    const person = await platform.signInAs(null)
    platform.http.startDraining()
    const ready = await platform.http.inject('/health/ready')
    expect([ready.statusCode, ready.json().parts.process]).toEqual([503, 'draining'])
    expect((await person.call(echo, {})).status).toBe(200)
  })
})

describe('metrics', () => {
  it('tell a scraper on this machine of requests, pools and the process', async () => {
    const platform = await arrange()
    const person = await platform.signInAs(null)
    await person.call(echo, {})
    await person.callRaw(echo, { unknown: 1 })
    await platform.http.inject('/api/v1/nowhere')
    const { statusCode, body, headers } = await platform.http.inject('/metrics')
    expect(statusCode).toBe(200)
    expect(headers['content-type']).toMatch(/^text\/plain/)
    const counted = (operation: string, kind: string, status: string) =>
      body.includes(
        `http_request_duration_seconds_count{operation="${operation}",kind="${kind}",status="${status}"} 1`,
      )
    expect(counted('probe.echo', 'command', '2xx')).toBe(true)
    expect(counted('probe.echo', 'command', '4xx')).toBe(true)
    expect(counted('unknown', 'none', '4xx')).toBe(true)
    expect(body).toMatch(/db_pool_connections\{pool="requests",state="total"\} \d/)
    expect(body).toContain('process_cpu_user_seconds_total')
    expect(body).toContain('nodejs_eventloop_lag_seconds')
  })

  it('do not exist for another machine, nor for one that a proxy here forwards', async () => {
    const { http } = await arrange()
    const far = await http.inject({ url: '/metrics', remoteAddress: '203.0.113.5' })
    expect([far.statusCode, far.json().code]).toEqual([404, 'platform.unknown_route'])
    const headers = { 'x-forwarded-for': '203.0.113.5' }
    expect((await http.inject({ url: '/metrics', headers })).statusCode).toBe(404)
  })

  it.each(['via', 'forwarded', 'x-real-ip', 'x-forwarded-host', 'x-forwarded-proto', 'cf-connecting-ip'])(
    'do not exist behind a proxy on this machine that adds no more than %s',
    async (name) => {
      const { http } = await arrange()
      const headers = { [name]: '1.1 proxy' }
      expect((await http.inject({ url: '/metrics', headers })).statusCode).toBe(404)
    },
  )

  it('are for the token alone in production, where a proxy may add nothing at all', async () => {
    const { services, http } = await arrange({ LUMBUNG_METRICS_TOKEN: TOKEN })
    Object.assign(services.config, { production: true })
    expect((await http.inject('/metrics')).statusCode).toBe(404)
    const headers = { authorization: `Bearer ${TOKEN}` }
    expect((await http.inject({ url: '/metrics', headers })).statusCode).toBe(200)
  })

  it('open with the token alone, and only where one is set', async () => {
    const { http } = await arrange({ LUMBUNG_METRICS_TOKEN: TOKEN })
    const ask = async (authorization: string) =>
      (await http.inject({ url: '/metrics', remoteAddress: '203.0.113.5', headers: { authorization } }))
        .statusCode
    expect(await ask(`Bearer ${TOKEN}`)).toBe(200)
    expect(await ask(`Bearer ${TOKEN}x`)).toBe(404)
    expect(await ask('Bearer ')).toBe(404)
    expect(await ask('')).toBe(404)
    const { http: without } = await arrange()
    const headers = { authorization: 'Bearer undefined' }
    expect(
      (await without.inject({ url: '/metrics', remoteAddress: '203.0.113.5', headers })).statusCode,
    ).toBe(404)
  })
})
