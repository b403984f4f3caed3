import { sql } from '../db/sql.ts'
import type { Tx } from '../db/tx.ts'

/** An event as the relay holds it. `position` is a bigint, hence text. */
export interface WaitingEvent {
  tenantId: string
  id: string
  name: string
  aggregate: string
  position: string
  payload: unknown
  tries: number
  requestId: string | null
}

/** Where an event lies in the outbox: its primary key. */
export type EventKey = Pick<WaitingEvent, 'tenantId' | 'aggregate' | 'position'>

export interface FailedDelivery {
  key: EventKey
  error: string
  /** Null: given up. */
  retryAfterMilliseconds: number | null
}

/**
 * Claims the earliest waiting event of up to `aggregates` aggregates, each with up to `perAggregate` of its successors,
 * for `leaseSeconds`. Only an aggregate's earliest event can be claimed afresh, so its row is the lock of the whole
 * aggregate: while it is locked or leased, nobody else is given a later one. Must run as lumbung_worker.
 */
export async function claimEvents(
  tx: Tx,
  options: { names: string[]; aggregates: number; perAggregate: number; leaseSeconds: number },
): Promise<WaitingEvent[]> {
  const { names, aggregates, perAggregate, leaseSeconds } = options
  // The lock re-checks next_try_at on the newest version of a row that another relay has just leased. That the event is
  // the earliest was true of the snapshot and stays true: an earlier one could only appear if it were concurrent.
  const heads = await tx.rows<EventKey>(sql`
    SELECT head.tenant_id AS "tenantId", head.aggregate, head.position
    FROM kernel.outbox_event AS head
    WHERE head.name = ANY(${names}::text[]) AND head.failed_at IS NULL AND head.next_try_at <= now()
      AND NOT EXISTS (
        SELECT FROM kernel.outbox_event AS earlier
        WHERE earlier.tenant_id = head.tenant_id AND earlier.aggregate = head.aggregate
          AND earlier.position < head.position
          AND earlier.failed_at IS NULL AND earlier.name = ANY(${names}::text[]))
    ORDER BY head.position
    LIMIT ${aggregates}
    FOR UPDATE OF head SKIP LOCKED`)
  if (heads.length === 0) return []
  const claimed = await tx.rows<WaitingEvent>(sql`
    UPDATE kernel.outbox_event AS event
    SET next_try_at = clock_timestamp() + ${leaseSeconds} * interval '1 second'
    FROM unnest(
      ${heads.map((head) => head.tenantId)}::uuid[], ${heads.map((head) => head.aggregate)}::text[],
      ${heads.map((head) => head.position)}::bigint[]
    ) AS head (tenant_id, aggregate, position)
    CROSS JOIN LATERAL (
      SELECT follower.position FROM kernel.outbox_event AS follower
      WHERE follower.tenant_id = head.tenant_id AND follower.aggregate = head.aggregate
        AND follower.position >= head.position
        AND follower.failed_at IS NULL AND follower.name = ANY(${names}::text[])
      ORDER BY follower.position LIMIT ${perAggregate}
    ) AS lane
    WHERE event.tenant_id = head.tenant_id AND event.aggregate = head.aggregate AND event.position = lane.position
    RETURNING event.tenant_id AS "tenantId", event.id, event.name, event.aggregate, event.position, event.payload,
              event.tries, event.request_id AS "requestId"`)
  return claimed.sort((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1))
}

/** Keeps a claim that is still being worked on, or with `leaseSeconds` 0 gives it back at once. */
export async function extendClaims(tx: Tx, keys: EventKey[], leaseSeconds: number): Promise<void> {
  await tx.run(sql`
    UPDATE kernel.outbox_event AS event
    SET next_try_at = clock_timestamp() + ${leaseSeconds} * interval '1 second'
    FROM ${listOf(keys)}
    WHERE event.tenant_id = k.tenant_id AND event.aggregate = k.aggregate AND event.position = k.position
      AND event.failed_at IS NULL`)
}

export async function deleteDelivered(tx: Tx, keys: EventKey[]): Promise<void> {
  await tx.run(sql`
    DELETE FROM kernel.outbox_event AS event USING ${listOf(keys)}
    WHERE event.tenant_id = k.tenant_id AND event.aggregate = k.aggregate AND event.position = k.position`)
}

export async function recordFailure(tx: Tx, failure: FailedDelivery): Promise<void> {
  const { key, error, retryAfterMilliseconds } = failure
  await tx.run(sql`
    UPDATE kernel.outbox_event
    SET tries = tries + 1, last_error = ${error},
        failed_at = CASE WHEN ${retryAfterMilliseconds === null}::boolean THEN clock_timestamp() END,
        next_try_at = clock_timestamp() + ${retryAfterMilliseconds ?? 0} * interval '1 millisecond'
    WHERE tenant_id = ${key.tenantId} AND aggregate = ${key.aggregate} AND position = ${key.position}::bigint`)
}

/** Deletes up to `limit` events that nobody subscribes to; answers how many. */
export async function deleteUnsubscribed(tx: Tx, names: string[], limit: number): Promise<number> {
  return await tx.run(sql`
    DELETE FROM kernel.outbox_event AS event
    USING (
      SELECT tenant_id, aggregate, position FROM kernel.outbox_event
      WHERE name <> ALL(${names}::text[]) ORDER BY position LIMIT ${limit} FOR UPDATE SKIP LOCKED
    ) AS k
    WHERE event.tenant_id = k.tenant_id AND event.aggregate = k.aggregate AND event.position = k.position`)
}

/** How many events wait for their subscribers; given-up ones are not counted. */
export async function countWaiting(tx: Tx, names: string[]): Promise<number> {
  const { count } = await tx.one<{ count: string }>(sql`
    SELECT count(*) FROM kernel.outbox_event WHERE failed_at IS NULL AND name = ANY(${names}::text[])`)
  return Number(count)
}

/** The earliest waiting events with their last errors, to say why the outbox does not empty. */
export async function listWaiting(
  tx: Tx,
  limit: number,
): Promise<{ name: string; tries: number; lastError: string | null }[]> {
  return await tx.rows(sql`
    SELECT name, tries, last_error AS "lastError" FROM kernel.outbox_event
    WHERE failed_at IS NULL ORDER BY position LIMIT ${limit}`)
}

export async function insertEvent(
  tx: Tx,
  event: { id: string; name: string; aggregate: string; payload: unknown; requestId: string | null },
): Promise<void> {
  await tx.run(sql`
    INSERT INTO kernel.outbox_event (id, name, aggregate, payload, request_id)
    VALUES (${event.id}, ${event.name}, ${event.aggregate}, ${JSON.stringify(event.payload)}::jsonb, ${event.requestId})`)
}

/**
 * True the first time, false when this subscriber has had the event. Where another transaction is writing the same
 * receipt, it waits for that one's end, so that two deliveries at the same moment still have one effect.
 */
export async function insertReceipt(tx: Tx, eventId: string, subscriber: string): Promise<boolean> {
  const inserted = await tx.run(sql`
    INSERT INTO kernel.inbox_receipt (event_id, subscriber) VALUES (${eventId}, ${subscriber})
    ON CONFLICT ON CONSTRAINT inbox_receipt_pk DO NOTHING`)
  return inserted === 1
}

/**
 * Deletes receipts older than 7 days; answers how many. A receipt of an event that is still in the outbox (given up, or
 * waiting) is kept: without it, trying that event again would repeat the effects of subscribers that succeeded.
 */
export async function deleteOldReceipts(tx: Tx, limit: number): Promise<number> {
  return await tx.run(sql`
    DELETE FROM kernel.inbox_receipt AS receipt
    USING (
      SELECT tenant_id, event_id, subscriber FROM kernel.inbox_receipt AS old
      WHERE at < now() - interval '7 days'
        AND NOT EXISTS (
          SELECT FROM kernel.outbox_event AS event
          WHERE event.tenant_id = old.tenant_id AND event.id = old.event_id)
      LIMIT ${limit}
    ) AS k
    WHERE receipt.tenant_id = k.tenant_id AND receipt.event_id = k.event_id AND receipt.subscriber = k.subscriber`)
}

function listOf(keys: EventKey[]) {
  return sql`unnest(
    ${keys.map((key) => key.tenantId)}::uuid[], ${keys.map((key) => key.aggregate)}::text[],
    ${keys.map((key) => key.position)}::bigint[]
  ) AS k (tenant_id, aggregate, position)`
}
