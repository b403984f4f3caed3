import { afterAll, beforeAll, expect, test } from 'vitest'
import { defineApp } from '../app/define-app.ts'
import { createWorkerBench, type WorkerBench } from '../outbox/worker.fixture.ts'
import { createJobs } from './jobs.ts'
import { kernelJobs } from './kernel-jobs.ts'

let bench: WorkerBench

beforeAll(async () => {
  const app = defineApp({
    id: 'test',
    name: { id: 'Uji', en: 'Test' },
    summary: { id: 'Uji', en: 'Test' },
    jobs: kernelJobs,
  })
  bench = await createWorkerBench([app])
})

afterAll(() => bench.close())

test('old idempotency keys and receipts are purged, young ones and those of waiting events are kept', async () => {
  const jobs = createJobs(bench)
  await bench.asSuperuser(
    `INSERT INTO kernel.idempotency_key (tenant_id, user_id, operation, key, fingerprint, status, body, at)
     SELECT $1, $1, 'test', n::text, '', 200, '', now() - n * interval '1 day' FROM generate_series(6, 9) AS n`,
    [bench.tenantId],
  )
  await bench.asSuperuser(
    `INSERT INTO kernel.inbox_receipt (tenant_id, event_id, subscriber, at)
     SELECT $1, $1, n::text, now() - n * interval '1 day' FROM generate_series(6, 9) AS n`,
    [bench.tenantId],
  )
  await bench.asSuperuser(
    `INSERT INTO kernel.inbox_receipt (tenant_id, event_id, subscriber, at) VALUES ($1, $2, 'waiting', now() - interval '9 days')`,
    [bench.tenantId, bench.otherTenantId],
  )
  await bench.asSuperuser(
    `INSERT INTO kernel.outbox_event (tenant_id, id, name, aggregate, payload, failed_at) VALUES ($1, $2, 'a', 'a', '{}', now())`,
    [bench.tenantId, bench.otherTenantId],
  )
  for (const job of ['platform.purge-idempotency-keys', 'platform.purge-inbox-receipts']) {
    await bench.db.withControl((tx) => jobs.enqueue(tx, job, {}))
  }
  await jobs.runPending()
  await jobs.stop()
  expect(await bench.asSuperuser('SELECT key FROM kernel.idempotency_key ORDER BY key')).toEqual([
    { key: '6' },
  ])
  expect(await bench.asSuperuser('SELECT subscriber FROM kernel.inbox_receipt ORDER BY subscriber')).toEqual([
    { subscriber: '6' },
    { subscriber: 'waiting' },
  ])
})
