import type { Locale } from '@lumbung/contract'
import { sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'
import type { Account, FoundAccount, WhyEnded } from './accounts.ts'

export async function insertAccount(
  tx: Tx,
  account: Account & { passwordHash: string | null; locale: Locale | null },
): Promise<boolean> {
  const { id, email, username, name, passwordHash, locale } = account
  const inserted = await tx.run(sql`
    INSERT INTO control.user_account (id, email, username, name, password_hash, locale)
    VALUES (${id}, ${email}, ${username}, ${name}, ${passwordHash}, ${locale})
    ON CONFLICT (lower(email)) DO NOTHING`)
  return inserted === 1
}

const accountColumns = sql`
  account.id, account.email, account.name, account.username, account.locale, account.platform_admin AS "platformAdmin",
  EXISTS (SELECT 1 FROM kernel.member WHERE member.user_id = account.id) AS "isMember"`

export async function findAccountByEmail(tx: ReadTx, email: string): Promise<FoundAccount | undefined> {
  return await tx.maybe<FoundAccount>(sql`
    SELECT ${accountColumns} FROM control.user_account AS account WHERE lower(account.email) = lower(${email})`)
}

export async function findAccountById(tx: ReadTx, userId: string): Promise<FoundAccount | undefined> {
  return await tx.maybe<FoundAccount>(sql`
    SELECT ${accountColumns} FROM control.user_account AS account WHERE account.id = ${userId}`)
}

export async function listTenantIds(tx: ReadTx, userId: string): Promise<string[]> {
  const rows = await tx.rows<{ tenant_id: string }>(sql`
    SELECT tenant_id FROM kernel.member WHERE user_id = ${userId} ORDER BY created_at, tenant_id`)
  return rows.map((row) => row.tenant_id)
}

/** Of an account that no tenant has let in; a reservation of its address is over. */
export async function renameAccount(
  tx: Tx,
  userId: string,
  names: { name: string; username: string | null; locale: Locale | null },
): Promise<void> {
  const { name, username, locale } = names
  await tx.run(sql`
    UPDATE control.user_account
    SET name = ${name}, username = ${username}, locale = ${locale}, reserved_ticket = NULL, reserved_until = NULL,
        version = version + 1
    WHERE id = ${userId}`)
}

/** Every token issued before becomes invalid with the old session version. */
export async function updatePasswordHash(
  tx: Tx,
  userId: string,
  passwordHash: string,
  now: Date,
): Promise<void> {
  await tx.run(sql`
    UPDATE control.user_account
    SET password_hash = ${passwordHash}, password_changed_at = ${now},
        password_ticket = nextval('control.ticket'), session_version = session_version + 1, version = version + 1
    WHERE id = ${userId}`)
}

/** The same password under today's cost; the sessions go on. Nothing happens if the password was changed meanwhile. */
export async function replaceHash(tx: Tx, userId: string, from: string, to: string): Promise<void> {
  await tx.run(sql`
    UPDATE control.user_account SET password_hash = ${to} WHERE id = ${userId} AND password_hash = ${from}`)
}

export async function endSessionsOf(
  tx: Tx,
  userId: string,
  because: WhyEnded,
  tenantId: string | null,
  now: Date,
): Promise<void> {
  await tx.run(sql`
    UPDATE control.session SET ended_at = ${now}, ended_because = ${because}
    WHERE user_id = ${userId} AND ended_at IS NULL
      AND (${tenantId}::uuid IS NULL OR tenant_id = ${tenantId}::uuid)`)
}

export async function markPlatformAdmin(tx: Tx, userId: string): Promise<void> {
  await tx.run(sql`UPDATE control.user_account SET platform_admin = true WHERE id = ${userId}`)
}
