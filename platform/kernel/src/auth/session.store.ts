import { sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'
import type { SessionInfo, TenantOfPerson } from './sessions.ts'

export interface SignInAccount {
  id: string
  passwordHash: string | null
  active: boolean
  platformAdmin: boolean
  sessionVersion: number
  /** The account has had a session from this address before. */
  addressIsKnown: boolean
}

/** By e-mail where the login has an `@`, else by user name. */
export async function findSignInAccount(
  tx: ReadTx,
  login: string,
  address: string | null,
): Promise<SignInAccount | undefined> {
  const named = login.includes('@')
    ? sql`lower(account.email) = lower(${login})`
    : sql`account.username = ${login}`
  return await tx.maybe<SignInAccount>(sql`
    SELECT account.id, account.password_hash AS "passwordHash", account.status = 'active' AS active,
           account.platform_admin AS "platformAdmin", account.session_version AS "sessionVersion",
           EXISTS (SELECT 1 FROM control.session WHERE session.user_id = account.id AND session.address = ${address})
             AS "addressIsKnown"
    FROM control.user_account AS account WHERE ${named}`)
}

export async function findSignInAccountById(
  tx: ReadTx,
  userId: string,
): Promise<
  { passwordHash: string | null; email: string; name: string; username: string | null } | undefined
> {
  return await tx.maybe(sql`
    SELECT password_hash AS "passwordHash", email, name, username
    FROM control.user_account WHERE id = ${userId} AND status = 'active'`)
}

export async function listTenantsOf(tx: ReadTx, userId: string): Promise<TenantOfPerson[]> {
  return await tx.rows<TenantOfPerson>(sql`
    SELECT tenant.id, tenant.slug, tenant.name, tenant.zone, tenant.locale
    FROM kernel.member JOIN control.tenant ON tenant.id = member.tenant_id
    WHERE member.user_id = ${userId} AND member.status = 'active' AND tenant.status <> 'deactivated'
    ORDER BY member.created_at, tenant.slug`)
}

/** Begins a session if the account is still active; answers its session version. */
export async function insertSession(
  tx: Tx,
  session: {
    id: string
    userId: string
    tenantId: string | null
    now: Date
    expiresAt: Date
    address: string | null
    agent: string | null
  },
): Promise<number | undefined> {
  const { id, userId, tenantId, now, expiresAt, address, agent } = session
  const row = await tx.maybe<{ session_version: number }>(sql`
    INSERT INTO control.session
      (id, user_id, tenant_id, session_version, created_at, last_used_at, expires_at, address, agent)
    SELECT ${id}, account.id, ${tenantId}::uuid, account.session_version, ${now}, ${now}, ${expiresAt},
           ${address}, ${agent}
    FROM control.user_account AS account WHERE account.id = ${userId} AND account.status = 'active'
    RETURNING session_version`)
  return row?.session_version
}

/** A successor is made of its parent alone, so the same one may be stored twice without harm. */
export async function insertRefreshToken(
  tx: Tx,
  token: { hash: Buffer; sessionId: string; now: Date; expiresAt: Date },
): Promise<void> {
  await tx.run(sql`
    INSERT INTO control.refresh_token (hash, session_id, issued_at, expires_at)
    VALUES (${token.hash}, ${token.sessionId}, ${token.now}, ${token.expiresAt})
    ON CONFLICT (hash) DO NOTHING`)
}

/** Marks the token used, once; whoever comes second gets nothing here, however close behind. */
export async function claimRefreshToken(tx: Tx, hash: Buffer, now: Date): Promise<string | undefined> {
  const row = await tx.maybe<{ session_id: string }>(sql`
    UPDATE control.refresh_token SET used_at = ${now}
    WHERE hash = ${hash} AND used_at IS NULL AND expires_at > ${now}
    RETURNING session_id`)
  return row?.session_id
}

export interface UsedToken {
  sessionId: string
  usedAt: Date | null
  expiresAt: Date
}

export async function findRefreshToken(tx: ReadTx, hash: Buffer): Promise<UsedToken | undefined> {
  return await tx.maybe<UsedToken>(sql`
    SELECT session_id AS "sessionId", used_at AS "usedAt", expires_at AS "expiresAt"
    FROM control.refresh_token WHERE hash = ${hash}`)
}

export interface LiveSession {
  userId: string
  tenantId: string | null
  sessionVersion: number
  expiresAt: Date
}

/**
 * Extends the session's idle time up to its absolute end. Nothing when it is over, its account or membership was
 * disabled, its password changed, or its tenant deactivated.
 */
export async function touchSession(
  tx: Tx,
  sessionId: string,
  now: Date,
  limits: { idleSeconds: number; absoluteSeconds: number },
): Promise<LiveSession | undefined> {
  const { idleSeconds, absoluteSeconds } = limits
  return await tx.maybe<LiveSession>(sql`
    UPDATE control.session
    SET last_used_at = ${now},
        expires_at = LEAST(${now}::timestamptz + make_interval(secs => ${idleSeconds}),
                           session.created_at + make_interval(secs => ${absoluteSeconds}))
    FROM control.user_account AS account
    WHERE session.id = ${sessionId} AND session.ended_at IS NULL AND session.expires_at > ${now}
      AND account.id = session.user_id AND account.status = 'active'
      AND account.session_version = session.session_version
      AND (session.tenant_id IS NULL OR EXISTS (
        SELECT 1 FROM kernel.member JOIN control.tenant ON tenant.id = member.tenant_id
        WHERE member.tenant_id = session.tenant_id AND member.user_id = session.user_id
          AND member.status = 'active' AND tenant.status <> 'deactivated'))
    RETURNING session.user_id AS "userId", session.tenant_id AS "tenantId",
              session.session_version AS "sessionVersion", session.expires_at AS "expiresAt"`)
}

/** Ends a session that is not over yet; whose it was. `userId` null: whoever holds it. */
export async function endSession(
  tx: Tx,
  sessionId: string,
  userId: string | null,
  because: 'signed_out' | 'token_reused' | 'ended_by_user',
  now: Date,
): Promise<{ userId: string; tenantId: string | null } | undefined> {
  return await tx.maybe(sql`
    UPDATE control.session SET ended_at = ${now}, ended_because = ${because}
    WHERE id = ${sessionId} AND ended_at IS NULL AND (${userId}::uuid IS NULL OR user_id = ${userId}::uuid)
    RETURNING user_id AS "userId", tenant_id AS "tenantId"`)
}

export async function listSessions(tx: ReadTx, userId: string, now: Date): Promise<SessionInfo[]> {
  return await tx.rows<SessionInfo>(sql`
    SELECT session.id, session.tenant_id AS "tenantId", session.created_at AS "createdAt",
           session.last_used_at AS "lastUsedAt", session.expires_at AS "expiresAt", session.address, session.agent
    FROM control.session JOIN control.user_account AS account ON account.id = session.user_id
    WHERE session.user_id = ${userId} AND session.ended_at IS NULL AND session.expires_at > ${now}
      AND session.session_version = account.session_version
    ORDER BY session.created_at DESC, session.id DESC LIMIT 200`)
}
