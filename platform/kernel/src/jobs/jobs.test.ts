import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { defineApp, type JobCtx } from '../app/define-app.ts'
import { sql } from '../db/sql.ts'
import { createWorkerBench, type WorkerBench } from '../outbox/worker.fixture.ts'
import { installJobs } from './install-jobs.ts'
import { DEAD_LETTERS } from './job-queues.ts'
import { listJobs } from './jobs.store.ts'
import { createJobs, type Jobs } from './jobs.ts'
import { kernelJobs } from './kernel-jobs.ts'

/** What the tests' tenant job does; each test sets it. */
let work: (ctx: JobCtx, data: Record<string, unknown>) => Promise<void>
let controlRuns = 0

const testApp = defineApp({
  id: 'test',
  name: { id: 'Uji', en: 'Test' },
  summary: { id: 'Uji', en: 'Test' },
  jobs: [
    { name: 'test.work', retries: 2, run: (ctx, data) => work(ctx, data) },
    { name: 'test.close-day', schedule: '0 18 * * *', run: (ctx, data) => work(ctx, data) },
    {
      name: 'test.sweep',
      schedule: '0 19 * * *',
      plane: 'control',
      run: async () => {
        controlRuns += 1
      },
    },
    ...kernelJobs,
  ],
})

let bench: WorkerBench
let jobs: Jobs
let opened: Jobs[] = []

function openJobs(): Jobs {
  const { workerUrl, db, catalogue, services, log } = bench
  const created = createJobs({ workerUrl, db, catalogue, services, log, superviseSeconds: 1 })
  opened.push(created)
  return created
}

async function enqueue(job: string, data: Record<string, unknown>, tenantId = bench.tenantId): Promise<void> {
  await bench.db.withTenant(tenantId, (tx) => jobs.enqueue(tx, job, { ...data, tenantId }))
}

async function states(job: string): Promise<string[]> {
  const rows = await bench.asSuperuser<{ state: string }>(
    'SELECT state::text AS state FROM pgboss.job WHERE name = $1 ORDER BY created_on',
    [job],
  )
  return rows.map((row) => row.state)
}

async function effectCount(): Promise<number> {
  return (await bench.asSuperuser('SELECT 1 FROM public.effect')).length
}

async function leaveEffect(ctx: JobCtx, aggregate = 'job'): Promise<void> {
  await bench.db.withTenant(ctx.tenantId as string, async (tx) => {
    if (!(await ctx.firstTime(tx, 'effect'))) return
    await tx.run(sql`
      INSERT INTO public.effect (tenant_id, subscriber, aggregate, number)
      VALUES (kernel.current_tenant(), 'job', ${aggregate}, 1)`)
  })
}

beforeAll(async () => {
  bench = await createWorkerBench([testApp])
})

beforeEach(async () => {
  for (const used of opened) await used.stop()
  opened = []
  controlRuns = 0
  work = async () => undefined
  await bench.asSuperuser('TRUNCATE public.effect; DELETE FROM pgboss.job; DELETE FROM kernel.inbox_receipt')
  jobs = openJobs()
})

afterAll(async () => {
  for (const used of opened) await used.stop()
  await bench.close()
})

test('a job enqueued in a transaction that rolls back never runs', async () => {
  let runs = 0
  work = async () => {
    runs += 1
  }
  await expect(
    bench.db.withTenant(bench.tenantId, async (tx) => {
      await jobs.enqueue(tx, 'test.work', { tenantId: bench.tenantId })
      throw new Error('undone')
    }),
  ).rejects.toThrow('undone')
  expect(await jobs.runPending()).toBe(0)
  await enqueue('test.work', {})
  expect(await jobs.runPending()).toBe(1)
  expect(runs).toBe(1)
})

test('a job carries its data, its tenant and an id that stays the same at every try', async () => {
  const seen: { id: string; tenantId: string | null; site: unknown }[] = []
  work = async (ctx, data) => {
    seen.push({ id: ctx.jobId, tenantId: ctx.tenantId, site: data.site })
    if (seen.length < 3) throw new Error('not yet')
  }
  await enqueue('test.work', { site: 'GENSET $1' })
  await jobs.runPending('test.work', { ignoreDelay: true })
  expect(seen).toHaveLength(3)
  expect(new Set(seen.map((run) => run.id)).size).toBe(1)
  expect(seen[0]).toMatchObject({ tenantId: bench.tenantId, site: 'GENSET $1' })
  expect(await states('test.work')).toEqual(['completed'])
})

test('a job whose tries are used up goes to the dead letters with its data and its error', async () => {
  work = async () => {
    throw new Error('always')
  }
  await enqueue('test.work', { note: 'kept' })
  expect(await jobs.runPending('test.work', { ignoreDelay: true })).toBe(3)
  expect(await states('test.work')).toEqual(['failed'])
  const letters = await bench.asSuperuser<{ data: Record<string, unknown>; output: { message: string } }>(
    'SELECT data, output FROM pgboss.job WHERE name = $1',
    [DEAD_LETTERS],
  )
  expect(letters).toMatchObject([{ data: { note: 'kept' }, output: { message: 'always' } }])
})

test('an effect guarded by firstTime happens once although the job is tried again after it', async () => {
  let runs = 0
  work = async (ctx) => {
    runs += 1
    await leaveEffect(ctx)
    if (runs === 1) throw new Error('crashed after the effect')
  }
  await enqueue('test.work', {})
  await jobs.runPending('test.work', { ignoreDelay: true })
  expect(runs).toBe(2)
  expect(await effectCount()).toBe(1)
})

test('the job of a worker that died is taken up by another one', async () => {
  let runs = 0
  work = async (ctx) => {
    runs += 1
    await leaveEffect(ctx)
  }
  await enqueue('test.work', {})
  // Another worker has taken the job and has been silent for longer than its heartbeat allows.
  await bench.asSuperuser(
    `UPDATE pgboss.job SET state = 'active', started_on = now() - interval '1 minute', heartbeat_on = now() - interval '1 minute'
     WHERE name = 'test.work'`,
  )
  expect(await jobs.runPending('test.work', { ignoreDelay: true })).toBe(0)
  await jobs.start()
  for (let waits = 0; runs === 0 && waits < 400; waits += 1) await sleep(100)
  expect(runs).toBe(1)
  expect(await effectCount()).toBe(1)
}, 60_000)

test('a scheduled job of tenants runs once for each active tenant, and trying the fan-out again changes nothing', async () => {
  const tenants: (string | null)[] = []
  work = async (ctx) => {
    tenants.push(ctx.tenantId)
  }
  await jobs.start()
  const schedules = await bench.asSuperuser<{ name: string; key: string; cron: string; timezone: string }>(
    "SELECT name, key, cron, timezone FROM pgboss.schedule WHERE name NOT LIKE 'platform.purge%' ORDER BY name",
  )
  expect(schedules).toEqual([
    { name: 'platform.fan-out', key: 'test.close-day', cron: '0 18 * * *', timezone: 'UTC' },
    { name: 'test.sweep', key: '', cron: '0 19 * * *', timezone: 'UTC' },
  ])
  await jobs.stop()
  opened = []
  jobs = openJobs()
  await bench.asSuperuser("UPDATE control.tenant SET status = 'suspended' WHERE id = $1", [
    bench.otherTenantId,
  ])
  await bench.db.withControl((tx) => jobs.enqueue(tx, 'platform.fan-out', { job: 'test.close-day' }))
  await jobs.runPending('platform.fan-out')
  await bench.asSuperuser(
    "UPDATE pgboss.job SET state = 'retry', completed_on = NULL WHERE name = 'platform.fan-out'",
  )
  await jobs.runPending('platform.fan-out', { ignoreDelay: true })
  await jobs.runPending('test.close-day')
  await bench.asSuperuser("UPDATE control.tenant SET status = 'active'")
  expect(tenants).toEqual([bench.tenantId])
})

test('a schedule that left the catalogue leaves the database', async () => {
  await jobs.runPending()
  await bench.asSuperuser(
    "INSERT INTO pgboss.schedule (name, key, cron, timezone) VALUES ('test.work', 'gone', '0 1 * * *', 'UTC')",
  )
  await jobs.start()
  expect(await bench.asSuperuser("SELECT 1 FROM pgboss.schedule WHERE key = 'gone'")).toEqual([])
})

test('a scheduled control job that waits already is not queued twice', async () => {
  await bench.db.withControl((tx) => jobs.enqueue(tx, 'test.sweep', {}))
  await bench.db.withControl((tx) => jobs.enqueue(tx, 'test.sweep', {}))
  await jobs.runPending('test.sweep')
  expect(controlRuns).toBe(1)
})

test('stop aborts the signal of a running job, waits for it, and the job is not lost', async () => {
  let aborted = false
  let running = false
  work = async (ctx) => {
    running = true
    while (!ctx.signal.aborted) await sleep(10)
    aborted = true
    throw new Error('stopped half way')
  }
  await enqueue('test.work', {})
  await jobs.start()
  while (!running) await sleep(20)
  const started = Date.now()
  await jobs.stop()
  opened = []
  expect(Date.now() - started).toBeLessThan(5_000)
  expect(aborted).toBe(true)
  expect(await states('test.work')).toEqual(['retry'])
})

test('the database refuses a job for another tenant and hides other tenants’ jobs', async () => {
  await enqueue('test.work', {}, bench.otherTenantId)
  await expect(
    bench.db.withTenant(bench.tenantId, (tx) =>
      jobs.enqueue(tx, 'test.work', { tenantId: bench.otherTenantId }),
    ),
  ).rejects.toMatchObject({ code: '42501' })
  await expect(
    bench.db.withControl((tx) => jobs.enqueue(tx, 'test.work', { tenantId: bench.tenantId })),
  ).rejects.toMatchObject({ code: '42501' })
  await enqueue('test.work', {})
  const own = await bench.db.queryTenant(bench.tenantId, (tx) => listJobs(tx, { offset: 0, limit: 10 }))
  expect(own).toHaveLength(1)
  expect(await bench.asSuperuser('SELECT 1 FROM pgboss.job')).toHaveLength(2)
})

test('a job without a tenant or without a declaration is refused when it is queued', async () => {
  await expect(
    bench.db.withTenant(bench.tenantId, (tx) => jobs.enqueue(tx, 'test.work', {})),
  ).rejects.toThrow(/needs a tenantId/)
  await expect(
    bench.db.withTenant(bench.tenantId, (tx) => jobs.enqueue(tx, 'test.typo', {})),
  ).rejects.toThrow(/no app declares/)
})

test('progress is seen while a job runs', async () => {
  let seen: unknown
  work = async (ctx) => {
    await ctx.reportProgress(40, 100)
    const [row] = await bench.db.queryTenant(bench.tenantId, (tx) => listJobs(tx, { offset: 0, limit: 1 }))
    seen = { state: row?.state, output: row?.output }
  }
  await enqueue('test.work', {})
  await jobs.runPending()
  expect(seen).toEqual({ state: 'active', output: { progress: { done: 40, total: 100 } } })
})

test('who watches is told when a tenant’s job is queued, begins, moves, and once more when its end is written', async () => {
  const { db, otherTenantId: tenantId } = bench
  // Runs of earlier tests, which may still end, were the other tenant's.
  const told = () => bench.announced.filter((line) => line === `${tenantId} platform.job.list`).length
  bench.announced.splice(0)
  const undone = db.withTenant(tenantId, async (tx) => {
    await jobs.enqueue(tx, 'test.work', { tenantId })
    throw new Error('rolled back on purpose')
  })
  await expect(undone).rejects.toThrow('on purpose')
  expect(told()).toBe(0)
  await enqueue('test.work', {}, tenantId)
  expect(told()).toBe(1)
  work = async (ctx) => {
    expect(told()).toBe(2)
    await ctx.reportProgress(1, 100)
    await ctx.reportProgress(2, 100)
    expect(told()).toBe(3)
  }
  await jobs.runPending()
  expect(await states('test.work')).toEqual(['completed'])
  await expect.poll(told).toBe(5)
})

test('nobody is told of a job without a tenant', async () => {
  const { announced, tenantId, otherTenantId } = bench
  announced.splice(0)
  await bench.db.withControl((tx) => jobs.enqueue(tx, 'test.sweep', {}))
  await jobs.runPending('test.sweep')
  const tenants = [tenantId, otherTenantId]
  expect(announced.filter((line) => !tenants.some((tenant) => line.startsWith(tenant)))).toEqual([])
})

test('the runtime roles own nothing of the job tables and cannot change their shape', async () => {
  const owners = await bench.asSuperuser<{ owner: string }>(
    `SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class WHERE relnamespace = 'pgboss'::regnamespace`,
  )
  expect(owners).toEqual([{ owner: 'lumbung_owner' }])
  await expect(
    bench.db.withWorker((tx) => tx.run(sql`CREATE TABLE pgboss.own (id int)`)),
  ).rejects.toMatchObject({ code: '42501' })
})

test('installing the job tables again changes nothing, and a newer version is refused', async () => {
  const shape = `
    SELECT c.relname, array_agg(a.attname ORDER BY a.attnum) AS columns, c.relacl::text AS access
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'pgboss'::regnamespace GROUP BY c.oid, c.relname, c.relacl ORDER BY c.relname`
  const before = await bench.asSuperuser(shape)
  await enqueue('test.work', {})
  await installJobs({ adminUrl: bench.adminUrl, log: bench.log })
  expect(await bench.asSuperuser(shape)).toEqual(before)
  expect(await states('test.work')).toEqual(['created'])
  await bench.asSuperuser('UPDATE pgboss.version SET version = version + 1')
  await expect(installJobs({ adminUrl: bench.adminUrl, log: bench.log })).rejects.toThrow(
    /newer than this program/,
  )
  await bench.asSuperuser('UPDATE pgboss.version SET version = version - 1')
})
