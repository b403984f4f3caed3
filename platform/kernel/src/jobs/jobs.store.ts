import { allOf, sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'
import { DEAD_LETTERS } from './job-queues.ts'

export interface JobRow {
  id: string
  job: string
  state: string
  tries: number
  mostTries: number
  output: unknown
  createdAt: Date
  startedAt: Date | null
  nextTryAt: Date | null
  endedAt: Date | null
  /** The creation instant since the epoch, exact, for the cursor. */
  createdMicroseconds: string
}

export interface JobFilter {
  state?: string | undefined
  job?: string | undefined
  /** The last row of the previous page. */
  after?: { createdMicroseconds: string; id: string } | undefined
  offset: number
  limit: number
}

/** Jobs of the bound tenant, newest first. Row-level security alone decides which they are. */
export async function listJobs(tx: ReadTx, filter: JobFilter): Promise<JobRow[]> {
  return await tx.rows<JobRow>(sql`
    SELECT id, name AS job, state::text AS state, retry_limit + 1 AS "mostTries", output,
           CASE WHEN started_on IS NULL THEN 0 ELSE retry_count + 1 END AS tries,
           created_on AS "createdAt", started_on AS "startedAt", completed_on AS "endedAt",
           CASE WHEN state::text IN ('created', 'retry') THEN start_after END AS "nextTryAt",
           (extract(epoch FROM created_on) * 1000000)::bigint AS "createdMicroseconds"
    FROM pgboss.job_common
    WHERE ${allOf([
      sql`name <> ${DEAD_LETTERS}`,
      filter.state !== undefined && sql`state::text = ${filter.state}`,
      filter.job !== undefined && sql`name = ${filter.job}`,
      filter.after &&
        sql`(created_on, id) < (
          'epoch'::timestamptz + ${filter.after.createdMicroseconds}::bigint * interval '1 microsecond',
          ${filter.after.id}::uuid)`,
    ])}
    ORDER BY created_on DESC, id DESC
    LIMIT ${filter.limit} OFFSET ${filter.offset}`)
}

/** How far a running job is; its final output takes this place. Must run as lumbung_worker. */
export async function updateProgress(
  tx: Tx,
  job: string,
  id: string,
  progress: { done: number; total: number | null },
): Promise<void> {
  await tx.run(sql`
    UPDATE pgboss.job_common SET output = ${JSON.stringify({ progress })}::jsonb, heartbeat_on = now()
    WHERE name = ${job} AND id = ${id} AND state = 'active'`)
}

/** For schedules that run once per tenant. Must run as lumbung_control. */
export async function listActiveTenants(tx: ReadTx): Promise<{ id: string }[]> {
  return await tx.rows(sql`SELECT id FROM control.tenant WHERE status = 'active' ORDER BY id`)
}

/** Deletes up to `limit` idempotency keys older than 7 days; answers how many. Must run as lumbung_worker. */
export async function deleteOldIdempotencyKeys(tx: Tx, limit: number): Promise<number> {
  return await tx.run(sql`
    DELETE FROM kernel.idempotency_key AS key
    USING (
      SELECT tenant_id, user_id, operation, key FROM kernel.idempotency_key
      WHERE at < now() - interval '7 days' ORDER BY at LIMIT ${limit}
    ) AS old
    WHERE key.tenant_id = old.tenant_id AND key.user_id = old.user_id
      AND key.operation = old.operation AND key.key = old.key`)
}
