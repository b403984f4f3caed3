import { type Operation, PUBLIC, raise } from '@lumbung/contract'
import type { FastifyRequest } from 'fastify'
import { forbidden, sessionExpired, unauthenticated } from '../../contract/problems.ts'
import type { ControlPrincipal, Principal } from '../access/principal.ts'
import type { Services } from '../app/services.ts'
import type { Config } from '../config/config.ts'

declare module 'fastify' {
  interface FastifyRequest {
    principal: Principal | undefined
  }
}

export const ACCESS_COOKIE = 'lumbung_access'
export const REFRESH_COOKIE = 'lumbung_refresh'
/** A browser sends this with every change: another site's form cannot. */
export const CONSOLE_HEADER = 'x-lumbung-console'

export interface Who {
  tenant: Principal | null
  control: ControlPrincipal | null
}

export function cookieOptions(config: Config) {
  return { httpOnly: true, sameSite: 'strict', secure: config.publicUrl.startsWith('https:') } as const
}

const NOBODY: Who = { tenant: null, control: null }

/**
 * Finds out who calls, from the bearer token or the console's cookie alone; no other header is believed. One look into
 * the cache of tokens and one into that of principals; the database is asked at most every 5 seconds per session.
 */
export async function authenticate(
  request: FastifyRequest,
  services: Services,
  operation: Operation,
): Promise<Who> {
  const isPublic = operation.permission === PUBLIC
  const bearer = bearerOf(request)
  const token = bearer ?? request.cookies[ACCESS_COOKIE]
  if (token === undefined) {
    if (isPublic) return NOBODY
    throw raise(unauthenticated, {})
  }
  // Cookies travel by themselves: without proof that our own pages sent it, a change by cookie is nobody's.
  if (
    bearer === undefined &&
    changesSomething(request, operation) &&
    !isFromConsole(request, services.config)
  ) {
    if (isPublic) return NOBODY
    throw raise(forbidden, foreignOrigin(operation))
  }
  const claims = await services.tokens.verifyAccess(token)
  const loaded = typeof claims === 'string' ? null : await services.principals.load(claims)
  if (loaded) return loaded
  if (isPublic) return NOBODY
  throw raise(claims === 'invalid' ? unauthenticated : sessionExpired, {})
}

function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  if (header === undefined) return undefined
  const match = /^Bearer ([A-Za-z0-9._~+/-]{1,4000}=*)$/.exec(header)
  if (!match) throw raise(unauthenticated, {})
  return match[1]
}

function changesSomething(request: FastifyRequest, operation: Operation): boolean {
  return operation.kind === 'command' || request.method !== 'GET'
}

/**
 * True when the console's own pages sent the request: its header, which another site's form cannot set and its script
 * only after a CORS preflight that we never grant, and an origin that is not somebody else's. A browser too old for
 * Sec-Fetch-Site sends Origin with every change; a program sends neither and chooses the cookie transport knowingly.
 */
export function isFromConsole(request: FastifyRequest, config: Pick<Config, 'publicUrl'>): boolean {
  if (request.headers[CONSOLE_HEADER] === undefined) return false
  const site = request.headers['sec-fetch-site']
  if (site !== undefined) return site === 'same-origin' || site === 'none'
  const { origin } = request.headers
  if (origin === undefined) return true
  return origin === new URL(config.publicUrl).origin || originHost(origin) === request.headers.host
}

function originHost(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined
}

function foreignOrigin(operation: Operation) {
  const scope = { kind: 'tenant', id: null }
  return {
    permission: operation.permission,
    scope,
    rule: 'origin' as const,
    held: [],
    smallestGrant: { permission: operation.permission, scope, roles: [] },
    mayRequest: false,
  }
}
