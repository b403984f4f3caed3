import { raise } from '@lumbung/contract'
import { sessionExpired, signInRefused, unauthenticated } from '../../contract/problems.ts'
import { announceAccessChange } from '../access/invalidation.ts'
import type { Services } from '../app/services.ts'
import { newId } from '../ids.ts'
import { endSessionsOf, replaceHash, updatePasswordHash } from './account.store.ts'
import { type AuthFact, recordAuthFact } from './auth-audit.ts'
import { hashPassword, needsRehash, verifyPassword } from './password-hash.ts'
import { assertPasswordAllowed } from './password-policy.ts'
import {
  claimRefreshToken,
  endSession,
  findRefreshToken,
  findSignInAccount,
  findSignInAccountById,
  insertRefreshToken,
  insertSession,
  type LiveSession,
  listSessions,
  listTenantsOf,
  touchSession,
} from './session.store.ts'
import type { CallerTrace, IssuedTokens, Sessions } from './sessions.ts'
import { type LimiterFactory, memoryLimiter, SignInThrottle } from './sign-in-throttle.ts'
import { ACCESS_TOKEN_SECONDS, hashOfToken } from './tokens.ts'

const DAY_SECONDS = 86_400
/** A session unused for 7 days is over; whatever its use, it is over after 30. */
export const SESSION_LIMITS = { idleSeconds: 7 * DAY_SECONDS, absoluteSeconds: 30 * DAY_SECONDS }
/** How long a repeated refresh is taken for a reply that got lost, or a second tab, rather than for theft. */
export const REFRESH_GRACE_SECONDS = 10

type Parts = Pick<Services, 'db' | 'tokens' | 'clock' | 'principals' | 'log' | 'config'>

const NOBODY: CallerTrace = { address: null, agent: null }

/** Sessions on the control database; `createLimiter` counts wrong passwords in memory unless told otherwise. */
export function createSessions(parts: Parts, createLimiter: LimiterFactory = memoryLimiter): Sessions {
  const { db, tokens, clock, principals, log } = parts
  const throttle = new SignInThrottle(createLimiter, parts.config.signInsPerMinute)

  const issue = async (session: LiveSession & { sessionId: string }, refreshToken: string) => ({
    accessToken: await tokens.signAccess(session),
    refreshToken,
    sessionId: session.sessionId,
    accessExpiresIn: ACCESS_TOKEN_SECONDS,
    refreshExpiresIn: Math.max(0, Math.ceil((session.expiresAt.getTime() - clock().getTime()) / 1000)),
  })

  const start = async (
    input: CallerTrace & { userId: string; tenantId: string | null },
  ): Promise<IssuedTokens> => {
    const { userId, tenantId, address, agent } = input
    const now = clock()
    const sessionId = newId()
    const refreshToken = tokens.newRefreshToken()
    const expiresAt = new Date(now.getTime() + SESSION_LIMITS.idleSeconds * 1000)
    const sessionVersion = await db.withControl(async (tx) => {
      const version = await insertSession(tx, {
        id: sessionId,
        userId,
        tenantId,
        now,
        expiresAt,
        address,
        agent,
      })
      if (version === undefined) return undefined
      await insertRefreshToken(tx, { hash: hashOfToken(refreshToken), sessionId, now, expiresAt })
      return version
    })
    if (sessionVersion === undefined) throw raise(signInRefused, {})
    return await issue({ userId, tenantId, sessionId, sessionVersion, expiresAt }, refreshToken)
  }

  /** A refusal is recorded after it was answered, so that the time it takes tells nothing of the account. */
  const recordRefusal = (userId: string, trace: CallerTrace): void => {
    const record = async () => {
      const tenants = await db.withControl((tx) => listTenantsOf(tx, userId))
      for (const tenant of tenants) {
        await recordAuthFact(db, tenant.id, 'auth.sign_in_refused', { userId }, trace)
      }
    }
    record().catch((error) => log.error({ err: error }, 'a refused sign-in could not be recorded'))
  }

  const record = async (
    fact: AuthFact,
    who: { userId: string; tenantId: string | null; sessionId?: string },
    trace: CallerTrace,
  ): Promise<void> => {
    log.info({ fact, userId: who.userId, tenantId: who.tenantId, requestId: trace.requestId }, 'sign-in')
    if (who.tenantId !== null) await recordAuthFact(db, who.tenantId, fact, who, trace)
  }

  return {
    start,

    async signIn(input) {
      const { address, password, tenantSlug } = input
      const login = input.login.trim().toLowerCase()
      await throttle.countAddress(address)
      const account = await db.withControl((tx) => findSignInAccount(tx, login, address))
      const counted = account?.id ?? login
      const origin = {
        address,
        addressIsKnown: account?.addressIsKnown ?? false,
        deviceIsKnown: account !== undefined && tokens.isDeviceOf(account, input.deviceProofs ?? []),
      }
      const locked = await throttle.countTry(counted, origin)
      const matches = await verifyPassword(password, account?.passwordHash ?? null)
      if (!account?.active || !matches || locked) {
        log.info({ fact: 'auth.sign_in_refused', locked, address, requestId: input.requestId }, 'sign-in')
        if (account) recordRefusal(account.id, input)
        throw raise(signInRefused, {})
      }
      await throttle.forgive(counted, origin)
      const tenants = await db.withControl((tx) => listTenantsOf(tx, account.id))
      const tenant = tenantSlug === undefined ? tenants[0] : tenants.find(({ slug }) => slug === tenantSlug)
      if (!tenant && (tenantSlug !== undefined || !account.platformAdmin)) throw raise(signInRefused, {})
      const { passwordHash } = account
      if (passwordHash !== null && needsRehash(passwordHash)) {
        const renewed = await hashPassword(password)
        await db.withControl((tx) => replaceHash(tx, account.id, passwordHash, renewed))
      }
      const who = { userId: account.id, tenantId: tenant?.id ?? null }
      const issued = await start({ ...input, ...who })
      await record('auth.sign_in', { ...who, sessionId: issued.sessionId }, input)
      return { ...issued, ...who, deviceProof: tokens.deviceProof(account) }
    },

    async refresh(refreshToken, trace = NOBODY) {
      const now = clock()
      const hash = hashOfToken(refreshToken)
      const successor = tokens.successorOf(refreshToken)
      // The outcome is a value, not an error: a family that must die has to be ended by a commit.
      const outcome = await db.withControl(async (tx) => {
        const claimed = await claimRefreshToken(tx, hash, now)
        const used = claimed === undefined ? await findRefreshToken(tx, hash) : undefined
        if (claimed === undefined) {
          if (!used) return { refused: unauthenticated }
          if (used.usedAt === null) return { refused: sessionExpired }
          if (now.getTime() - used.usedAt.getTime() > REFRESH_GRACE_SECONDS * 1000) {
            const ended = await endSession(tx, used.sessionId, null, 'token_reused', now)
            if (ended) await announceAccessChange(tx, principals, { userId: ended.userId })
            return { refused: sessionExpired, ended: ended && { ...ended, sessionId: used.sessionId } }
          }
        }
        const sessionId = claimed ?? (used?.sessionId as string)
        const session = await touchSession(tx, sessionId, now, SESSION_LIMITS)
        if (!session) return { refused: sessionExpired }
        await insertRefreshToken(tx, {
          hash: hashOfToken(successor),
          sessionId,
          now,
          expiresAt: session.expiresAt,
        })
        return { session: { ...session, sessionId } }
      })
      if (outcome.ended) await record('auth.token_reused', outcome.ended, trace)
      if (!outcome.session) throw raise(outcome.refused, {})
      const { userId, tenantId } = outcome.session
      return { ...(await issue(outcome.session, successor)), userId, tenantId }
    },

    async sessionOf(refreshToken) {
      const found = await db.withControl((tx) => findRefreshToken(tx, hashOfToken(refreshToken)))
      return found?.sessionId ?? null
    },

    async signOut(sessionId, trace = NOBODY) {
      const ended = await db.withControl(async (tx) => {
        const over = await endSession(tx, sessionId, null, 'signed_out', clock())
        if (over) await announceAccessChange(tx, principals, { userId: over.userId })
        return over
      })
      if (ended) await record('auth.sign_out', { ...ended, sessionId }, trace)
    },

    async changePassword(input) {
      const { userId, tenantId, address, currentPassword, newPassword } = input
      await throttle.countAddress(address)
      const account = await db.withControl((tx) => findSignInAccountById(tx, userId))
      // Signed in as they are, they count apart from whoever guesses at the door.
      const origin = { address, addressIsKnown: true, deviceIsKnown: true }
      const locked = await throttle.countTry(userId, origin)
      const matches = await verifyPassword(currentPassword, account?.passwordHash ?? null)
      if (!account || !matches || locked) {
        const fields = { currentPassword: [{ code: 'field.password_wrong' }] }
        throw raise(signInRefused, {}, { fields })
      }
      await throttle.forgive(userId, origin)
      assertPasswordAllowed(newPassword, account, 'newPassword')
      const passwordHash = await hashPassword(newPassword)
      await db.withControl(async (tx) => {
        const now = clock()
        await updatePasswordHash(tx, userId, passwordHash, now)
        await endSessionsOf(tx, userId, 'password_changed', null, now)
        await announceAccessChange(tx, principals, { userId })
      })
      await record('auth.password_changed', { userId, tenantId }, input)
      return await start(input)
    },

    async list(userId) {
      return await db.withControl((tx) => listSessions(tx, userId, clock()))
    },

    async end(userId, sessionId, trace = NOBODY) {
      const ended = await db.withControl(async (tx) => {
        const over = await endSession(tx, sessionId, userId, 'ended_by_user', clock())
        if (over) await announceAccessChange(tx, principals, { userId: over.userId })
        return over
      })
      if (ended) await record('auth.session_ended', { ...ended, sessionId }, trace)
      return ended !== undefined
    },

    async tenantsOf(userId) {
      return await db.withControl((tx) => listTenantsOf(tx, userId))
    },
  }
}
