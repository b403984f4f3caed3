import { type ReadTx, sql } from '@lumbung/kernel'
import type { PostingLine } from './posting.store.ts'
import type { PreviewDay } from './posting.types.ts'
import { standingDelta } from './standing.store.ts'

/** What is planned of a line: where it would stand and what it would change. */
export type PlannedLine = Pick<PostingLine, 'at' | 'businessDay' | 'delta' | 'reversesSeq'>

/**
 * Every day from that of the first line on whose sums change, oldest first, as it is and as all lines together would
 * leave it. Days that hold a line are added up anew from their movements; those between only shift.
 */
export async function listPlannedDays(
  tx: ReadTx,
  plan: { accountId: string; lines: readonly PlannedLine[] },
): Promise<PreviewDay[]> {
  const { accountId, lines } = plan
  return await tx.rows<PreviewDay>(sql`
    WITH planned AS MATERIALIZED (
      SELECT * FROM unnest(
        ${lines.map(({ at }) => at.toISOString())}::timestamptz[], ${lines.map(({ businessDay }) => businessDay)}::date[],
        ${lines.map(({ delta }) => delta)}::numeric[], ${lines.map(({ reversesSeq }) => reversesSeq)}::bigint[]
      ) WITH ORDINALITY AS p (occurred_at, business_day, delta, reverses_seq, place)
    ), kept AS MATERIALIZED (
      SELECT d.* FROM ledger.day AS d
      WHERE d.tenant_id = kernel.current_tenant() AND d.account_id = ${accountId}
        AND d.day >= (SELECT min(business_day) FROM planned)
    ), spot AS (
      SELECT day FROM kept UNION SELECT business_day FROM planned
    ), shifted AS MATERIALIZED (
      SELECT spot.day, kept.first_at, kept.last_at, kept.lowest,
             coalesce(kept.opening, (
               SELECT d.closing FROM ledger.day AS d
               WHERE d.tenant_id = kernel.current_tenant() AND d.account_id = ${accountId} AND d.day < spot.day
               ORDER BY d.day DESC LIMIT 1), 0) AS opening,
             kept.closing,
             coalesce((SELECT sum(p.delta) FROM planned AS p WHERE p.business_day < spot.day), 0) AS shift,
             EXISTS (SELECT FROM planned AS p WHERE p.business_day = spot.day) AS is_touched
      FROM spot LEFT JOIN kept ON kept.day = spot.day
    ), summed AS (
      SELECT s.day, coalesce(s.closing, s.opening) AS closing_before,
             CASE WHEN s.is_touched THEN s.opening + s.shift + made.change ELSE s.closing + s.shift END AS closing_after,
             CASE WHEN s.is_touched THEN s.opening + s.shift + least(made.lowest, 0) ELSE s.lowest + s.shift END AS lowest_after,
             s.shift <> 0 OR s.is_touched AS is_changed
      FROM shifted AS s
      LEFT JOIN LATERAL (
        SELECT sum(line.standing) AS change, min(line.running) AS lowest FROM (
          SELECT counted.standing, sum(counted.standing) OVER (ORDER BY counted.occurred_at, counted.seq) AS running
          FROM (
            SELECT held.occurred_at, held.seq, ${standingDelta} AS standing FROM (
              SELECT m.occurred_at, m.business_day, m.seq, m.reverses_seq, m.delta FROM ledger.movement AS m
              WHERE m.tenant_id = kernel.current_tenant() AND m.account_id = ${accountId}
                AND m.occurred_at BETWEEN s.first_at AND s.last_at AND m.business_day = s.day
              UNION ALL
              SELECT p.occurred_at, p.business_day, ${FIRST_PLANNED_SEQ}::bigint + p.place, p.reverses_seq, p.delta
              FROM planned AS p WHERE p.business_day = s.day
            ) AS held
          ) AS counted
        ) AS line
      ) AS made ON s.is_touched
    )
    SELECT day::text AS day, closing_before::numeric(15,4) AS "closingBefore",
           closing_after::numeric(15,4) AS "closingAfter", lowest_after::numeric(15,4) AS "lowestAfter"
    FROM summed WHERE is_changed ORDER BY day`)
}

/** Behind every seq there can be: what is planned comes last at its instant. */
const FIRST_PLANNED_SEQ = '9000000000000000000'
