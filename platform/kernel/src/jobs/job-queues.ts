import type { Queue, QueueResult } from 'pg-boss'
import type { JobDefinition } from '../app/define-app.ts'

/** Where a job goes whose tries are used up, with its data and last error, for people to look at. */
export const DEAD_LETTERS = 'platform.dead-letters'
/** A tenant's scheduled job is first one message here, from which one job per active tenant is made. */
export const FAN_OUT = 'platform.fan-out'

/** Silence of a worker after which its job goes to another one; it reports twice as often. */
const HEARTBEAT_SECONDS = 20
const DAY_SECONDS = 86_400

/** The queue of a job, as pg-boss calls its settings. Retries wait 2, 4, 8 … seconds, at most half an hour. */
export function queueOf(job: JobDefinition): Queue {
  return {
    name: job.name,
    // A scheduled control job that has not run yet is not queued a second time.
    policy: job.plane === 'control' && job.schedule !== undefined ? 'exclusive' : 'standard',
    retryLimit: job.retries ?? 5,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 1_800,
    expireInSeconds: job.expireSeconds ?? 900,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: job.keepSeconds ?? 7 * DAY_SECONDS,
    deadLetter: DEAD_LETTERS,
  }
}

export function deadLetterQueue(): Queue {
  return {
    name: DEAD_LETTERS,
    policy: 'standard',
    retryLimit: 0,
    retryDelay: 0,
    retryBackoff: false,
    expireInSeconds: 900,
    retentionSeconds: 30 * DAY_SECONDS,
    deleteAfterSeconds: 7 * DAY_SECONDS,
  }
}

/** The settings that differ from what the database has, or null; the policy of a queue cannot be changed. */
export function changesOf(wanted: Queue, actual: QueueResult): Partial<Queue> | null {
  const { name: _name, policy: _policy, ...settings } = wanted
  const changed = Object.entries(settings).filter(
    ([key, value]) => actual[key as keyof QueueResult] !== value,
  )
  return changed.length > 0 ? Object.fromEntries(changed) : null
}
