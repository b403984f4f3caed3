import type { DecimalText } from '@lumbung/contract'
import { type ReadTx, sql } from '@lumbung/kernel'
import type { Weighed } from './posting.rules.ts'
import { standingDelta } from './standing.store.ts'

/** A movement laid beside what is there, at its instant; nothing is written. */
export interface WeighedRow extends Weighed {
  onHand: DecimalText
  onHandAfter: DecimalText
  /** The day has a row already. */
  hasDay: boolean
  opening: DecimalText
  closing: DecimalText
  closingAfter: DecimalText
  negativeDay: string | null
  negativeLowest: DecimalText | null
}

/** Behind every seq there can be: the movement that is weighed comes last at its instant. */
const LAST_SEQ = '9223372036854775807'

/**
 * What a movement at an instant would do: costs the movements of its own business day, and a look at each later day.
 * The own day is added up as it will be, so a reversal at its original's instant takes the original out of it. The day given is held between those of the neighbours, because of one account days follow instants even where the
 * zone of its place was changed. An unknown account weighs like an empty one.
 */
export async function weighMovement(
  tx: ReadTx,
  wish: { accountId: string; at: Date; businessDay: string; delta: DecimalText; reversesSeq: number | null },
): Promise<WeighedRow> {
  const row = await tx.one<WeighedRow>(sql`
    WITH input AS NOT MATERIALIZED (
      SELECT kernel.current_tenant() AS tenant_id, ${wish.accountId}::uuid AS account_id, ${wish.at}::timestamptz AS at,
             ${wish.businessDay}::date AS day, ${wish.delta}::numeric(15,4) AS delta,
             ${wish.reversesSeq}::bigint AS reverses_seq, ${LAST_SEQ}::bigint AS seq
    ), account AS MATERIALIZED (
      SELECT coalesce(max(a.on_hand), 0::numeric(15,4)) AS on_hand,
             coalesce(max(a.on_hand - a.reserved - a.quarantine), 0::numeric(15,4)) AS available
      FROM ledger.account AS a, input WHERE a.tenant_id = input.tenant_id AND a.id = input.account_id
    ), placed AS MATERIALIZED (
      SELECT least(
        greatest(input.day, (
          SELECT m.business_day FROM ledger.movement AS m
          WHERE m.tenant_id = input.tenant_id AND m.account_id = input.account_id AND m.occurred_at <= input.at
          ORDER BY m.occurred_at DESC, m.seq DESC LIMIT 1)), (
          SELECT m.business_day FROM ledger.movement AS m
          WHERE m.tenant_id = input.tenant_id AND m.account_id = input.account_id AND m.occurred_at > input.at
          ORDER BY m.occurred_at, m.seq LIMIT 1)) AS day
      FROM input
    ), own AS MATERIALIZED (
      SELECT d.* FROM ledger.day AS d, input, placed
      WHERE d.tenant_id = input.tenant_id AND d.account_id = input.account_id AND d.day = placed.day
    ), start AS MATERIALIZED (
      SELECT coalesce((SELECT opening FROM own), (
        SELECT d.closing FROM ledger.day AS d
        WHERE d.tenant_id = input.tenant_id AND d.account_id = input.account_id AND d.day < placed.day
        ORDER BY d.day DESC LIMIT 1), 0::numeric(15,4)) AS opening
      FROM input, placed
    ), held AS (
      SELECT m.occurred_at, m.business_day, m.seq, m.reverses_seq, m.delta
      FROM ledger.movement AS m, input, own
      WHERE m.tenant_id = input.tenant_id AND m.account_id = input.account_id
        AND m.occurred_at BETWEEN own.first_at AND own.last_at AND m.business_day = own.day
      UNION ALL
      SELECT input.at, placed.day, input.seq, input.reverses_seq, input.delta FROM input, placed
    ), line AS MATERIALIZED (
      SELECT counted.seq, start.opening + sum(counted.standing) OVER (ORDER BY counted.occurred_at, counted.seq) AS balance
      FROM start, (SELECT occurred_at, seq, ${standingDelta} AS standing FROM held) AS counted
    ), moment AS MATERIALIZED (
      SELECT (SELECT line.balance FROM line, input WHERE line.seq = input.seq) AS balance_after,
             least(start.opening, (SELECT min(balance) FROM line)) AS lowest_after,
             coalesce((SELECT closing FROM own), start.opening) AS closing
      FROM start
    ), negative AS MATERIALIZED (
      SELECT d.day, d.lowest + input.delta AS lowest FROM ledger.day AS d, input, placed
      WHERE d.tenant_id = input.tenant_id AND d.account_id = input.account_id AND d.day > placed.day
        AND d.lowest + input.delta < 0
      ORDER BY d.day LIMIT 1
    )
    SELECT account.on_hand AS "onHand", account.on_hand + input.delta AS "onHandAfter",
           account.available, account.available + input.delta AS "availableAfter",
           placed.day::text AS "businessDay", EXISTS (SELECT FROM own) AS "hasDay", start.opening,
           moment.balance_after - input.delta AS "balanceBefore", moment.balance_after AS "balanceAfter",
           moment.lowest_after AS "lowestAfter", moment.closing, moment.closing + input.delta AS "closingAfter",
           (SELECT day::text FROM negative) AS "negativeDay", (SELECT lowest FROM negative) AS "negativeLowest"
    FROM input, account, placed, start, moment`)
  const { negativeDay, negativeLowest } = row
  const firstNegativeDay =
    negativeDay !== null && negativeLowest !== null ? { day: negativeDay, lowest: negativeLowest } : null
  return { ...row, firstNegativeDay }
}
