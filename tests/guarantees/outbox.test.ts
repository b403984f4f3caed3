import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { count, outboxApp } from './outbox-app/app.ts'

const COUNTERS = 12
const CLIENTS = 16
const REQUESTS = 3_000
const LIVES_OF_A_WORKER = 6
/** A killed worker's claims end after 30 s, its jobs are missed after about 35; then they are tried again. */
const RECOVERY_MILLISECONDS = 90_000

let platform: TestPlatform
let people: TestPerson[]
const workers = new Set<ChildProcess>()

beforeAll(async () => {
  // This process only takes commands; all delivering is done by workers that die.
  platform = await createTestPlatform({ apps: [outboxApp], env: { LUMBUNG_ROLE: 'command' } })
  const { tenant, otherTenant } = platform
  people = [
    await platform.signInWith(['probe.counter.count'], { tenant }),
    await platform.signInWith(['probe.counter.count'], { tenant: otherTenant }),
  ]
})

afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL')
  await platform.close()
})

async function startWorker(): Promise<ChildProcess> {
  const worker = fork(new URL('./outbox-app/worker.ts', import.meta.url), {
    execArgv: [],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'test',
      PORT: '0',
      DATABASE_URL: platform.databaseUrl,
      LUMBUNG_DATA: platform.config.dataFolder,
      LUMBUNG_SECRET: platform.config.secret,
      LUMBUNG_ROLE: 'worker',
      LUMBUNG_POOL_SIZE: '4',
      LUMBUNG_LOG_LEVEL: 'silent',
    },
  })
  workers.add(worker)
  worker.once('exit', () => workers.delete(worker))
  await once(worker, 'message')
  return worker
}

/** Two workers at a time; each is killed without warning at a random moment and replaced, until `lives` are used up. */
async function keepKilling(lives: number): Promise<void> {
  const oneAfterTheOther = async (times: number) => {
    for (let life = 0; life < times; life += 1) {
      const worker = await startWorker()
      await sleep(300 + Math.random() * 1_000)
      worker.kill('SIGKILL')
      await once(worker, 'exit')
    }
  }
  await Promise.all([oneAfterTheOther(lives / 2), oneAfterTheOther(lives / 2)])
}

interface Tally {
  done: number
  refused: number
  jobs: number
}

/** Counts from many clients; one in five is refused after everything was written, one in ten brings a job. */
async function countAll(): Promise<Tally> {
  const tally: Tally = { done: 0, refused: 0, jobs: 0 }
  let next = 0
  const client = async () => {
    for (let request = next++; request < REQUESTS; request = next++) {
      const refuse = Math.random() < 0.2
      const withJob = Math.random() < 0.1
      const person = people[request % 2] as TestPerson
      const counter = `counter-${Math.floor(Math.random() * COUNTERS)}`
      const { status, text } = await person.call(count, { counter, refuse, withJob })
      if (status !== (refuse ? 422 : 201)) throw new Error(`unexpected answer ${status}: ${text}`)
      if (refuse) tally.refused += 1
      else {
        tally.done += 1
        if (withJob) tally.jobs += 1
      }
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, client))
  return tally
}

async function leftToDo(): Promise<number> {
  const [row] = await platform.asSuperuser<{ left: number }>(`
    SELECT (SELECT count(*) FROM kernel.outbox_event)::int
      + (SELECT count(*) FROM pgboss.job WHERE name = 'probe.note' AND state <> 'completed')::int AS left`)
  return row?.left ?? 0
}

describe('events and jobs of committed transactions (G13, G14)', () => {
  it('happen exactly once each, events in the order of their aggregate, while workers are killed', async () => {
    const [tally] = await Promise.all([countAll(), keepKilling(LIVES_OF_A_WORKER)])
    expect(tally.refused).toBeGreaterThan(REQUESTS / 10)
    const interrupted = await leftToDo()
    await startWorker()
    const deadline = Date.now() + RECOVERY_MILLISECONDS
    while ((await leftToDo()) > 0 && Date.now() < deadline) await sleep(250)

    // The kills must have interrupted something, or the rest proves nothing.
    expect(interrupted).toBeGreaterThan(0)
    const left = await platform.asSuperuser(
      'SELECT aggregate, position, tries, last_error, next_try_at - now() AS wait FROM kernel.outbox_event LIMIT 5',
    )
    expect(left).toEqual([])
    const counters = await platform.asSuperuser<{ tenant_id: string; name: string; value: number }>(
      'SELECT tenant_id, name, value FROM probe.counter',
    )
    expect(counters.reduce((sum, counter) => sum + counter.value, 0)).toBe(tally.done)
    const seen = await platform.asSuperuser<{
      tenant_id: string
      witness: string
      counter: string
      number: number
    }>('SELECT tenant_id, witness, counter, number FROM probe.seen ORDER BY place')
    for (const { tenant_id, name, value } of counters) {
      const committed = Array.from({ length: value }, (_, index) => index + 1)
      for (const witness of ['probe.first', 'probe.second']) {
        const own = seen.filter(
          (row) => row.tenant_id === tenant_id && row.counter === name && row.witness === witness,
        )
        expect(own.map((row) => row.number)).toEqual(committed)
      }
    }
    expect(seen.filter((row) => row.witness === 'probe.note')).toHaveLength(tally.jobs)
    expect(seen).toHaveLength(2 * tally.done + tally.jobs)
  }, 180_000)
})
