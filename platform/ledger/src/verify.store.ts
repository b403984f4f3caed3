import { type ReadTx, sql } from '@lumbung/kernel'
import type { Verification } from './reading.types.ts'
import { standingDelta } from './standing.store.ts'

/** Rows that one statement recomputes: some hundred milliseconds of work, far from any time limit. */
const ROWS_PER_STEP = 100_000
/** Days of the first step, before it is known how much a day holds, and of any. */
const MOST_FIRST_DAYS = 50
const MOST_DAYS = 5_000

const LOWEST_ID = '00000000-0000-0000-0000-000000000000'
const HIGHEST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

type Broken = NonNullable<Verification['firstBroken']>

/**
 * Recomputes the tenant's ledger, or one account of it, from its movements: every hash of every chain, the gapless seq, each
 * balance, the accounts' heads and the days. Every step sees one moment, so postings may go on. Names the first broken row: chains
 * first, by account and seq, then heads, then days.
 */
export async function verifyChain(
  tx: ReadTx,
  wish: { accountId?: string | undefined; rowsPerStep?: number | undefined } = {},
): Promise<Verification> {
  const accountId = wish.accountId ?? null
  const rowsPerStep = wish.rowsPerStep ?? ROWS_PER_STEP
  const chain = await verifyMovements(tx, accountId, rowsPerStep)
  const heads = await verifyHeads(tx, accountId)
  const firstBroken = chain.firstBroken ?? heads.firstBroken ?? (await verifyDays(tx, accountId, rowsPerStep))
  return { accounts: heads.accounts, movements: chain.movements, intact: firstBroken === null, firstBroken }
}

interface Step {
  rows: number
  accountId: string
  seq: string
  hash: Buffer
  balance: string
  brokenAccountId: string | null
  brokenSeq: string | null
  what: string | null
}

/** By (account, seq) in steps; each begins from the last row of the one before. */
async function verifyMovements(
  tx: ReadTx,
  accountId: string | null,
  rowsPerStep: number,
): Promise<{ movements: number; firstBroken: Broken | null }> {
  let movements = 0
  let firstBroken: Broken | null = null
  let last: Pick<Step, 'accountId' | 'seq' | 'hash' | 'balance'> | null = null
  for (;;) {
    const step: Step | undefined = await verifyStep(tx, accountId, last, rowsPerStep)
    if (!step) break
    movements += step.rows
    if (!firstBroken && step.brokenAccountId !== null) {
      firstBroken = { accountId: step.brokenAccountId, seq: Number(step.brokenSeq), what: step.what ?? '' }
    }
    if (step.rows < rowsPerStep) break
    last = step
  }
  return { movements, firstBroken }
}

async function verifyStep(
  tx: ReadTx,
  accountId: string | null,
  last: Pick<Step, 'accountId' | 'seq' | 'hash' | 'balance'> | null,
  rowsPerStep: number,
): Promise<Step | undefined> {
  return await tx.maybe<Step>(sql`
    WITH step AS MATERIALIZED (
      SELECT m.* FROM ledger.movement AS m
      WHERE m.tenant_id = kernel.current_tenant()
        AND (m.account_id, m.seq) > (${last?.accountId ?? accountId ?? LOWEST_ID}::uuid, ${last?.seq ?? 0}::bigint)
        AND m.account_id <= ${accountId ?? HIGHEST_ID}::uuid
      ORDER BY m.account_id, m.seq LIMIT ${rowsPerStep}
    ), linked AS (
      SELECT step.*,
        lag(seq, 1, CASE WHEN account_id = ${last?.accountId ?? null}::uuid THEN ${last?.seq ?? null}::bigint ELSE 0 END) OVER chain
          AS seq_before,
        lag(balance_after, 1, CASE WHEN account_id = ${last?.accountId ?? null}::uuid THEN ${last?.balance ?? null}::numeric ELSE 0 END)
          OVER chain AS balance_before,
        lag(hash, 1, CASE WHEN account_id = ${last?.accountId ?? null}::uuid THEN ${last?.hash ?? null}::bytea
          ELSE decode(repeat('00', 32), 'hex') END) OVER chain AS hash_before
      FROM step WINDOW chain AS (PARTITION BY account_id ORDER BY seq)
    ), judged AS (
      SELECT account_id, seq, CASE
        WHEN seq <> seq_before + 1 THEN 'seq'
        WHEN hash <> ledger.movement_hash(hash_before, tenant_id, account_id, seq, id, kind, flow, delta, business_day, occurred_at,
                                          recorded_at, balance_after, reverses_seq, actor_id, document, note) THEN 'hash'
        WHEN balance_after <> balance_before + delta THEN 'balance'
        WHEN NOT EXISTS (
          SELECT FROM ledger.day AS d
          WHERE d.tenant_id = kernel.current_tenant() AND d.account_id = linked.account_id AND d.day = linked.business_day
            AND linked.occurred_at BETWEEN d.first_at AND d.last_at) THEN 'day missing'
      END AS what
      FROM linked
    ), broken AS (
      SELECT account_id, seq, what FROM judged WHERE what IS NOT NULL ORDER BY account_id, seq LIMIT 1
    ), tail AS (
      SELECT account_id, seq, hash, balance_after FROM step ORDER BY account_id DESC, seq DESC LIMIT 1
    )
    SELECT (SELECT count(*)::int FROM step) AS rows, tail.account_id AS "accountId", tail.seq, tail.hash,
           tail.balance_after AS balance, broken.account_id AS "brokenAccountId", broken.seq AS "brokenSeq", broken.what
    FROM tail LEFT JOIN broken ON true`)
}

/** Each account against its newest movement: a chain that was cut off at its end shows here. */
async function verifyHeads(
  tx: ReadTx,
  accountId: string | null,
): Promise<{ accounts: number; firstBroken: Broken | null }> {
  const row = await tx.one<{
    accounts: number
    accountId: string | null
    seq: string | null
    what: string | null
  }>(sql`
    WITH head AS (
      SELECT a.id, a.seq, CASE
        WHEN a.seq <> coalesce(m.seq, 0) THEN 'account seq'
        WHEN a.on_hand <> coalesce(m.balance_after, 0) THEN 'account balance'
        WHEN a.seq > 0 AND a.head_hash <> m.hash THEN 'account hash'
        WHEN (a.last_occurred_at, a.last_day) IS DISTINCT FROM (latest.occurred_at, latest.business_day) THEN 'account last day'
      END AS what
      FROM ledger.account AS a
      LEFT JOIN LATERAL (
        SELECT e.seq, e.balance_after, e.hash FROM ledger.movement AS e
        WHERE e.tenant_id = a.tenant_id AND e.account_id = a.id ORDER BY e.seq DESC LIMIT 1) AS m ON true
      LEFT JOIN LATERAL (
        SELECT e.occurred_at, e.business_day FROM ledger.movement AS e
        WHERE e.tenant_id = a.tenant_id AND e.account_id = a.id ORDER BY e.occurred_at DESC, e.seq DESC LIMIT 1) AS latest ON true
      WHERE a.tenant_id = kernel.current_tenant() AND (a.id = ${accountId}::uuid OR ${accountId}::uuid IS NULL)
    ), broken AS (SELECT id, seq, what FROM head WHERE what IS NOT NULL ORDER BY id LIMIT 1)
    SELECT (SELECT count(*)::int FROM head) AS accounts, broken.id AS "accountId", broken.seq, broken.what
    FROM (SELECT) AS always LEFT JOIN broken ON true`)
  const firstBroken =
    row.accountId === null ? null : { accountId: row.accountId, seq: Number(row.seq), what: row.what ?? '' }
  return { accounts: row.accounts, firstBroken }
}

interface DayStep {
  rows: number
  movements: number
  accountId: string
  day: string
  closing: string
  brokenAccountId: string | null
  brokenSeq: string | null
  brokenDay: string | null
}

/**
 * Each day's sums against the movements within its bounds, and its opening against the closing before it. That no
 * movement stands outside its day, the chain's step has seen. Names the day and its first movement (0: it has none).
 */
async function verifyDays(tx: ReadTx, accountId: string | null, rowsPerStep: number): Promise<Broken | null> {
  let last: DayStep | null = null
  let limit = Math.min(MOST_FIRST_DAYS, rowsPerStep)
  for (;;) {
    const step: DayStep | undefined = await verifyDayStep(tx, accountId, last, limit)
    if (!step) return null
    if (step.brokenAccountId !== null) {
      return {
        accountId: step.brokenAccountId,
        seq: Number(step.brokenSeq ?? 0),
        what: `day ${step.brokenDay}`,
      }
    }
    if (step.rows < limit) return null
    last = step
    // As many days as hold about one step's worth of movements.
    limit = Math.min(MOST_DAYS, Math.max(1, Math.floor((limit * rowsPerStep) / Math.max(step.movements, 1))))
  }
}

async function verifyDayStep(
  tx: ReadTx,
  accountId: string | null,
  last: DayStep | null,
  limit: number,
): Promise<DayStep | undefined> {
  return await tx.maybe<DayStep>(sql`
    WITH kept AS MATERIALIZED (
      SELECT d.* FROM ledger.day AS d
      WHERE d.tenant_id = kernel.current_tenant()
        AND (d.account_id, d.day) > (${last?.accountId ?? accountId ?? LOWEST_ID}::uuid, ${last?.day ?? '-infinity'}::date)
        AND d.account_id <= ${accountId ?? HIGHEST_ID}::uuid
      ORDER BY d.account_id, d.day LIMIT ${limit}
    ), linked AS (
      SELECT kept.*,
        lag(closing, 1, CASE WHEN account_id = ${last?.accountId ?? null}::uuid THEN ${last?.closing ?? null}::numeric ELSE 0 END)
          OVER (PARTITION BY account_id ORDER BY day) AS closing_before
      FROM kept
    ), judged AS MATERIALIZED (
      SELECT k.account_id, k.day, k.closing, made.seq, made.movements,
             (k.opening, k.in_qty, k.out_qty, k.adjusted, k.closing, k.lowest, k.first_at, k.last_at)
             IS DISTINCT FROM
             (k.closing_before, made.in_qty, made.out_qty, made.adjusted, made.closing, made.lowest, made.first_at, made.last_at)
             AS is_broken
      FROM linked AS k CROSS JOIN LATERAL (
        SELECT min(line.seq) AS seq, count(*) AS movements,
               coalesce(sum(line.delta) FILTER (WHERE line.flow = 'in'), 0) AS in_qty,
               -coalesce(sum(line.delta) FILTER (WHERE line.flow = 'out'), 0) AS out_qty,
               coalesce(sum(line.delta) FILTER (WHERE line.flow = 'adjusted'), 0) AS adjusted,
               k.closing_before + sum(line.delta) AS closing,
               k.closing_before + least(min(line.running), 0) AS lowest,
               min(line.occurred_at) AS first_at, max(line.occurred_at) AS last_at
        FROM (
          SELECT counted.*, sum(counted.standing) OVER (ORDER BY counted.occurred_at, counted.seq) AS running
          FROM (
            SELECT m.*, ${standingDelta} AS standing
            FROM ledger.movement AS m
            WHERE m.tenant_id = kernel.current_tenant() AND m.account_id = k.account_id
              AND m.occurred_at BETWEEN k.first_at AND k.last_at AND m.business_day = k.day) AS counted) AS line
      ) AS made
    ), broken AS (
      SELECT account_id, seq, day FROM judged WHERE is_broken ORDER BY account_id, day LIMIT 1
    ), tail AS (
      SELECT account_id, day, closing FROM kept ORDER BY account_id DESC, day DESC LIMIT 1
    )
    SELECT (SELECT count(*)::int FROM judged) AS rows, (SELECT coalesce(sum(movements), 0)::int FROM judged) AS movements,
           tail.account_id AS "accountId", tail.day::text AS day, tail.closing, broken.account_id AS "brokenAccountId",
           broken.seq AS "brokenSeq", broken.day::text AS "brokenDay"
    FROM tail LEFT JOIN broken ON true`)
}
