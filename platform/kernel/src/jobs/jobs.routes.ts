import type { z } from 'zod'
import { type Job, listJobs as listJobsOperation } from '../../contract/jobs.ts'
import { decodeCursor, offsetOf, toPage } from '../db/page.ts'
import { type BoundOperation, handle } from '../operation/handle.ts'
import { type JobRow, listJobs } from './jobs.store.ts'

/** For the kernel's manifest, beside {@link jobOperations}. */
export const jobPermissions = {
  'platform.job.read': { id: 'Melihat pekerjaan latar', en: 'See background jobs' },
}

/** A tenant's own jobs. */
export const jobOperations: BoundOperation[] = [
  handle(listJobsOperation, async (ctx, { limit, cursor, page, state, job }) => {
    const after = cursor === undefined ? undefined : readCursor(cursor)
    const offset = offsetOf({ limit, page, cursor })
    const rows = await listJobs(ctx.tx, { state, job, after, offset, limit: limit + 1 })
    return toPage(rows, limit, (row) => [row.createdMicroseconds, row.id], jobOf)
  }),
]

function jobOf(row: JobRow): z.input<typeof Job> {
  const { id, job, state, tries, mostTries, output } = row
  return {
    id,
    job,
    state: state as z.input<typeof Job>['state'],
    tries,
    mostTries,
    progress: state === 'active' ? ((output as JobOutput)?.progress ?? null) : null,
    lastError: state === 'failed' || state === 'retry' ? errorOf(output as JobOutput) : null,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    nextTryAt: row.nextTryAt?.toISOString() ?? null,
    endedAt: row.endedAt?.toISOString() ?? null,
  }
}

type JobOutput = {
  progress?: { done: number; total: number | null }
  message?: string
  value?: { message?: string }
} | null

function errorOf(output: JobOutput): string | null {
  return (output?.message ?? output?.value?.message)?.slice(0, 500) ?? null
}

function readCursor(cursor: string): { createdMicroseconds: string; id: string } {
  const [createdMicroseconds, id] = decodeCursor(cursor, ['bigint', 'uuid']) as [string, string]
  return { createdMicroseconds, id }
}
