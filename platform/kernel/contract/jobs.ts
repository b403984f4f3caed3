import { Id, Instant, line, PageInput, pageOf, query } from '@lumbung/contract'
import { z } from 'zod'
import { cursorInvalid, pageTooDeep } from './problems.ts'

/** Waiting, waiting after a failure, running, and the three ends. */
export const JobState = z.enum(['created', 'retry', 'active', 'completed', 'cancelled', 'failed'])

/** Work that runs outside of requests: an import, a mail, a scheduled closing. */
export const Job = z
  .object({
    id: Id,
    job: line(120),
    state: JobState,
    tries: z.int(),
    mostTries: z.int(),
    progress: z.object({ done: z.int(), total: z.int().nullable() }).nullable(),
    lastError: z.string().max(500).nullable(),
    createdAt: Instant,
    startedAt: Instant.nullable(),
    nextTryAt: Instant.nullable(),
    endedAt: Instant.nullable(),
  })
  .meta({ id: 'Job' })

export const listJobs = query({
  id: 'platform.job.list',
  http: 'GET /jobs',
  summary: {
    id: 'Pekerjaan latar organisasi ini, yang terbaru lebih dahulu.',
    en: 'The background jobs of this organisation, newest first.',
  },
  permission: 'platform.job.read',
  input: z.strictObject({ ...PageInput, state: JobState.optional(), job: line(120).optional() }),
  output: pageOf(Job),
  errors: [cursorInvalid, pageTooDeep],
  example: { input: { state: 'active' } },
})
