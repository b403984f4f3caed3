import { raise } from '@lumbung/contract'
import type { z } from 'zod'
import { type Job, listJobs as listJobsOperation } from '../../contract/jobs.ts'
import { invalidInput } from '../../contract/problems.ts'
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
    const offset = after || page === undefined ? 0 : (page - 1) * limit
    if (offset > MOST_ROWS_BY_PAGE) throw fault('page')
    const rows = await listJobs(ctx.tx, { state, job, after, offset, limit: limit + 1 })
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return {
      data: shown.map(jobOf),
      page: { limit, nextCursor: last ? cursorOf(last) : null, total: null, totalIsEstimate: false },
    }
  }),
]

const MOST_ROWS_BY_PAGE = 10_000
const CURSOR = /^(\d{1,16})\|([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

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

function cursorOf(row: JobRow): string {
  return Buffer.from(`${row.createdMicroseconds}|${row.id}`).toString('base64url')
}

function readCursor(cursor: string): { createdMicroseconds: string; id: string } {
  const match = CURSOR.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  if (!match) throw fault('cursor')
  return { createdMicroseconds: match[1] as string, id: match[2] as string }
}

function fault(field: string) {
  return raise(invalidInput, {}, { fields: { [field]: [{ code: 'field.invalid' }] } })
}
