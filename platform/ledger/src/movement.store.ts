import { allOf, containsPattern, empty, type ReadTx, type Sql, sql } from '@lumbung/kernel'
import { accountsOf } from './reading.store.ts'
import type {
  AccountFilter,
  MovementCount,
  MovementFilter,
  MovementOrder,
  MovementPage,
  MovementPosition,
  MovementRow,
} from './reading.types.ts'
import { standingDelta } from './standing.store.ts'

export interface MovementDbRow extends Omit<MovementRow, 'seq' | 'reverses' | 'reversedBySeq'> {
  seq: string
  reverses: string | null
  reversedBySeq: string | null
}

/**
 * One page of movements by (instant, account, seq), newest first or oldest first. Costs the page, whatever stands behind
 * it: per account its first rows by the account's index, or over all accounts by the time's. The running balance is the
 * closing of the row's day less what followed on that day.
 */
export async function listMovements(
  tx: ReadTx,
  wish: MovementFilter & {
    limit: number
    /** What comes first. */
    order?: MovementOrder | undefined
    /** Where the page before ended. */
    cursor?: MovementPosition | null | undefined
    /** Rows to leave out before the page, for page numbers; their cost grows with it. */
    skip?: number | undefined
  },
): Promise<MovementPage> {
  return pageOfRows(await tx.rows<MovementDbRow>(movementPage(wish)), wish.limit)
}

/** The page that the rows of {@link movementPage} are, and where the next one goes on. */
export function pageOfRows(found: readonly MovementDbRow[], limit: number): MovementPage {
  const rows = found.slice(0, limit).map(movementOf)
  const last = rows.at(-1)
  const next =
    last && found.length > limit
      ? { occurredAt: last.occurredAt, accountId: last.accountId, seq: last.seq }
      : null
  return { rows, next }
}

/** One movement by its id, without the balance after it. */
export async function findMovement(
  tx: ReadTx,
  id: string,
): Promise<Omit<MovementRow, 'runningBalance'> | undefined> {
  const row = await tx.maybe<MovementDbRow>(sql`
    SELECT ${shownColumns()}
    FROM (SELECT * FROM ledger.movement WHERE tenant_id = kernel.current_tenant() AND id = ${id}) AS m
    ${withAccountAndReversal()}`)
  return row && movementOf(row)
}

/** The statement of {@link listMovements}; it fetches one row more than the page, to tell whether there is another. */
export function movementPage(
  wish: MovementFilter & Onward & { limit: number; skip?: number | undefined },
): Sql {
  const skip = wish.skip ?? 0
  const direction = directionOf(wish)
  const fetched = wish.limit + 1 + skip
  return sql`
    WITH page AS MATERIALIZED (
      ${narrowsAccounts(wish) ? firstPerAccount(wish, fetched) : firstOfAll(wish)}
      ORDER BY m.occurred_at ${direction}, m.account_id ${direction}, m.seq ${direction}
      LIMIT ${wish.limit + 1} OFFSET ${skip}
    ), span AS MATERIALIZED (
      SELECT account_id, business_day, min(occurred_at) AS from_at FROM page GROUP BY account_id, business_day
    ), line AS MATERIALIZED (
      SELECT span.account_id, followed.seq, d.closing - coalesce(followed.later, 0) AS balance
      FROM span
      CROSS JOIN LATERAL (
        SELECT c.closing, c.last_at FROM ledger.day AS c
        WHERE c.tenant_id = kernel.current_tenant() AND c.account_id = span.account_id AND c.day = span.business_day
        LIMIT 1
      ) AS d
      CROSS JOIN LATERAL (
        SELECT counted.seq, sum(counted.standing) OVER (
                 ORDER BY counted.occurred_at DESC, counted.seq DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS later
        FROM (
          SELECT e.occurred_at, e.seq, ${standingDelta} AS standing
          FROM ledger.movement AS e
          WHERE e.tenant_id = kernel.current_tenant() AND e.account_id = span.account_id
            AND e.occurred_at BETWEEN span.from_at AND d.last_at AND e.business_day = span.business_day
        ) AS counted
      ) AS followed
    )
    SELECT ${shownColumns()}, line.balance AS "runningBalance"
    FROM page AS m
    JOIN line ON line.account_id = m.account_id AND line.seq = m.seq
    ${withAccountAndReversal()}
    ORDER BY m.occurred_at ${direction}, m.account_id ${direction}, m.seq ${direction}`
}

interface Onward {
  order?: MovementOrder | undefined
  cursor?: MovementPosition | null | undefined
}

const [NEWEST_FIRST, OLDEST_FIRST] = [sql`DESC`, sql`ASC`]

function directionOf({ order }: Onward): Sql {
  return order === 'oldest' ? OLDEST_FIRST : NEWEST_FIRST
}

/** The first rows of each account that is asked for; the page is cut from them. */
function firstPerAccount(wish: MovementFilter & Onward, fetched: number): Sql {
  const direction = directionOf(wish)
  return sql`
      SELECT m.* FROM ledger.account AS a
      CROSS JOIN LATERAL (
        SELECT e.* FROM ledger.movement AS e
        WHERE e.tenant_id = kernel.current_tenant() AND e.account_id = a.id AND ${movementsOf(wish)} ${onwardOfAccount(wish)}
        ORDER BY e.occurred_at ${direction}, e.seq ${direction} LIMIT ${fetched}
      ) AS m
      WHERE a.tenant_id = kernel.current_tenant() AND ${accountsOf(wish)}`
}

/**
 * Of accounts that the cursor's row has still before it, rows of its very instant are to come; of those behind it, none.
 * Numbers of movements begin with 1.
 */
function onwardOfAccount({ cursor, order }: Onward): Sql {
  if (!cursor) return empty
  const { occurredAt, accountId, seq } = cursor
  return order === 'oldest'
    ? sql`AND (e.occurred_at, e.seq) > (${occurredAt}::timestamptz,
            CASE WHEN a.id > ${accountId}::uuid THEN 0
                 WHEN a.id = ${accountId}::uuid THEN ${seq}::bigint ELSE 9223372036854775807 END)`
    : sql`AND (e.occurred_at, e.seq) < (${occurredAt}::timestamptz,
            CASE WHEN a.id < ${accountId}::uuid THEN 9223372036854775807
                 WHEN a.id = ${accountId}::uuid THEN ${seq}::bigint ELSE 0 END)`
}

function firstOfAll(wish: MovementFilter & Onward): Sql {
  const { cursor, order } = wish
  const behind = order === 'oldest' ? sql`>` : sql`<`
  const onward = cursor
    ? sql`AND (e.occurred_at, e.account_id, e.seq)
            ${behind} (${cursor.occurredAt}::timestamptz, ${cursor.accountId}::uuid, ${cursor.seq}::bigint)`
    : empty
  return sql`
      SELECT m.* FROM (
        SELECT e.* FROM ledger.movement AS e
        WHERE e.tenant_id = kernel.current_tenant() AND ${movementsOf(wish)} ${onward}
      ) AS m`
}

function narrowsAccounts(filter: MovementFilter): boolean {
  const { accountIds, placeIds, itemIds, accounts } = filter
  return [accountIds, placeIds, itemIds, accounts].some((part) => part !== undefined)
}

/** Conditions on `ledger.movement AS e`. */
function movementsOf({ kinds, flows, actorId, from, to, text, orActorIds = [] }: MovementFilter): Sql {
  const pattern = text === undefined || text === '' ? undefined : containsPattern(text)
  return allOf([
    kinds && sql`e.kind = ANY(${kinds}::text[])`,
    flows && sql`e.flow = ANY(${flows}::text[])`,
    actorId !== undefined && sql`e.actor_id = ${actorId}::uuid`,
    from && sql`e.occurred_at >= ${from}::timestamptz`,
    to && sql`e.occurred_at < ${to}::timestamptz`,
    pattern !== undefined &&
      sql`(e.note ILIKE ${pattern} OR e.document ILIKE ${pattern} OR e.actor_id = ANY(${orActorIds}::uuid[]))`,
  ])
}

function shownColumns(): Sql {
  return sql`
    m.id, m.account_id AS "accountId", a.item_id AS "itemId", a.place_id AS "placeId", m.seq, m.kind, m.flow, m.delta,
    m.business_day::text AS "businessDay", m.occurred_at AS "occurredAt", m.recorded_at AS "recordedAt",
    m.reverses_seq AS reverses, o.id AS "reversesId",
    r.seq AS "reversedBySeq", r.id AS "reversedById", m.actor_id AS "actorId", m.note, m.document`
}

/** Item and place, what the movement took back, and what took it back. */
function withAccountAndReversal(): Sql {
  return sql`
    JOIN ledger.account AS a ON a.tenant_id = kernel.current_tenant() AND a.id = m.account_id
    LEFT JOIN ledger.movement AS o
      ON o.tenant_id = kernel.current_tenant() AND o.account_id = m.account_id AND o.seq = m.reverses_seq
    LEFT JOIN ledger.movement AS r
      ON r.tenant_id = kernel.current_tenant() AND r.account_id = m.account_id AND r.reverses_seq = m.seq`
}

function movementOf(row: MovementDbRow): MovementRow {
  return {
    ...row,
    seq: Number(row.seq),
    reverses: row.reverses === null ? null : Number(row.reverses),
    reversedBySeq: row.reversedBySeq === null ? null : Number(row.reversedBySeq),
  }
}

/**
 * All movements of a filter in batches, oldest first: by time, or account by account (by item and place). Memory does
 * not grow with them. The running balance starts from the day in which the range begins, so earlier history is not read.
 */
export async function* streamMovements(
  tx: ReadTx,
  wish: MovementFilter & { order?: 'time' | 'account' | undefined },
): AsyncIterable<MovementRow[]> {
  const order =
    wish.order === 'account'
      ? sql`a.item_id, a.place_id, m.occurred_at, m.seq`
      : sql`m.occurred_at, m.account_id, m.seq`
  const started = wish.from ? sql`d.last_at >= ${wish.from}::timestamptz` : sql`TRUE`
  const ended = wish.to ? sql`AND s.occurred_at < ${wish.to}::timestamptz` : empty
  const batches = tx.stream<MovementDbRow>(sql`
    WITH started AS MATERIALIZED (
      SELECT a.id, first.day, first.first_at, first.opening
      FROM ledger.account AS a
      CROSS JOIN LATERAL (
        SELECT d.day, d.first_at, d.opening FROM ledger.day AS d
        WHERE d.tenant_id = kernel.current_tenant() AND d.account_id = a.id AND ${started}
        ORDER BY d.day LIMIT 1
      ) AS first
      WHERE a.tenant_id = kernel.current_tenant() AND ${accountsOf(wish)}
    ), line AS (
      SELECT w.* FROM started
      CROSS JOIN LATERAL (
        SELECT counted.*, started.opening + sum(counted.standing) OVER (ORDER BY counted.occurred_at, counted.seq) AS balance
        FROM (
          SELECT s.*, ${standingDelta} AS standing
          FROM ledger.movement AS s
          WHERE s.tenant_id = kernel.current_tenant() AND s.account_id = started.id
            AND s.occurred_at >= started.first_at AND s.business_day >= started.day ${ended}
        ) AS counted
      ) AS w
    ), m AS (
      SELECT e.* FROM line AS e WHERE ${movementsOf(wish)}
    )
    SELECT ${shownColumns()}, m.balance AS "runningBalance"
    FROM m ${withAccountAndReversal()}
    ORDER BY ${order}`)
  for await (const rows of batches) yield rows.map(movementOf)
}

const MOST_COUNTED = 10_000

/** The statement of how many movements some accounts have; each knows its own number. */
export function countOfAccounts(filter: AccountFilter): Sql {
  return sql`
    SELECT coalesce(sum(a.seq), 0)::text AS total FROM ledger.account AS a
    WHERE a.tenant_id = kernel.current_tenant() AND ${accountsOf(filter)}`
}

/**
 * How many movements a filter finds: exact where only accounts are chosen (each account knows its own) and up to
 * 10,000; beyond that the planner's estimate.
 */
export async function countMovements(tx: ReadTx, filter: MovementFilter): Promise<MovementCount> {
  const { kinds, flows, actorId, from, to, text } = filter
  const byAccountOnly = [kinds, flows, actorId, from, to, text].every((part) => part === undefined)
  if (byAccountOnly) {
    const { total } = await tx.one<{ total: string }>(countOfAccounts(filter))
    return { total: Number(total), isEstimate: false }
  }
  const found = sql`
    SELECT FROM ledger.movement AS e
    WHERE e.tenant_id = kernel.current_tenant() AND ${movementsOf(filter)} AND ${
      narrowsAccounts(filter)
        ? sql`e.account_id IN (
            SELECT a.id FROM ledger.account AS a WHERE a.tenant_id = kernel.current_tenant() AND ${accountsOf(filter)})`
        : sql`TRUE`
    }`
  const { total } = await tx.one<{ total: number }>(sql`
    SELECT count(*)::int AS total FROM (${found} LIMIT ${MOST_COUNTED + 1}) AS counted`)
  if (total <= MOST_COUNTED) return { total, isEstimate: false }
  const plan = await tx.one<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    sql`EXPLAIN (FORMAT JSON) ${found}`,
  )
  return { total: Math.max(total, plan['QUERY PLAN'][0].Plan['Plan Rows']), isEstimate: true }
}
