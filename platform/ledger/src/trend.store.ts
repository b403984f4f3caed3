import type { DecimalText } from '@lumbung/contract'
import { type ReadTx, sql } from '@lumbung/kernel'
import { accountsOf } from './reading.store.ts'
import type { AccountFilter, AccountTrend, DailyIssue, Trend, TrendDay } from './reading.types.ts'

interface TrendRow extends TrendDay {
  accountId: string | null
  itemId: string | null
  placeId: string | null
}

/**
 * Every day from `from` to `to` (inclusive, `YYYY-MM-DD`) of each account, and the total of all; days without movements
 * carry the balance on. Reads the days' rows of the window and one closing before it per account, never the movements.
 */
export async function readTrend(
  tx: ReadTx,
  wish: AccountFilter & { from: string; to: string; totalOnly?: boolean | undefined },
): Promise<Trend> {
  const rows = await tx.rows<TrendRow>(sql`
    WITH span AS MATERIALIZED (
      SELECT ${wish.from}::date AS from_day, ${wish.to}::date AS to_day
    ), account AS MATERIALIZED (
      SELECT a.tenant_id, a.id, a.item_id, a.place_id, coalesce((
        SELECT d.closing FROM ledger.day AS d
        WHERE d.tenant_id = a.tenant_id AND d.account_id = a.id AND d.day < span.from_day
        ORDER BY d.day DESC LIMIT 1), 0::numeric(15,4)) AS base
      FROM ledger.account AS a, span
      WHERE a.tenant_id = kernel.current_tenant() AND ${accountsOf(wish)}
    ), calendar AS (
      SELECT from_day + place AS day FROM span, generate_series(0, to_day - from_day) AS place
    ), sparse AS MATERIALIZED (
      SELECT d.account_id, d.day, d.in_qty, d.out_qty, d.adjusted, d.lowest
      FROM account AS a, span, ledger.day AS d
      WHERE d.tenant_id = a.tenant_id AND d.account_id = a.id AND d.day BETWEEN span.from_day AND span.to_day
    ), dense AS (
      SELECT a.id, a.item_id, a.place_id, c.day, coalesce(s.in_qty, 0::numeric(15,4)) AS in_qty,
             coalesce(s.out_qty, 0::numeric(15,4)) AS out_qty, coalesce(s.adjusted, 0::numeric(15,4)) AS adjusted, s.lowest,
             a.base + sum(coalesce(s.in_qty - s.out_qty + s.adjusted, 0)) OVER (PARTITION BY a.id ORDER BY c.day) AS closing
      FROM account AS a CROSS JOIN calendar AS c LEFT JOIN sparse AS s ON s.account_id = a.id AND s.day = c.day
    )
    SELECT id AS "accountId", item_id AS "itemId", place_id AS "placeId", day::text AS day,
           sum(closing - in_qty + out_qty - adjusted) AS opening, sum(in_qty) AS "in", sum(out_qty) AS out,
           sum(adjusted) AS adjusted, sum(closing) AS closing, min(coalesce(lowest, closing)) AS lowest
    FROM dense
    GROUP BY GROUPING SETS ((id, item_id, place_id, day), (day))
    HAVING ${!wish.totalOnly}::boolean OR id IS NULL
    ORDER BY item_id, place_id, day`)
  return trendOf(rows)
}

function trendOf(rows: readonly TrendRow[]): Trend {
  const accounts = new Map<string, AccountTrend>()
  const total: Trend['total'] = []
  for (const { accountId, itemId, placeId, lowest, ...day } of rows) {
    if (accountId === null || itemId === null || placeId === null) {
      total.push(day)
      continue
    }
    const account = accounts.get(accountId) ?? { accountId, itemId, placeId, days: [] }
    account.days.push({ ...day, lowest })
    accounts.set(accountId, account)
  }
  return { accounts: [...accounts.values()], total }
}

/**
 * Mean and spread of what was issued per day from `fromDay` to `toDay` (inclusive); a day without an issue counts as
 * zero. One row per account, in no order.
 */
export async function meanDailyIssue(
  tx: ReadTx,
  accountIds: readonly string[],
  fromDay: string,
  toDay: string,
): Promise<DailyIssue[]> {
  return await tx.rows<{
    accountId: string
    days: number
    mean: DecimalText
    standardDeviation: DecimalText
  }>(sql`
    WITH span AS (
      SELECT ${fromDay}::date AS from_day, ${toDay}::date AS to_day, ${toDay}::date - ${fromDay}::date + 1 AS days
    ), issued AS (
      SELECT wished.id, span.days, coalesce(sum(d.out_qty), 0) AS total, coalesce(sum(d.out_qty * d.out_qty), 0) AS squares
      FROM span CROSS JOIN unnest(${accountIds}::uuid[]) AS wished (id)
      LEFT JOIN ledger.day AS d ON d.tenant_id = kernel.current_tenant() AND d.account_id = wished.id
        AND d.day BETWEEN span.from_day AND span.to_day
      GROUP BY wished.id, span.days
    )
    SELECT id AS "accountId", days, round(total / days, 4) AS mean,
           CASE WHEN days > 1
             THEN round(sqrt(greatest((squares - total * total / days) / (days - 1), 0)), 4)
             ELSE 0::numeric(15,4) END AS "standardDeviation"
    FROM issued`)
}
