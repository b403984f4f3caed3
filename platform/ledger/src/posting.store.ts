import type { DecimalText } from '@lumbung/contract'
import { newId, type ReadTx, type Sql, sql, type Tx } from '@lumbung/kernel'
import type { Flow, MovementKind } from './posting.types.ts'
import type { WeighedRow } from './weighing.store.ts'

/** A movement whose kind, sign and day are decided; what the statements need. */
export interface PostingLine {
  movementId: string
  itemId: string
  placeId: string
  kind: MovementKind
  flow: Flow
  delta: DecimalText
  /** The wished instant; a movement of now (`dated` false) never stands before one that is there. */
  at: Date
  dated: boolean
  /** What it does to the measurements after it is dealt with by the caller, so it may stand before them. */
  isWeighed?: boolean
  businessDay: string
  now: Date
  reversesSeq: number | null
  actorId: string | null
  document: string | null
  note: string | null
}

export interface PostedRow {
  accountId: string
  seq: number
  delta: DecimalText
  onHand: DecimalText
  at: Date
  day: string
}

interface PostedDbRow extends Omit<PostedRow, 'seq'> {
  seq: string
}

/**
 * The hottest statement of the product: a movement after all others of its account, with balance, hash and day, in one
 * round trip. It touches nothing and answers no row where a rule stands against it (no account, not enough available,
 * back-dated, before a measurement, closed or too old); why is found out afterwards.
 *
 * Safe at READ COMMITTED: the conditional UPDATE takes the account's row lock and, after waiting, is computed anew from
 * the row as the other transaction left it. The parts after it must use only what it returns. They see the snapshot
 * from before the wait, so they may not read movements or days; the day's row is changed through ON CONFLICT, which
 * works on the newest version. `input` is written into each part, so what is given must be plain values.
 */
export function newestPosting(line: PostingLine): Sql {
  return sql`
    WITH input AS NOT MATERIALIZED (
      SELECT ${line.movementId}::uuid AS movement_id, ${line.itemId}::uuid AS item_id, ${line.placeId}::uuid AS place_id,
             ${line.kind}::text AS kind, ${line.flow}::text AS flow, ${line.delta}::numeric(15,4) AS delta,
             ${line.at}::timestamptz AS at, ${line.dated}::boolean AS dated, ${line.isWeighed ?? false}::boolean AS is_weighed,
             ${line.businessDay}::date AS day, ${line.now}::timestamptz AS now, ${line.reversesSeq}::bigint AS reverses_seq,
             ${line.actorId}::uuid AS actor_id, ${line.document}::text AS document, ${line.note}::text AS note
    ), posted AS (
      UPDATE ledger.account AS a
      SET on_hand = a.on_hand + input.delta,
          seq = a.seq + 1,
          last_occurred_at = greatest(input.at, a.last_occurred_at, CASE WHEN NOT input.dated THEN a.last_measured_at END),
          last_day = greatest(input.day, a.last_day),
          head_hash = ledger.movement_hash(
            a.head_hash, a.tenant_id, a.id, a.seq + 1, input.movement_id, input.kind, input.flow, input.delta,
            greatest(input.day, a.last_day),
            greatest(input.at, a.last_occurred_at, CASE WHEN NOT input.dated THEN a.last_measured_at END),
            input.now, a.on_hand + input.delta,
            input.reverses_seq, input.actor_id, input.document, input.note)
      FROM input
      WHERE a.tenant_id = kernel.current_tenant() AND a.item_id = input.item_id AND a.place_id = input.place_id
        AND a.on_hand - a.reserved - a.quarantine + input.delta >= 0
        AND (NOT input.dated OR a.last_occurred_at IS NULL OR input.at >= a.last_occurred_at)
        AND (NOT input.dated OR input.is_weighed OR a.last_measured_at IS NULL OR input.at >= a.last_measured_at)
        AND coalesce((
          SELECT (s.closed_through IS NULL OR s.closed_through < input.day)
             AND (NOT input.dated OR input.at >= input.now - make_interval(days => s.backdate_limit_days))
          FROM ledger.setting AS s WHERE s.tenant_id = kernel.current_tenant()), NOT input.dated)
      RETURNING a.id, a.seq, a.on_hand, a.last_occurred_at AS at, a.last_day AS day, a.head_hash
    ), movement AS (
      INSERT INTO ledger.movement (account_id, seq, id, kind, flow, delta, business_day, occurred_at, recorded_at,
                                   balance_after, reverses_seq, actor_id, document, note, hash)
      SELECT posted.id, posted.seq, input.movement_id, input.kind, input.flow, input.delta, posted.day, posted.at, input.now,
             posted.on_hand, input.reverses_seq, input.actor_id, input.document, input.note, posted.head_hash
      FROM posted, input
    ), day AS (
      INSERT INTO ledger.day AS d (account_id, day, opening, in_qty, out_qty, adjusted, closing, lowest, first_at, last_at)
      SELECT posted.id, posted.day, posted.on_hand - input.delta,
             CASE input.flow WHEN 'in' THEN input.delta ELSE 0 END,
             CASE input.flow WHEN 'out' THEN -input.delta ELSE 0 END,
             CASE input.flow WHEN 'adjusted' THEN input.delta ELSE 0 END,
             posted.on_hand, least(posted.on_hand, posted.on_hand - input.delta), posted.at, posted.at
      FROM posted, input
      ON CONFLICT ON CONSTRAINT day_pk DO UPDATE
      SET in_qty = d.in_qty + EXCLUDED.in_qty, out_qty = d.out_qty + EXCLUDED.out_qty,
          adjusted = d.adjusted + EXCLUDED.adjusted, closing = EXCLUDED.closing,
          lowest = least(d.lowest, EXCLUDED.closing), last_at = EXCLUDED.last_at
    )
    SELECT posted.id AS "accountId", posted.seq, input.delta, posted.on_hand AS "onHand", posted.at, posted.day::text AS day
    FROM posted, input`
}

/** Undefined where a rule stands against it; see {@link newestPosting}. */
export async function insertNewest(tx: Tx, line: PostingLine): Promise<PostedRow | undefined> {
  const row = await tx.maybe<PostedDbRow>(newestPosting(line))
  return row && { ...row, seq: Number(row.seq) }
}

/** An account seen with a movement in mind: what would be available after it. */
export interface AccountState {
  id: string
  seq: string
  lastOccurredAt: Date | null
  lastMeasuredAt: Date | null
  onHand: DecimalText
  available: DecimalText
  availableAfter: DecimalText
}

type AccountWish = Pick<PostingLine, 'itemId' | 'placeId' | 'delta'>

export async function findAccountState(tx: ReadTx, wish: AccountWish): Promise<AccountState | undefined> {
  return await tx.maybe<AccountState>(accountState(wish))
}

/** The account with its row locked until the transaction ends: every other posting to it waits. */
export async function lockAccount(tx: Tx, wish: AccountWish): Promise<AccountState | undefined> {
  return await tx.maybe<AccountState>(sql`${accountState(wish)} FOR NO KEY UPDATE`)
}

function accountState({ itemId, placeId, delta }: AccountWish): Sql {
  return sql`
    SELECT id, seq, last_occurred_at AS "lastOccurredAt", last_measured_at AS "lastMeasuredAt", on_hand AS "onHand",
           on_hand - reserved - quarantine AS available,
           on_hand - reserved - quarantine + ${delta}::numeric(15,4) AS "availableAfter"
    FROM ledger.account
    WHERE tenant_id = kernel.current_tenant() AND item_id = ${itemId} AND place_id = ${placeId}`
}

/** Does nothing where another transaction was first. */
async function insertAccount(
  tx: Tx,
  account: { id: string; itemId: string; placeId: string },
): Promise<void> {
  await tx.run(sql`
    INSERT INTO ledger.account (id, item_id, place_id) VALUES (${account.id}, ${account.itemId}, ${account.placeId})
    ON CONFLICT ON CONSTRAINT account_item_place_unique DO NOTHING`)
}

/** The locked account of an item at a place, made where there is none yet. */
export async function openAccount(
  tx: Tx,
  { itemId, placeId }: Pick<PostingLine, 'itemId' | 'placeId'>,
): Promise<AccountState> {
  const wish = { itemId, placeId, delta: '0' }
  const found = await lockAccount(tx, wish)
  if (found) return found
  await insertAccount(tx, { id: newId(), itemId, placeId })
  const made = await lockAccount(tx, wish)
  if (!made) throw new Error('an account that was just made is not there')
  return made
}

/**
 * A movement before others of its account, or one that takes another back at its instant. The account is locked and
 * `weighed` was just found: seq follows the order of posting, the own day gets its new sums, and every later day is
 * shifted, all in one statement.
 */
export async function insertWeighed(
  tx: Tx,
  accountId: string,
  line: PostingLine,
  weighed: WeighedRow,
): Promise<PostedRow> {
  const row = await tx.one<PostedDbRow>(sql`
    WITH input AS NOT MATERIALIZED (
      SELECT kernel.current_tenant() AS tenant_id, ${accountId}::uuid AS account_id, ${line.movementId}::uuid AS movement_id,
             ${line.kind}::text AS kind, ${line.flow}::text AS flow, ${line.delta}::numeric(15,4) AS delta,
             ${line.at}::timestamptz AS at, ${weighed.businessDay}::date AS day, ${line.now}::timestamptz AS now,
             ${line.reversesSeq}::bigint AS reverses_seq, ${line.actorId}::uuid AS actor_id,
             ${line.document}::text AS document, ${line.note}::text AS note,
             ${weighed.hasDay}::boolean AS has_day, ${weighed.opening}::numeric(15,4) AS opening,
             ${weighed.lowestAfter}::numeric(15,4) AS lowest
    ), posted AS (
      UPDATE ledger.account AS a
      SET on_hand = a.on_hand + input.delta,
          seq = a.seq + 1,
          head_hash = ledger.movement_hash(
            a.head_hash, a.tenant_id, a.id, a.seq + 1, input.movement_id, input.kind, input.flow, input.delta,
            input.day, input.at, input.now, a.on_hand + input.delta,
            input.reverses_seq, input.actor_id, input.document, input.note)
      FROM input
      WHERE a.tenant_id = input.tenant_id AND a.id = input.account_id
      RETURNING a.id, a.seq, a.on_hand, a.head_hash
    ), movement AS (
      INSERT INTO ledger.movement (account_id, seq, id, kind, flow, delta, business_day, occurred_at, recorded_at,
                                   balance_after, reverses_seq, actor_id, document, note, hash)
      SELECT posted.id, posted.seq, input.movement_id, input.kind, input.flow, input.delta, input.day, input.at, input.now,
             posted.on_hand, input.reverses_seq, input.actor_id, input.document, input.note, posted.head_hash
      FROM posted, input
    ), own AS (
      UPDATE ledger.day AS d
      SET in_qty = d.in_qty + CASE input.flow WHEN 'in' THEN input.delta ELSE 0 END,
          out_qty = d.out_qty - CASE input.flow WHEN 'out' THEN input.delta ELSE 0 END,
          adjusted = d.adjusted + CASE input.flow WHEN 'adjusted' THEN input.delta ELSE 0 END,
          closing = d.closing + input.delta, lowest = input.lowest,
          first_at = least(d.first_at, input.at), last_at = greatest(d.last_at, input.at)
      FROM input
      WHERE d.tenant_id = input.tenant_id AND d.account_id = input.account_id AND d.day = input.day AND input.has_day
    ), fresh AS (
      INSERT INTO ledger.day (account_id, day, opening, in_qty, out_qty, adjusted, closing, lowest, first_at, last_at)
      SELECT input.account_id, input.day, input.opening,
             CASE input.flow WHEN 'in' THEN input.delta ELSE 0 END,
             CASE input.flow WHEN 'out' THEN -input.delta ELSE 0 END,
             CASE input.flow WHEN 'adjusted' THEN input.delta ELSE 0 END,
             input.opening + input.delta, input.lowest, input.at, input.at
      FROM input WHERE NOT input.has_day
    ), later AS (
      UPDATE ledger.day AS d
      SET opening = d.opening + input.delta, closing = d.closing + input.delta, lowest = d.lowest + input.delta
      FROM input
      WHERE d.tenant_id = input.tenant_id AND d.account_id = input.account_id AND d.day > input.day
    )
    SELECT posted.id AS "accountId", posted.seq, input.delta, posted.on_hand AS "onHand", input.at, input.day::text AS day
    FROM posted, input`)
  return { ...row, seq: Number(row.seq) }
}

export interface Original {
  itemId: string
  placeId: string
  accountId: string
  seq: number
  kind: MovementKind
  flow: Flow
  delta: DecimalText
  occurredAt: Date
  businessDay: string
  document: string | null
}

/** The movement that a reversal takes back. */
export async function findOriginal(tx: ReadTx, movementId: string): Promise<Original | undefined> {
  const row = await tx.maybe<Omit<Original, 'seq'> & { seq: string }>(sql`
    SELECT a.item_id AS "itemId", a.place_id AS "placeId", m.account_id AS "accountId", m.seq, m.kind, m.flow, m.delta,
           m.occurred_at AS "occurredAt", m.business_day::text AS "businessDay", m.document
    FROM ledger.movement AS m JOIN ledger.account AS a ON a.tenant_id = m.tenant_id AND a.id = m.account_id
    WHERE m.tenant_id = kernel.current_tenant() AND m.id = ${movementId}`)
  return row && { ...row, seq: Number(row.seq) }
}

export async function isReversed(
  tx: ReadTx,
  original: Pick<Original, 'accountId' | 'seq'>,
): Promise<boolean> {
  const row = await tx.maybe(sql`
    SELECT seq FROM ledger.movement
    WHERE tenant_id = kernel.current_tenant() AND account_id = ${original.accountId} AND reverses_seq = ${original.seq}`)
  return row !== undefined
}
