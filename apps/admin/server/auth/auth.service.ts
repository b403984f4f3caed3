import type { OutputOf } from '@lumbung/contract'
import { raise } from '@lumbung/contract'
import {
  ACCESS_COOKIE,
  type ControlCtx,
  type ControlPrincipal,
  type IssuedTokens,
  REFRESH_COOKIE,
  roleWords,
  scopesHeld,
} from '@lumbung/kernel'
import { notFound, signInRefused, unauthenticated } from '@lumbung/kernel/contract'
import type { changePassword, listSessions, login, me, refresh } from '../../contract/index.ts'

const REFRESH_PATH = '/api/v1/auth'
/** Of the browser, not of the session: signing out leaves it. */
const DEVICE_COOKIE = 'lumbung_device'
const DEVICE_SECONDS = 180 * 86_400
/** People who share a browser; the one who has been away longest makes room. */
const MOST_PROOFS = 5

/** Signs in and hands over the tokens; the console gets cookies, everybody else the body. */
export async function signIn(
  ctx: ControlCtx,
  input: {
    login?: string | undefined
    email?: string | undefined
    password: string
    tenant?: string | undefined
  },
): Promise<OutputOf<typeof login>> {
  const { accounts, sessions } = ctx.services
  const { login: name = input.email, password, tenant: tenantSlug } = input
  if (name === undefined) throw raise(signInRefused, {})
  const deviceProofs = ctx.reply.cookie(DEVICE_COOKIE)?.split('~').slice(0, MOST_PROOFS) ?? []
  const issued = await sessions.signIn({ login: name, password, tenantSlug, deviceProofs, ...traceOf(ctx) })
  if (ctx.reply.isConsole) {
    const proofs = [issued.deviceProof, ...deviceProofs].slice(0, MOST_PROOFS)
    ctx.reply.setCookie(DEVICE_COOKIE, proofs.join('~'), {
      path: REFRESH_PATH,
      maxAgeSeconds: DEVICE_SECONDS,
    })
  }
  const account = await accounts.findById(issued.userId)
  if (!account) throw new Error('a session was issued to an account that is not there')
  const tenants = await sessions.tenantsOf(issued.userId)
  const { id, email, username, platformAdmin, locale } = account
  return {
    ...handOver(ctx, issued),
    user: { id, name: account.name, email, username, locale, platformAdmin },
    tenant: tenants.find((tenant) => tenant.id === issued.tenantId) ?? null,
    tenants,
  }
}

/** A refused token's cookies are cleared, so that the console does not try them again. */
export async function refreshTokens(
  ctx: ControlCtx,
  input: { refreshToken?: string | undefined },
): Promise<OutputOf<typeof refresh>> {
  const token = input.refreshToken ?? ctx.reply.cookie(REFRESH_COOKIE)
  if (token === undefined) throw raise(unauthenticated, {})
  try {
    return handOver(ctx, await ctx.services.sessions.refresh(token, traceOf(ctx)))
  } catch (error) {
    clearCookies(ctx)
    throw error
  }
}

/** Ends the session of the access token, or of the refresh token where that one has already expired. */
export async function signOut(
  ctx: ControlCtx,
  input: { refreshToken?: string | undefined },
): Promise<{ signedOut: true }> {
  const { sessions } = ctx.services
  const token = input.refreshToken ?? ctx.reply.cookie(REFRESH_COOKIE)
  const sessionId = ctx.principal?.sessionId ?? (token === undefined ? null : await sessions.sessionOf(token))
  if (sessionId !== null) await sessions.signOut(sessionId, traceOf(ctx))
  clearCookies(ctx)
  // The session's cookies are cleared one by one; the proof that this browser is known stays.
  if (ctx.reply.isConsole) ctx.reply.header('clear-site-data', '"cache"')
  return { signedOut: true }
}

export async function describeMe(ctx: ControlCtx): Promise<OutputOf<typeof me>> {
  const principal = signedIn(ctx)
  const { member } = principal
  const account = await ctx.services.accounts.findById(principal.userId)
  if (!account) throw raise(unauthenticated, {})
  const { id, email, username, locale, platformAdmin } = account
  return {
    user: { id, name: member?.name ?? account.name, email, username, locale, platformAdmin },
    tenant: member?.tenant ?? null,
    tenants: await ctx.services.sessions.tenantsOf(principal.userId),
    roles: (member?.grants ?? []).map(({ roleKey, roleName, scope }) => ({
      key: roleKey,
      name: roleWords(ctx.services.catalogue, { key: roleKey, name: roleName }, ctx.locale),
      scope,
    })),
    permissions: [...ctx.services.catalogue.permissions.keys()].flatMap((permission) => {
      const scopes = member ? scopesHeld(member, permission) : []
      const everywhere = scopes.some((scope) => scope.kind === 'tenant')
      return scopes.length === 0 ? [] : [{ permission, everywhere, scopes: everywhere ? [] : scopes }]
    }),
  }
}

export async function changeOwnPassword(
  ctx: ControlCtx,
  input: { currentPassword: string; newPassword: string },
): Promise<OutputOf<typeof changePassword>> {
  const { userId, tenantId } = signedIn(ctx)
  return handOver(
    ctx,
    await ctx.services.sessions.changePassword({ userId, tenantId, ...input, ...traceOf(ctx) }),
  )
}

export async function listOwnSessions(ctx: ControlCtx): Promise<OutputOf<typeof listSessions>> {
  const { userId, sessionId } = signedIn(ctx)
  const sessions = await ctx.services.sessions.list(userId)
  return {
    data: sessions.map(({ id, createdAt, lastUsedAt, expiresAt, address, agent }) => ({
      id,
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      address,
      agent,
      current: id === sessionId,
    })),
    page: { limit: 200, nextCursor: null, total: sessions.length, totalIsEstimate: false },
  }
}

export async function endOwnSession(ctx: ControlCtx, id: string): Promise<{ id: string; ended: true }> {
  if (!(await ctx.services.sessions.end(signedIn(ctx).userId, id, traceOf(ctx)))) throw raise(notFound, {})
  return { id, ended: true }
}

function signedIn(ctx: ControlCtx): ControlPrincipal {
  if (!ctx.principal) throw raise(unauthenticated, {})
  return ctx.principal
}

function traceOf(ctx: ControlCtx) {
  const { address, agent, requestId } = ctx.call
  return { address, agent, requestId }
}

function handOver(ctx: ControlCtx, issued: IssuedTokens): OutputOf<typeof refresh> {
  const { accessToken, refreshToken, accessExpiresIn, refreshExpiresIn } = issued
  const times = { expiresIn: accessExpiresIn, refreshExpiresIn }
  if (!ctx.reply.isConsole) return { accessToken, refreshToken, ...times }
  ctx.reply.setCookie(ACCESS_COOKIE, accessToken, { path: '/', maxAgeSeconds: accessExpiresIn })
  ctx.reply.setCookie(REFRESH_COOKIE, refreshToken, { path: REFRESH_PATH, maxAgeSeconds: refreshExpiresIn })
  return times
}

function clearCookies(ctx: ControlCtx): void {
  if (!ctx.reply.isConsole) return
  ctx.reply.clearCookie(ACCESS_COOKIE, '/')
  ctx.reply.clearCookie(REFRESH_COOKIE, REFRESH_PATH)
}
