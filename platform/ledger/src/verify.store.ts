import { type ReadTx, sql } from '@lumbung/kernel'
import type { Verification } from './reading.types.ts'

/** Rows that one statement recomputes: some hundred milliseconds of work, far from any time limit. */
const ROWS_PER_STEP = 100_000

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
  wish: { accountId?: string | undefined } = {},
): Promise<Verification> {
  const accountId = wish.accountId ?? null
  const chain = await verifyMovements(tx, accountId)
  const heads = await verifyHeads(tx, accountId)
  const firstBroken = chain.firstBroken ?? heads.firstBroken ?? (await verifyDays(tx, accountId))
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
): Promise<{ movements: number; firstBroken: Broken | null }> {
  let movements = 0
  let firstBroken: Broken | null = null
  let last: Pick<Step, 'accountId' | 'seq' | 'hash' | 'balance'> | null = null
  for (;;) {
    const step: Step | undefined = await verifyStep(tx, accountId, last)
    if (!step) break
    movements += step.rows
    if (!firstBroken && step.brokenAccountId !== null) {
      firstBroken = { accountId: step.brokenAccountId, seq: Number(step.brokenSeq), what: step.what ?? '' }
    }
    if (step.rows < ROWS_PER_STEP) break
    last = step
  }
  return { movements, firstBroken }
}

async function verifyStep(
  tx: ReadTx,
  accountId: string | null,
  last: Pick<Step, 'accountId' | 'seq' | 'hash' | 'balance'> | null,
): Promise<Step | undefined> {
  return await tx.maybe<Step>(sql`
    WITH step AS MATERIALIZED (
      SELECT m.* FROM ledger.movement AS m
      WHERE m.tenant_id = kernel.current_tenant()
        AND (m.account_id, m.seq) > (${last?.accountId ?? accountId ?? LOWEST_ID}::uuid, ${last?.seq ?? 0}::bigint)
        AND m.account_id <= ${accountId ?? HIGHEST_ID}::uuid
      ORDER BY m.account_id, m.seq LIMIT ${ROWS_PER_STEP}
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

/** The days against their movements, some accounts at a time; names the day and its first movement (0: it has none). */
async function verifyDays(tx: ReadTx, accountId: string | null): Promise<Broken | null> {
  let after: string | null = null
  for (;;) {
    const row: { accountId: string | null; seq: string | null; day: string | null; last: string | null } =
      await tx.one(sql`
      WITH ranked AS (
        SELECT a.id, sum(a.seq) OVER (ORDER BY a.id) - a.seq AS before
        FROM ledger.account AS a
        WHERE a.tenant_id = kernel.current_tenant() AND (a.id = ${accountId}::uuid OR ${accountId}::uuid IS NULL)
          AND a.id > ${after ?? LOWEST_ID}::uuid
      ), chosen AS MATERIALIZED (
        SELECT id FROM ranked WHERE before < ${ROWS_PER_STEP}
      ), line AS (
        SELECT m.account_id, m.business_day, m.occurred_at, m.seq, m.delta, m.flow,
               sum(m.delta) OVER (PARTITION BY m.account_id ORDER BY m.occurred_at, m.seq) AS balance
        FROM chosen JOIN ledger.movement AS m ON m.tenant_id = kernel.current_tenant() AND m.account_id = chosen.id
      ), summed AS (
        SELECT account_id, business_day AS day, min(seq) AS seq, sum(delta) AS net,
               coalesce(sum(delta) FILTER (WHERE flow = 'in'), 0) AS in_qty,
               -coalesce(sum(delta) FILTER (WHERE flow = 'out'), 0) AS out_qty,
               coalesce(sum(delta) FILTER (WHERE flow = 'adjusted'), 0) AS adjusted,
               min(least(balance, balance - delta)) AS lowest, min(occurred_at) AS first_at, max(occurred_at) AS last_at
        FROM line GROUP BY account_id, business_day
      ), made AS (
        SELECT summed.*, sum(net) OVER (PARTITION BY account_id ORDER BY day) AS closing FROM summed
      ), kept AS (
        SELECT d.* FROM chosen JOIN ledger.day AS d ON d.tenant_id = kernel.current_tenant() AND d.account_id = chosen.id
      ), broken AS (
        SELECT coalesce(made.account_id, kept.account_id) AS account_id, coalesce(made.day, kept.day) AS day, made.seq
        FROM made FULL JOIN kept ON kept.account_id = made.account_id AND kept.day = made.day
        WHERE (made.closing - made.net, made.in_qty, made.out_qty, made.adjusted, made.closing, made.lowest, made.first_at, made.last_at)
          IS DISTINCT FROM
          (kept.opening, kept.in_qty, kept.out_qty, kept.adjusted, kept.closing, kept.lowest, kept.first_at, kept.last_at)
        ORDER BY 1, 2 LIMIT 1
      )
      SELECT broken.account_id AS "accountId", broken.seq, broken.day::text AS day,
             (SELECT id FROM chosen ORDER BY id DESC LIMIT 1) AS last
      FROM (SELECT) AS always LEFT JOIN broken ON true`)
    if (row.accountId !== null) {
      return { accountId: row.accountId, seq: Number(row.seq ?? 0), what: `day ${row.day}` }
    }
    if (row.last === null) return null
    after = row.last
  }
}
