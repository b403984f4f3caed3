import { listJobs } from '../../contract/jobs.ts'
import type { JobDefinition } from '../app/define-app.ts'
import type { Live } from '../live/live.ts'

/** The queue writes how a run ended just after it has; who is told before that reads a job that still runs. */
const SETTLE_MS = 300

/** Tells who watches that the list of a tenant's jobs changed. */
export function announceJobs(live: Live, tenantId: unknown): void {
  if (typeof tenantId === 'string') live.announce(tenantId, listJobs.id)
}

/** Tells who watches how one run of a job comes along; a run without a tenant concerns nobody. */
export function announceRun(live: Live, { topics = [] }: JobDefinition, tenantId: string | null) {
  const moved = () => {
    if (tenantId === null) return
    announceJobs(live, tenantId)
    for (const topic of topics) live.announce(tenantId, topic)
  }
  return {
    moved,
    ended: () => {
      moved()
      setTimeout(() => announceJobs(live, tenantId), SETTLE_MS).unref()
    },
  }
}
