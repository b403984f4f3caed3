import type { Job } from 'pg-boss'
import type { JobCtx, JobDefinition } from '../app/define-app.ts'
import type { Services } from '../app/services.ts'
import { insertReceipt } from '../outbox/outbox.store.ts'
import type { Logger } from '../telemetry/logger.ts'
import { announceRun } from './announce-run.ts'
import { updateProgress } from './jobs.store.ts'

/** Reports of one job that come faster than this are left out, except the last one of a full count. */
const PROGRESS_MILLISECONDS = 1_000

/** What the queue hands over: one job with its data. */
export type QueuedJob = Pick<Job<Record<string, unknown> | null>, 'id' | 'name' | 'data'> & {
  signal?: AbortSignal
}

/** Runs one job once; what it throws is the job's failure and decides nothing but its next try. */
export async function runJob(
  definition: JobDefinition,
  job: QueuedJob,
  parts: { services: Services; log: Logger; draining: AbortSignal },
): Promise<void> {
  const { services, draining } = parts
  const data = job.data ?? {}
  const tenantId = typeof data.tenantId === 'string' ? data.tenantId : null
  if (tenantId === null && definition.plane !== 'control') throw new Error(`job ${job.name} has no tenant`)
  const log = parts.log.child({ job: job.name, jobId: job.id, tenantId })
  const watchers = announceRun(services.live, definition, tenantId)
  let reportedAt = 0
  const ctx: JobCtx = {
    jobId: job.id,
    tenantId,
    log,
    services,
    signal: job.signal ? AbortSignal.any([job.signal, draining]) : draining,
    firstTime: (tx, step) => insertReceipt(tx, job.id, `job ${job.name} ${step}`),
    reportProgress: async (done, total) => {
      const now = Date.now()
      if (now - reportedAt < PROGRESS_MILLISECONDS && done !== total) return
      reportedAt = now
      await services.db.withWorker((tx) => updateProgress(tx, job.name, job.id, { done, total }))
      watchers.moved()
    },
  }
  const started = Date.now()
  watchers.moved()
  try {
    await definition.run(ctx, data)
    log.info({ milliseconds: Date.now() - started }, 'job done')
  } catch (error) {
    log.warn({ err: error, milliseconds: Date.now() - started }, 'job failed')
    throw error
  } finally {
    watchers.ended()
  }
}
