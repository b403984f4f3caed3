import { setTimeout as sleep } from 'node:timers/promises'
import { event } from '@lumbung/contract'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { defineApp, type Subscription } from '../app/define-app.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../ids.ts'
import { insertEvent } from './outbox.store.ts'
import { type Relay, startRelay } from './relay.ts'
import { waitAfter } from './settlement.ts'
import { createWorkerBench, type WorkerBench } from './worker.fixture.ts'

const counted = event('test.counter.counted', z.object({ counter: z.string().max(50), number: z.int() }), {
  id: 'Terhitung',
  en: 'Counted',
})
const unheard = event('test.unheard.happened', z.object({}), { id: 'Tak didengar', en: 'Unheard' })

/** However fast the machine writes, so many relays come and go. */
const LEAST_RESTARTS = 5

/** What a subscriber does before its effect; each test sets it. */
let beforeEffect: (subscriber: string, payload: { counter: string; number: number }) => Promise<void>

function subscriber(name: string): Subscription {
  return {
    name,
    event: counted,
    handle: async (ctx, payload) => {
      const { counter, number } = payload as { counter: string; number: number }
      await beforeEffect(name, { counter, number })
      await ctx.tx.run(sql`
        INSERT INTO public.effect (tenant_id, subscriber, aggregate, number)
        VALUES (kernel.current_tenant(), ${name}, ${counter}, ${number})`)
    },
  }
}

const testApp = defineApp({
  id: 'test',
  name: { id: 'Uji', en: 'Test' },
  summary: { id: 'Uji', en: 'Test' },
  subscriptions: [subscriber('test.first'), subscriber('test.second')],
})

let bench: WorkerBench
let relays: Relay[] = []

function openRelay(options: { paused?: boolean; retryBaseMilliseconds?: number } = {}): Relay {
  const { db, catalogue, services, log } = bench
  const relay = startRelay({ db, catalogue, services, log, clock: () => new Date(), ...options })
  relays.push(relay)
  return relay
}

async function emit(tenantId: string, counter: string, number: number, rollBack = false): Promise<void> {
  const undo = new Error('rolled back on purpose')
  try {
    await bench.db.withTenant(tenantId, async (tx) => {
      const emission = { id: newId(), name: counted.name, aggregate: counter, payload: { counter, number } }
      await insertEvent(tx, { ...emission, requestId: null })
      if (rollBack) throw undo
    })
  } catch (error) {
    if (error !== undo) throw error
  }
}

async function effects(): Promise<{ subscriber: string; aggregate: string; number: number }[]> {
  return await bench.asSuperuser('SELECT subscriber, aggregate, number FROM public.effect ORDER BY place')
}

async function waiting(): Promise<{ tries: number; failed: boolean; last_error: string | null }[]> {
  return await bench.asSuperuser(
    'SELECT tries, failed_at IS NOT NULL AS failed, last_error FROM kernel.outbox_event ORDER BY position',
  )
}

beforeAll(async () => {
  bench = await createWorkerBench([testApp])
})

beforeEach(async () => {
  await Promise.all(relays.map((relay) => relay.stop()))
  relays = []
  beforeEffect = async () => undefined
  await bench.asSuperuser('TRUNCATE public.effect, kernel.outbox_event, kernel.inbox_receipt')
})

afterAll(async () => {
  await Promise.all(relays.map((relay) => relay.stop()))
  await bench.close()
})

test('exactly the committed events are delivered, once and in order, though relays come and go and subscribers throw', async () => {
  beforeEffect = async () => {
    if (Math.random() < 0.1) throw new Error('thrown at random')
  }
  const tenants = [bench.tenantId, bench.otherTenantId]
  const committed = new Map<string, number[]>()
  let restarts = 0
  let done = false
  const chaos = (async () => {
    while (!done || restarts < LEAST_RESTARTS) {
      const relay = openRelay({ retryBaseMilliseconds: 5 })
      await sleep(20 + Math.random() * 150)
      await relay.stop()
      restarts += 1
    }
  })()
  // One writer per counter, so that each counter has an order to keep: 20 writers × 100 transactions, 20 % undone.
  await Promise.all(
    Array.from({ length: 20 }, async (_, writer) => {
      const counter = `counter-${writer}`
      const numbers: number[] = []
      for (let number = 0; number < 100; number += 1) {
        const rollBack = number % 5 === 4
        await emit(tenants[writer % 2] as string, counter, number, rollBack)
        if (!rollBack) numbers.push(number)
      }
      committed.set(counter, numbers)
    }),
  )
  done = true
  await chaos
  // Two at once for the rest, so that they meet.
  const [first] = [openRelay({ retryBaseMilliseconds: 5 }), openRelay({ retryBaseMilliseconds: 5 })]
  await first?.drain(25_000)

  const seen = await effects()
  expect(seen).toHaveLength(2 * 1_600)
  for (const name of ['test.first', 'test.second']) {
    for (const [counter, numbers] of committed) {
      const delivered = seen.filter((row) => row.subscriber === name && row.aggregate === counter)
      expect(delivered.map((row) => row.number)).toEqual(numbers)
    }
  }
}, 60_000)

test('an event whose deletion was lost is delivered again without a second effect', async () => {
  await emit(bench.tenantId, 'kept', 1)
  const rows = await bench.asSuperuser<Record<string, unknown>>('SELECT id, payload FROM kernel.outbox_event')
  await openRelay().drain()
  await bench.asSuperuser(
    `INSERT INTO kernel.outbox_event (tenant_id, id, name, aggregate, payload) VALUES ($1, $2, $3, 'kept', $4)`,
    [bench.tenantId, rows[0]?.id, counted.name, rows[0]?.payload],
  )
  await openRelay().drain()
  expect(await effects()).toHaveLength(2)
})

test('two relays that hold the same event at the same moment have one effect', async () => {
  let entered = 0
  beforeEffect = async () => {
    entered += 1
    await sleep(300)
  }
  await emit(bench.tenantId, 'shared', 1)
  openRelay()
  while (entered === 0) await sleep(10)
  // The claim is taken away as if its relay had been silent for too long, while it is in fact in the handler.
  await bench.asSuperuser('UPDATE kernel.outbox_event SET next_try_at = now()')
  await openRelay().drain()
  expect((await effects()).map((row) => row.subscriber).sort()).toEqual(['test.first', 'test.second'])
})

test('a subscriber that keeps failing delays its own aggregate and no other, and the other subscriber has its event', async () => {
  beforeEffect = async (name, { counter }) => {
    if (counter === 'broken' && name === 'test.first') throw new Error('broken for good')
  }
  for (let number = 0; number < 3; number += 1) await emit(bench.tenantId, 'broken', number)
  for (let number = 0; number < 50; number += 1) await emit(bench.tenantId, 'sound', number)
  openRelay({ retryBaseMilliseconds: 60_000 })
  const expected = 2 * 50 + 1
  while ((await effects()).length < expected) await sleep(20)
  await sleep(100)
  const seen = await effects()
  expect(seen).toHaveLength(expected)
  expect(seen.filter((row) => row.aggregate === 'broken')).toEqual([
    { subscriber: 'test.second', aggregate: 'broken', number: 0 },
  ])
  expect(await waiting()).toMatchObject([
    { tries: 1, failed: false, last_error: 'test.first: broken for good' },
    { tries: 0 },
    { tries: 0 },
  ])
})

test('an event that fails twenty times is given up, stays visible, and its successors go on', async () => {
  beforeEffect = async (name, { number }) => {
    if (number === 0 && name === 'test.first') throw new Error('never')
  }
  await emit(bench.tenantId, 'given-up', 0)
  await emit(bench.tenantId, 'given-up', 1)
  const relay = openRelay({ retryBaseMilliseconds: 0.01 })
  await relay.drain()
  expect(await waiting()).toEqual([{ tries: 20, failed: true, last_error: 'test.first: never' }])
  expect((await effects()).map((row) => row.number)).toEqual([0, 1, 1])
  expect(bench.warnings.some((line) => line.level === 50 && line.event === counted.name)).toBe(true)
})

test('a claim ends by itself within 30 seconds, so the events of a dead relay come free', async () => {
  await emit(bench.tenantId, 'orphan', 1)
  let inHandler = false
  let released = false
  beforeEffect = async () => {
    inHandler = true
    while (!released) await sleep(10)
  }
  const relay = openRelay()
  while (!inHandler) await sleep(10)
  const [claim] = await bench.asSuperuser<{ seconds: number }>(
    'SELECT extract(epoch FROM next_try_at - now())::float8 AS seconds FROM kernel.outbox_event',
  )
  expect(claim?.seconds).toBeGreaterThan(20)
  expect(claim?.seconds).toBeLessThanOrEqual(30)
  released = true
  await relay.drain()
})

test('events that nobody subscribes to leave the outbox in bulk', async () => {
  await bench.asSuperuser(
    `INSERT INTO kernel.outbox_event (tenant_id, id, name, aggregate, payload)
     SELECT $1, gen_random_uuid(), $2, 'x' || n, '{}' FROM generate_series(1, 12000) AS n`,
    [bench.tenantId, unheard.name],
  )
  openRelay()
  while ((await waiting()).length > 0) await sleep(50)
  expect(await effects()).toEqual([])
})

test('a paused relay delivers only when it is drained', async () => {
  const relay = openRelay({ paused: true })
  await emit(bench.tenantId, 'paused', 1)
  relay.wake()
  await sleep(200)
  expect(await effects()).toEqual([])
  await relay.drain()
  expect(await effects()).toHaveLength(2)
  await emit(bench.tenantId, 'paused', 2)
  relay.wake()
  await sleep(200)
  expect(await effects()).toHaveLength(2)
})

test('who watches is told of an event when its subscribers have had it, and not while one fails', async () => {
  let failing = true
  beforeEffect = async (name) => {
    if (failing && name === 'test.second') throw new Error('not yet')
  }
  bench.announced.splice(0)
  const relay = openRelay({ retryBaseMilliseconds: 10 })
  await emit(bench.tenantId, 'watched', 1)
  while ((await waiting())[0]?.tries === 0) await sleep(10)
  expect(bench.announced).toEqual([])
  failing = false
  await relay.drain()
  expect(bench.announced).toEqual([`${bench.tenantId} test.counter.counted`])
})

test('what a tenant emits, a subscriber sees as that tenant', async () => {
  await emit(bench.otherTenantId, 'whose', 1)
  await openRelay().drain()
  const rows = await bench.asSuperuser<{ tenant_id: string }>('SELECT DISTINCT tenant_id FROM public.effect')
  expect(rows).toEqual([{ tenant_id: bench.otherTenantId }])
})

test('a drain that cannot finish says which event stays and why', async () => {
  beforeEffect = async () => {
    throw new Error('no ledger today')
  }
  await emit(bench.tenantId, 'stuck', 1)
  await expect(openRelay({ retryBaseMilliseconds: 60_000 }).drain(300)).rejects.toThrow(
    /1 events wait.*no ledger today/,
  )
})

test('waits double up to an hour and differ from one another', () => {
  expect(waitAfter(1, 1_000, 0)).toBe(500)
  expect(waitAfter(1, 1_000, 1)).toBe(1_000)
  expect(waitAfter(5, 1_000, 1)).toBe(16_000)
  expect(waitAfter(19, 1_000, 1)).toBe(3_600_000)
})
