import { createHash, createHmac } from 'node:crypto'
import { type Sql, sql } from '../db/sql.ts'
import type { Tx } from '../db/tx.ts'
import { canonicalJson } from '../trail/canonical-json.ts'
import type { Changes } from '../trail/changes.ts'

export interface AuditRecord {
  id: string
  operation: string
  actorId: string | null
  resourceType: string | null
  resourceId: string | null
  changes: Changes | null
}

export interface EventRecord {
  id: string
  name: string
  aggregate: string
  payload: unknown
}

export interface KeyRecord {
  userId: string
  operation: string
  key: string
  fingerprint: Buffer
  status: number
  body: string
}

export interface Records {
  audits: AuditRecord[]
  events: EventRecord[]
  key: KeyRecord | null
  requestId: string
  address: string | null
  actorId: string | null
}

/**
 * Audit, outbox and idempotency in one statement, in the command's transaction: together with the effect or not at
 * all. The text is always the same, so it is planned once per connection.
 */
export function recordsOf(records: Records): Sql {
  const { audits, events, key } = records
  return sql`
    WITH audits AS (
      INSERT INTO kernel.audit_entry (id, actor_id, operation, resource_type, resource_id, changes, request_id, address)
      SELECT a.id, a.actor_id, a.operation, a.resource_type, a.resource_id, a.changes, ${records.requestId}, ${records.address}
      FROM unnest(
        ${audits.map((audit) => audit.id)}::uuid[], ${audits.map((audit) => audit.actorId)}::uuid[],
        ${audits.map((audit) => audit.operation)}::text[], ${audits.map((audit) => audit.resourceType)}::text[],
        ${audits.map((audit) => audit.resourceId)}::text[],
        ${audits.map((audit) => (audit.changes ? JSON.stringify(audit.changes) : null))}::jsonb[]
      ) AS a (id, actor_id, operation, resource_type, resource_id, changes)
    ), events AS (
      INSERT INTO kernel.outbox_event (id, name, aggregate, payload, actor_id, request_id)
      SELECT e.id, e.name, e.aggregate, e.payload, ${records.actorId}::uuid, ${records.requestId}
      FROM unnest(
        ${events.map((event) => event.id)}::uuid[], ${events.map((event) => event.name)}::text[],
        ${events.map((event) => event.aggregate)}::text[],
        ${events.map((event) => JSON.stringify(event.payload))}::jsonb[]
      ) WITH ORDINALITY AS e (id, name, aggregate, payload, place)
      ORDER BY e.place
    )
    INSERT INTO kernel.idempotency_key (user_id, operation, key, fingerprint, status, body)
    SELECT ${key?.userId ?? null}::uuid, ${key?.operation ?? null}, ${key?.key ?? null}, ${key?.fingerprint ?? null}::bytea,
           ${key?.status ?? null}::smallint, ${key?.body ?? null}
    WHERE ${key !== null}::boolean`
}

/** For who goes on in the transaction afterwards; a command lets its records travel with COMMIT instead. */
export async function writeRecords(tx: Tx, records: Records): Promise<void> {
  await tx.run(recordsOf(records))
}

/** The constraint by which a second use of a key is noticed, however the two raced. */
export const KEY_CONSTRAINT = 'idempotency_key_pk'

/**
 * The number under which requests with the same key take turns: a retry must not be refused while the first attempt is
 * still on its way to succeeding.
 */
export function turnOfKey(tenantId: string, userId: string, operation: string, key: string): bigint {
  const name = JSON.stringify([tenantId, userId, operation, key])
  return createHash('sha256').update(name).digest().readBigInt64BE(0)
}

export interface StoredAnswer {
  fingerprint: Buffer
  status: number
  body: string
}

export async function findStoredAnswer(
  tx: Tx,
  userId: string,
  operation: string,
  key: string,
): Promise<StoredAnswer | undefined> {
  return await tx.maybe<StoredAnswer>(sql`
    SELECT fingerprint, status, body FROM kernel.idempotency_key
    WHERE tenant_id = kernel.current_tenant() AND user_id = ${userId} AND operation = ${operation} AND key = ${key}`)
}

/**
 * The same request whatever the order of its fields: HMAC-SHA-256 of the input with sorted keys. Keyed, because an
 * input may hold a password, which a plain hash in the database would let anybody guess at speed.
 */
export function fingerprintOf(input: unknown, secret: string): Buffer {
  return createHmac('sha256', secret).update('idempotency\n').update(canonicalJson(input)).digest()
}
