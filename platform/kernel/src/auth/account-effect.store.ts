import { sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'
import type { AccountEffect, AdmitInput } from './account-effects.ts'
import type { Account } from './accounts.ts'

/** The next place in the order of changes to passwords and sessions. Must run as lumbung_control. */
export async function takeTicket(tx: Tx): Promise<string> {
  return (await tx.one<{ ticket: string }>(sql`SELECT nextval('control.ticket')::text AS ticket`)).ticket
}

/** In the command's own transaction: the effect exists if and only if the command commits. */
export async function insertEffect(tx: Tx, effect: AccountEffect): Promise<void> {
  const { ticket, userId, kind, payload } = effect
  await tx.run(sql`
    INSERT INTO kernel.account_effect (ticket, user_id, kind, payload)
    VALUES (${ticket}::bigint, ${userId}, ${kind}, ${JSON.stringify(payload)}::jsonb)`)
}

/** Effects of all tenants that wait since `waitSeconds`, in the order of their tickets. Must run as lumbung_worker. */
export async function listEffects(tx: ReadTx, waitSeconds: number, limit: number): Promise<AccountEffect[]> {
  return await tx.rows<AccountEffect>(sql`
    SELECT tenant_id AS "tenantId", ticket::text AS ticket, user_id AS "userId", kind, payload
    FROM kernel.account_effect WHERE created_at <= now() - ${waitSeconds} * interval '1 second'
    ORDER BY ticket LIMIT ${limit}`)
}

/** Must run as lumbung_worker. */
export async function deleteEffect(
  tx: Tx,
  effect: Pick<AccountEffect, 'tenantId' | 'ticket'>,
): Promise<void> {
  await tx.run(sql`
    DELETE FROM kernel.account_effect WHERE tenant_id = ${effect.tenantId} AND ticket = ${effect.ticket}::bigint`)
}

export interface Reservable extends Account {
  platformAdmin: boolean
  reservedTicket: string | null
}

/** A new account that is reserved from the start; false when the address has one already. */
export async function insertReserved(
  tx: Tx,
  account: { id: string } & Pick<AdmitInput, 'email' | 'name' | 'username'>,
  ticket: string,
  until: Date,
): Promise<boolean> {
  const { id, email, name, username } = account
  const inserted = await tx.run(sql`
    INSERT INTO control.user_account (id, email, name, username, reserved_ticket, reserved_until)
    VALUES (${id}, ${email}, ${name}, ${username ?? null}, ${ticket}::bigint, ${until})
    ON CONFLICT (lower(email)) DO NOTHING`)
  return inserted === 1
}

/** Locks the row, so that what the next statement reads of members is at least as new as the reservation. */
export async function lockAccountOfAddress(tx: Tx, email: string): Promise<Reservable | undefined> {
  return await tx.maybe<Reservable>(sql`
    SELECT id, email, name, username, platform_admin AS "platformAdmin", reserved_ticket::text AS "reservedTicket"
    FROM control.user_account WHERE lower(email) = lower(${email}) FOR UPDATE`)
}

/** Takes an account that no tenant has; the user name that was left on it is nobody's. */
export async function reserveAccount(
  tx: Tx,
  userId: string,
  username: string | null,
  ticket: string,
  until: Date,
): Promise<void> {
  await tx.run(sql`
    UPDATE control.user_account
    SET username = ${username}, reserved_ticket = ${ticket}::bigint, reserved_until = ${until}
    WHERE id = ${userId}`)
}

/** The reserved person is a member now. Nothing happens a second time. */
export async function confirmReservation(
  tx: Tx,
  effect: Extract<AccountEffect, { kind: 'admit' }>,
  now: Date,
): Promise<void> {
  const { name, locale, passwordHash } = effect.payload
  await tx.run(sql`
    UPDATE control.user_account
    SET name = ${name}, locale = ${locale}, password_hash = ${passwordHash}, password_changed_at = ${now},
        password_ticket = ${effect.ticket}::bigint, session_version = session_version + 1, version = version + 1,
        reserved_ticket = NULL, reserved_until = NULL
    WHERE id = ${effect.userId} AND reserved_ticket = ${effect.ticket}::bigint`)
}

const unused = sql`
  reserved_ticket IS NOT NULL AND NOT EXISTS (SELECT 1 FROM kernel.member WHERE member.user_id = user_account.id)`
const neverUsed = sql`
  password_hash IS NULL AND NOT platform_admin
  AND NOT EXISTS (SELECT 1 FROM control.session WHERE session.user_id = user_account.id)`

/** The reserving command was rolled back: what it left goes. */
export async function releaseReservation(tx: Tx, ticket: string): Promise<void> {
  const which = sql`reserved_ticket = ${ticket}::bigint AND ${unused}`
  await tx.run(sql`DELETE FROM control.user_account WHERE ${which} AND ${neverUsed}`)
  await tx.run(sql`
    UPDATE control.user_account SET username = NULL, reserved_ticket = NULL, reserved_until = NULL WHERE ${which}`)
}

/** Those whose command died with its process before it committed. */
export async function releaseStaleReservations(tx: Tx, now: Date): Promise<number> {
  const which = sql`reserved_until <= ${now} AND ${unused}`
  const deleted = await tx.run(sql`DELETE FROM control.user_account WHERE ${which} AND ${neverUsed}`)
  const released = await tx.run(sql`
    UPDATE control.user_account SET username = NULL, reserved_ticket = NULL, reserved_until = NULL WHERE ${which}`)
  return deleted + released
}

/** A later change keeps its password, and the sessions that it began; false then. */
export async function setPasswordOf(
  tx: Tx,
  effect: Extract<AccountEffect, { kind: 'set_password' }>,
  now: Date,
): Promise<boolean> {
  const changed = await tx.run(sql`
    UPDATE control.user_account
    SET password_hash = ${effect.payload.passwordHash}, password_changed_at = ${now},
        password_ticket = ${effect.ticket}::bigint, session_version = session_version + 1, version = version + 1
    WHERE id = ${effect.userId} AND password_ticket < ${effect.ticket}::bigint`)
  return changed === 1
}

/** Sessions that began before the effect was decided: in its tenant, or in all. */
export async function endSessionsBefore(
  tx: Tx,
  effect: AccountEffect,
  because: 'ended_by_admin' | 'password_changed',
  now: Date,
): Promise<void> {
  const tenantId = because === 'password_changed' ? null : effect.tenantId
  await tx.run(sql`
    UPDATE control.session SET ended_at = ${now}, ended_because = ${because}
    WHERE user_id = ${effect.userId} AND ended_at IS NULL AND ticket < ${effect.ticket}::bigint
      AND (${tenantId}::uuid IS NULL OR tenant_id = ${tenantId}::uuid)`)
}
