import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { boot, type Platform } from '../boot.ts'
import { echo, probeApp } from '../http/probe.fixture.ts'
import { type LiveClient, listen, openLive } from './live-client.fixture.ts'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function start(env: Record<string, string> = {}): Promise<TestPlatform> {
  const platform = await createTestPlatform({ apps: [probeApp], env })
  closers.push(() => platform.close())
  return platform
}

/** A second process's platform on the same database. */
async function startBeside(platform: TestPlatform, role: TestPlatform['config']['role']): Promise<Platform> {
  const { config, databaseUrl: adminUrl, services } = platform
  const beside = await boot({ config: { ...config, role }, adminUrl, apps: [probeApp], log: services.log })
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= beside.close()
    return closing
  }
  closers.push(close)
  return { ...beside, close }
}

async function watch({ http }: Platform, person: TestPerson): Promise<LiveClient> {
  const client = await openLive(http, { authorization: `Bearer ${person.token}` })
  closers.push(async () => client.leave())
  await expect.poll(() => readies(client)).toBe(1)
  return client
}

function readies({ events }: LiveClient): number {
  return events.filter(({ event }) => event === 'ready').length
}

async function callEcho({ http }: Platform, { token }: TestPerson): Promise<number> {
  const { statusCode } = await http.inject({
    method: 'POST',
    url: '/api/v1/probe/echo',
    headers: { authorization: `Bearer ${token}` },
    payload: {},
  })
  return statusCode
}

describe('two nodes on one database', () => {
  it('hear of one another’s commands, also where one answers queries and the other commands alone', async () => {
    const commands = await start({ LUMBUNG_ROLE: 'command' })
    const queries = await startBeside(commands, 'query')
    const person = await commands.signInWith(['*'])
    const [here, there] = [await watch(commands, person), await watch(queries, person)]
    expect(await callEcho(queries, person)).toBe(405)
    expect(await callEcho(commands, person)).toBe(200)
    await expect.poll(here.topics).toEqual(['probe.echo'])
    await expect.poll(there.topics).toEqual(['probe.echo'])
    queries.services.live.announce(commands.tenant.id, 'platform.job.list')
    await expect.poll(here.topics).toEqual(['probe.echo', 'platform.job'])
  })

  it('hear of what a worker does, which opens no stream itself', async () => {
    const platform = await start({ LUMBUNG_ROLE: 'query' })
    const worker = await startBeside(platform, 'worker')
    const person = await platform.signInAs(null)
    const client = await watch(platform, person)
    worker.services.live.announce(platform.tenant.id, 'platform.job')
    await expect.poll(client.topics).toEqual(['platform.job'])
    const refused = await openLive(worker.http, { authorization: `Bearer ${person.token}` })
    expect(refused.response.status).toBe(405)
  })
})

it('who watches is told to read anew when the connection that brings the hints was lost, and hears on', async () => {
  const platform = await start()
  const person = await platform.signInWith(['*'])
  const client = await watch(platform, person)
  await platform.asSuperuser(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE application_name = 'lumbung_live' AND datname = current_database()`,
  )
  await expect.poll(() => readies(client)).toBe(2)
  await person.call(echo, {})
  await expect.poll(client.topics).toContain('probe.echo')
})

it('many announcements are one notification, and nobody need listen', async () => {
  const platform = await start({ LUMBUNG_ROLE: 'query' })
  const client = new pg.Client({ connectionString: platform.databaseUrl })
  await client.connect()
  closers.push(() => client.end())
  const heard: string[] = []
  client.on('notification', ({ payload }) => heard.push(payload ?? ''))
  await client.query('LISTEN lumbung_live')
  const { live } = platform.services
  for (let times = 0; times < 1_000; times += 1) {
    live.announce(platform.tenant.id, `probe.thing.change-${times}`)
    live.announce(platform.otherTenant.id, 'probe.other.change')
  }
  await expect.poll(() => heard).toHaveLength(1)
  expect(JSON.parse(heard[0] as string)).toEqual({
    [platform.tenant.id]: ['probe.thing'],
    [platform.otherTenant.id]: ['probe.other'],
  })
})

it('a platform that stops ends its streams at once, and tells what it had still to tell', async () => {
  const platform = await start()
  const beside = await startBeside(platform, 'query')
  const person = await platform.signInWith(['*'])
  const [reading, remaining] = [await watch(beside, person), await watch(platform, person)]
  // Nobody reads the body of this one.
  await fetch(`${await listen(beside.http)}/api/v1/live`, {
    headers: { authorization: `Bearer ${person.token}` },
  })
  beside.services.live.announce(platform.tenant.id, 'probe.echo')
  const began = performance.now()
  await beside.close()
  expect(performance.now() - began).toBeLessThan(5_000)
  await reading.ended
  expect(reading.events.at(-1)).toEqual({ event: 'ready', data: {} })
  await expect.poll(remaining.topics).toEqual(['probe.echo'])
})
