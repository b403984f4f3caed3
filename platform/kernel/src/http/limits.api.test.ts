import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterEach, describe, expect, it } from 'vitest'
import { costly, echo, find, knock, probeApp } from './probe.fixture.ts'

let platform: TestPlatform
afterEach(() => platform.close())

const arrange = async (env: Record<string, string>) => {
  platform = await createTestPlatform({ apps: [probeApp], env })
  return platform
}

describe('a caller who sends too much is told to wait', () => {
  it('counts a person’s calls over all operations, tells what is left, and then answers 429', async () => {
    await arrange({ LUMBUNG_RATE_PER_MINUTE: '5' })
    const person = await platform.signInAs(null)
    for (const left of [4, 3, 2, 1, 0]) {
      const { status, headers } = left % 2 ? await person.call(echo, {}) : await person.call(find, { id: 1 })
      expect(status).toBe(200)
      expect(headers['ratelimit-policy']).toBe('"default";q=5;w=60')
      expect(headers.ratelimit).toMatch(new RegExp(`^"default";r=${left};t=[1-6]?\\d$`))
    }
    const refused = await person.call(echo, {})
    expect(refused.status).toBe(429)
    expect(refused.problem.code).toBe('platform.rate_limited')
    expect(refused.problem.params).toMatchObject({ limit: 5 })
    const wait = Number(refused.headers['retry-after'])
    expect(wait).toBeGreaterThan(0)
    expect(wait).toBeLessThanOrEqual(60)
    expect(refused.problem.params?.retryAfterSeconds).toBe(wait)
    expect(refused.headers.ratelimit).toBe(`"default";r=0;t=${wait}`)
  })

  it('lets a second person go on, also from the same address', async () => {
    await arrange({ LUMBUNG_RATE_PER_MINUTE: '2' })
    const [one, other] = [await platform.signInAs(null), await platform.signInAs(null)]
    for (let call = 0; call < 3; call += 1) await one.call(echo, {})
    expect((await one.call(echo, {})).status).toBe(429)
    expect((await other.call(echo, {})).status).toBe(200)
  })

  it('counts what a person does in two tenants apart', async () => {
    await arrange({ LUMBUNG_RATE_PER_MINUTE: '1' })
    const here = await platform.signInAs(null)
    const there = await platform.signInAs(null, { tenant: platform.otherTenant })
    expect((await here.call(echo, {})).status).toBe(200)
    expect((await here.call(echo, {})).status).toBe(429)
    expect((await there.call(echo, {})).status).toBe(200)
  })

  it('keeps an operation’s own limit apart from the general one', async () => {
    await arrange({ LUMBUNG_RATE_PER_MINUTE: '100' })
    const person = await platform.signInAs(null)
    const first = await person.call(costly, {})
    expect(first.headers['ratelimit-policy']).toBe('"probe.costly";q=2;w=60')
    expect(first.headers.ratelimit).toMatch(/^"probe.costly";r=1;t=/)
    expect((await person.call(costly, {})).status).toBe(200)
    expect((await person.call(costly, {})).status).toBe(429)
    expect((await person.call(echo, {})).status).toBe(200)
  })

  it('counts open operations by address, also for the signed-in, at the rate of the setting', async () => {
    await arrange({ LUMBUNG_SIGN_IN_RATE: '40' })
    const person = await platform.signInAs(null)
    for (let call = 0; call < 6; call += 1) {
      const caller = call % 2 ? person : platform.anonymous
      expect((await caller.call(knock, { name: 'a' })).status).toBe(200)
    }
    expect((await person.call(knock, { name: 'a' })).status).toBe(429)
    expect((await platform.anonymous.call(knock, { name: 'a' })).status).toBe(429)
    const elsewhere = await platform.http.inject({
      method: 'POST',
      url: '/api/v1/probe/knock',
      payload: { name: 'a' },
      remoteAddress: '198.51.100.7',
    })
    expect(elsewhere.statusCode).toBe(200)
  })

  it('does not believe an address that a caller claims for itself', async () => {
    await arrange({ LUMBUNG_SIGN_IN_RATE: '20' })
    const statuses: number[] = []
    for (let call = 0; call < 4; call += 1) {
      const headers = { 'x-forwarded-for': `203.0.113.${call}`, forwarded: `for=203.0.113.${call}` }
      statuses.push((await platform.anonymous.call(knock, { name: 'a' }, { headers })).status)
    }
    expect(statuses).toEqual([200, 200, 200, 429])
  })

  it('counts tries with tokens that are not valid, so that they end', async () => {
    await arrange({ LUMBUNG_RATE_PER_MINUTE: '3' })
    const statuses: number[] = []
    for (let call = 0; call < 5; call += 1) {
      const headers = { authorization: `Bearer forged.token.${call}` }
      statuses.push((await platform.anonymous.call(echo, {}, { headers })).status)
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429])
    const person = await platform.signInAs(null)
    expect((await person.call(echo, {})).status).toBe(200)
  })

  it('never limits health, and counts every refusal', async () => {
    await arrange({ LUMBUNG_RATE_PER_MINUTE: '1' })
    for (let call = 0; call < 5; call += 1) {
      expect((await platform.http.inject('/health/live')).statusCode).toBe(200)
      await platform.anonymous.call(echo, {})
    }
    const { body } = await platform.http.inject('/metrics')
    expect(body).toContain('http_rate_limited_total{operation="probe.echo"} 4')
  })
})

/** Every turn of the event loop takes 400 ms, as when far too many requests are under way. */
async function slowDown(): Promise<void> {
  for (let turn = 0; turn < 6; turn += 1) {
    const end = performance.now() + 400
    while (performance.now() < end);
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('an overloaded process says so early', () => {
  it('refuses first those who have the most under way: nobody pays for another tenant’s load', async () => {
    await arrange({ LUMBUNG_SHED_DELAY_MS: '250' })
    const [busy, calm] = [
      await platform.signInAs(null),
      await platform.signInAs(null, { tenant: platform.otherTenant }),
    ]
    const ends = Array.from({ length: 5 }, () => platform.http.underWay.begin(platform.tenant.id))
    await slowDown()
    const [refused, served] = await Promise.all([busy.call(echo, {}), calm.call(echo, {})])
    expect([refused.status, refused.problem.code, served.status]).toEqual([503, 'platform.unavailable', 200])
    expect(refused.headers['retry-after']).toBe('2')
    for (const end of ends) end()
  })

  it('answers 503 with Retry-After as a problem, and stays alive for its supervisor', async () => {
    await arrange({ LUMBUNG_SHED_DELAY_MS: '50' })
    await slowDown()
    const person = platform.anonymous
    const shed = await person.call(echo, {})
    expect(shed.status).toBe(503)
    expect(shed.problem.code).toBe('platform.unavailable')
    expect(Number(shed.headers['retry-after'])).toBeGreaterThan(0)
    expect((await platform.http.inject('/health/live')).statusCode).toBe(200)
    expect((await platform.http.inject('/metrics')).statusCode).toBe(200)
    const ready = await platform.http.inject('/health/ready')
    expect([ready.statusCode, ready.json().parts.process]).toEqual([503, 'overloaded'])
    await expect.poll(async () => (await person.call(echo, {})).status).toBe(401)
  })
})
