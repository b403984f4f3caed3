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

/** Finds out who calls, from the bearer token or the console's cookie alone; no other header is believed. */
export async function authenticate(
  request: FastifyRequest,
  services: Services,
  operation: Operation,
): Promise<Who> {
  const bearer = bearerOf(request)
  const token = bearer ?? request.cookies[ACCESS_COOKIE]
  if (token === undefined) {
    if (operation.permission === PUBLIC) return { tenant: null, control: null }
    throw raise(unauthenticated, {})
  }
  const claims = await services.tokens.verifyAccess(token)
  const loaded = typeof claims === 'string' ? null : await services.principals.load(claims)
  if (!loaded) {
    if (operation.permission === PUBLIC) return { tenant: null, control: null }
    throw raise(claims === 'invalid' ? unauthenticated : sessionExpired, {})
  }
  if (bearer === undefined) refuseForeignOrigin(request, operation)
  return loaded
}

function bearerOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  if (header === undefined) return undefined
  const match = /^Bearer ([A-Za-z0-9._~+/-]{1,4000}=*)$/.exec(header)
  if (!match) throw raise(unauthenticated, {})
  return match[1]
}

/** Cookies travel by themselves, so a change by cookie must come from our own pages. */
function refuseForeignOrigin(request: FastifyRequest, operation: Operation): void {
  if (operation.kind === 'query' && request.method === 'GET') return
  const site = request.headers['sec-fetch-site']
  const fromUs = site === undefined || site === 'same-origin' || site === 'none'
  if (fromUs && request.headers[CONSOLE_HEADER] !== undefined) return
  const scope = { kind: 'tenant', id: null }
  throw raise(forbidden, {
    permission: operation.permission,
    scope,
    rule: 'origin',
    held: [],
    smallestGrant: { permission: operation.permission, scope, roles: [] },
    mayRequest: false,
  })
}
