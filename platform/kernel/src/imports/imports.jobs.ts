import { listImports } from '../../contract/imports.ts'
import { topicOf } from '../../contract/live.ts'
import type { JobDefinition } from '../app/define-app.ts'
import { applyRows } from './apply-import.job.ts'
import { APPLY_JOB, PURGE_JOB, UNDO_JOB, VALIDATE_JOB } from './job-names.ts'
import { purgeStagedRows } from './purge-rows.job.ts'
import { undoRows } from './undo-import.job.ts'
import { validateImport } from './validate-import.job.ts'

/** With waits that double up to half an hour, so many tries outlast an outage of a night. */
const RETRIES = 25
const topics = [topicOf(listImports.id)]

export const importJobs: JobDefinition[] = [
  { name: VALIDATE_JOB, expireSeconds: 3_600, retries: RETRIES, topics, run: validateImport },
  { name: APPLY_JOB, expireSeconds: 600, retries: RETRIES, topics, run: applyRows },
  { name: PURGE_JOB, schedule: '50 17 * * *', run: purgeStagedRows },
  { name: UNDO_JOB, expireSeconds: 600, retries: RETRIES, topics, run: undoRows },
]
