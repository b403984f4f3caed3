import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { applyImport } from '../../contract/imports.ts'
import { sql } from '../db/sql.ts'
import { ACCESS_COOKIE } from '../http/authenticate.ts'
import { echo, probeApp } from '../http/probe.fixture.ts'
import { reach, upload } from '../imports/fixtures/import-calls.ts'
import { putThing, shelfApp } from '../imports/fixtures/shelf-app.ts'
import { announceOnCommit } from '../operation/announce.ts'
import { type LiveClient, openLive } from './live-client.fixture.ts'

const HEARTBEAT_MS = 20_000

let platform: TestPlatform
const clients: LiveClient[] = []
beforeAll(async () => {
  platform = await createTestPlatform({ apps: [probeApp, shelfApp] })
})
afterEach(async () => {
  vi.useRealTimers()
  platform.setClock(null)
  for (const client of clients.splice(0)) client.leave()
  await expect.poll(openStreams).toBe(0)
})
afterAll(() => platform.close())

async function watch(person: TestPerson): Promise<LiveClient> {
  const client = await openLive(platform.http, { authorization: `Bearer ${person.token}` })
  clients.push(client)
  await expect.poll(() => client.events.some(({ event }) => event === 'ready')).toBe(true)
  return client
}

async function openStreams(): Promise<number> {
  const { body } = await platform.http.inject('/metrics')
  return Number(/^live_streams (\d+)$/m.exec(body)?.[1])
}

describe('the stream', () => {
  it('is refused to nobody with the problem of every other request', async () => {
    const { response } = await openLive(platform.http, {})
    expect(response.status).toBe(401)
    expect(response.headers.get('content-type')).toMatch('application/problem+json')
    expect(await response.json()).toMatchObject({ code: 'platform.unauthenticated' })
  })

  it('begins with how long to wait before coming back, and ready; nothing on the way may keep or delay it', async () => {
    const person = await platform.signInAs(null)
    const { response, events } = await watch(person)
    expect(response.status).toBe(200)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'x-content-type-options': 'nosniff',
      'ratelimit-policy': expect.stringMatching('^"default"'),
    })
    expect(events).toEqual([
      { event: 'retry', data: expect.toSatisfy((ms: number) => ms >= 2_000 && ms < 5_000) },
      { event: 'ready', data: {} },
    ])
  })

  it('opens with the console’s cookie too', async () => {
    const { token } = await platform.signInAs(null)
    const client = await openLive(platform.http, { cookie: `${ACCESS_COOKIE}=${token}` })
    clients.push(client)
    expect(client.response.status).toBe(200)
  })

  it('is counted while it is open, by its number and not by its duration', async () => {
    const client = await watch(await platform.signInAs(null))
    expect(await openStreams()).toBe(1)
    client.leave()
    await expect.poll(openStreams).toBe(0)
    const { body } = await platform.http.inject('/metrics')
    expect(body).not.toMatch(/operation="platform.live".*status="2xx"/)
  })

  it('ends for the oldest of a person’s eleven, and for nobody else’s', async () => {
    const person = await platform.signInAs(null)
    const other = await watch(await platform.signInAs(null))
    const own: LiveClient[] = []
    for (let tab = 0; tab < 11; tab += 1) own.push(await watch(person))
    await own[0]?.ended
    expect(await openStreams()).toBe(11)
    platform.services.live.announce(platform.tenant.id, 'platform.job.list')
    for (const client of [...own.slice(1), other]) await expect.poll(client.topics).toEqual(['platform.job'])
    expect(own[0]?.topics()).toEqual([])
  })
})

describe('a change', () => {
  it('by a command is told to all of the tenant who hold a permission of its app, and to nobody else', async () => {
    const doer = await platform.signInAs(null)
    const holder = await watch(await platform.signInWith(['probe.file.keep']))
    const wildcard = await watch(await platform.signInWith(['*']))
    const stranger = await watch(await platform.signInWith(['shelf.put']))
    const elsewhere = await watch(await platform.signInWith(['*'], { tenant: platform.otherTenant }))
    expect((await doer.call(echo, { text: 'a' })).status).toBe(200)
    for (const client of [holder, wildcard]) {
      await expect.poll(client.topics).toEqual(['probe.echo'])
    }
    // What follows was told after it, so who has heard this would have heard that.
    platform.services.live.announce(platform.tenant.id, 'platform.job')
    platform.services.live.announce(platform.otherTenant.id, 'platform.job')
    for (const client of [stranger, elsewhere]) {
      await expect.poll(client.topics).toEqual(['platform.job'])
    }
  })

  it('that was refused, or is the answer to a repetition, is not told', async () => {
    const doer = await platform.signInWith(['*'])
    const client = await watch(doer)
    await doer.call(echo, { text: 'a' }, { idempotencyKey: 'twice' })
    await expect.poll(client.topics).toEqual(['probe.echo'])
    expect((await doer.call(echo, { text: 'a' }, { idempotencyKey: 'twice' })).headers).toHaveProperty(
      'idempotency-replayed',
    )
    const { db, live } = platform.services
    const undone = db.withTenant(platform.tenant.id, async (tx) => {
      announceOnCommit(tx, live, platform.tenant.id, { id: 'probe.undone.change' }, [])
      tx.finish(sql`SELECT 1 / 0`)
    })
    await expect(undone).rejects.toMatchObject({ code: '22012' })
    expect((await doer.call(putThing, { name: 'penuh', amount: 1_000_000 })).status).toBe(422)
    platform.services.live.announce(platform.tenant.id, 'platform.job')
    await expect.poll(client.topics).toEqual(['probe.echo', 'platform.job'])
  })

  it('by an import is told at each of its steps: its state, its jobs, and what its rows changed', async () => {
    // In a tenant of its own: what its last jobs tell is heard in no other test.
    const tenant = await platform.createTenant('lumbung-three')
    const keeper = await platform.signInAs('keeper', { tenant })
    const client = await watch(keeper)
    const mapping = { columns: { name: { column: 0 }, amount: { column: 1 } } }
    const rows = Array.from({ length: 600 }, (_, row) => `barang-${row},1`)
    const { body } = await upload(platform, keeper, `name,amount\n${rows.join('\n')}\n`, { mapping })
    await reach(keeper, body.id, 'ready')
    await expect.poll(client.topics).toContain('platform.import')
    expect(client.topics()).toContain('platform.job')
    expect(client.topics()).not.toContain('shelf.put')

    client.events.splice(0)
    await keeper.call(applyImport, { id: body.id })
    await reach(keeper, body.id, 'applied')
    await expect
      .poll(() => [...new Set(client.topics())].sort())
      .toEqual(['platform.import', 'platform.job', 'shelf.put'])
  })

  it('is told in one event per gathering, however many commands there were', async () => {
    const doer = await platform.signInWith(['*'])
    const client = await watch(doer)
    const began = performance.now()
    await Promise.all(Array.from({ length: 50 }, () => doer.call(echo, {})))
    const gatherings = Math.ceil((performance.now() - began) / 200) + 1
    await expect.poll(client.topics).toContain('probe.echo')
    // What follows is told last, so nothing of this is left to be heard in the next test.
    platform.services.live.announce(platform.tenant.id, 'platform.job')
    await expect.poll(client.topics).toContain('platform.job')
    const told = client.topics().filter((topic) => topic === 'probe.echo').length
    expect(told).toBeLessThanOrEqual(gatherings)
  })
})

describe('a change of access', () => {
  // No heartbeat comes by itself here: what ends a stream is the change.
  const watchWithoutBeats = async (person: TestPerson) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    return await watch(person)
  }

  it('ends the stream of who signed out, and no other', async () => {
    const person = await platform.signInAs(null)
    const [client, other] = [
      await watchWithoutBeats(person),
      await watchWithoutBeats(await platform.signInAs(null)),
    ]
    const claims = await platform.services.tokens.verifyAccess(person.token)
    if (typeof claims === 'string') throw new Error(claims)
    await platform.services.sessions.signOut(claims.sessionId)
    await client.ended
    platform.services.live.announce(platform.tenant.id, 'platform.job')
    await expect.poll(other.topics).toContain('platform.job')
  })

  it('ends the stream of a member whom another node disabled', async () => {
    const person = await platform.signInAs(null)
    const client = await watchWithoutBeats(person)
    await platform.asSuperuser(`UPDATE kernel.member SET status = 'disabled' WHERE user_id = $1`, [
      person.userId,
    ])
    await platform.asSuperuser(
      `SELECT pg_notify('lumbung_access', json_build_object('tenantId', $1::text)::text)`,
      [platform.tenant.id],
    )
    await client.ended
  })

  it('of permissions bites on the next hint', async () => {
    const person = await platform.signInWith(['probe.*'])
    const client = await watchWithoutBeats(person)
    await platform.asSuperuser(
      `UPDATE kernel.role SET permissions = '{shelf.put}' WHERE id IN
         (SELECT role_id FROM kernel.assignment WHERE user_id = $1)`,
      [person.userId],
    )
    await platform.asSuperuser(
      `SELECT pg_notify('lumbung_access', json_build_object('tenantId', $1::text)::text)`,
      [platform.tenant.id],
    )
    await expect.poll(() => client.events.some(({ event }) => event === 'comment')).toBe(true)
    platform.services.live.announce(platform.tenant.id, 'probe.echo')
    platform.services.live.announce(platform.tenant.id, 'shelf.put')
    await expect.poll(client.topics).toEqual(['shelf.put'])
  })
})

describe('a heartbeat', () => {
  const beat = () => vi.advanceTimersByTime(HEARTBEAT_MS)
  const hasBeaten = (client: LiveClient) => client.events.some(({ event }) => event === 'comment')
  const watchWithBeats = async (person: TestPerson) => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    return await watch(person)
  }

  it('keeps the connection alive, and lets new permissions bite', async () => {
    const person = await platform.signInWith(['shelf.put'])
    const client = await watchWithBeats(person)
    await platform.asSuperuser(
      `UPDATE kernel.role SET permissions = '{probe.*}' WHERE id IN
         (SELECT role_id FROM kernel.assignment WHERE user_id = $1)`,
      [person.userId],
    )
    platform.services.principals.forget({ userId: 'nobody' })
    beat()
    await expect.poll(() => hasBeaten(client)).toBe(true)
    platform.services.live.announce(platform.tenant.id, 'shelf.put')
    platform.services.live.announce(platform.tenant.id, 'probe.echo')
    await expect.poll(client.topics).toEqual(['probe.echo'])
  })

  it('ends the stream of who signed out', async () => {
    const person = await platform.signInAs(null)
    const client = await watchWithBeats(person)
    const claims = await platform.services.tokens.verifyAccess(person.token)
    if (typeof claims === 'string') throw new Error(claims)
    await platform.services.sessions.signOut(claims.sessionId)
    beat()
    await client.ended
    expect(hasBeaten(client)).toBe(false)
    expect((await openLive(platform.http, { authorization: `Bearer ${person.token}` })).response.status).toBe(
      401,
    )
  })

  it('ends the stream of a member who was disabled', async () => {
    const person = await platform.signInAs(null)
    const [client, other] = [await watchWithBeats(person), await watch(await platform.signInAs(null))]
    await platform.asSuperuser(`UPDATE kernel.member SET status = 'disabled' WHERE user_id = $1`, [
      person.userId,
    ])
    platform.services.principals.forget({ userId: 'nobody' })
    beat()
    await client.ended
    await expect.poll(() => hasBeaten(other)).toBe(true)
  })

  it('ends the stream whose token is over, so that its client comes with a new one', async () => {
    const client = await watchWithBeats(await platform.signInAs(null))
    platform.setClock(new Date(Date.now() + 16 * 60_000))
    beat()
    await client.ended
  })
})
