import { raise } from '@lumbung/contract'
import { patternCovers, permissionMatches } from '../../contract/permission-pattern.ts'
import { forbidden } from '../../contract/problems.ts'
import type { Grant, Principal, ScopeRef } from './principal.ts'

export { patternCovers, permissionMatches }

/**
 * What is asked. `any`: a grant of any reach passes (the handler narrows it by {@link reachOf});
 * `tenant`: the whole tenant; otherwise that very scope.
 */
export type Wanted = { kind: 'any' } | { kind: 'tenant' } | { kind: string; id: string }

export interface Decision {
  allowed: boolean
  rule: 'granted' | 'no_grant' | 'grant_too_narrow' | 'not_yet_or_no_longer'
  held: { role: string; scope: ScopeRef }[]
}

/** A principal lives for seconds in a cache and is asked for the same few permissions: each is matched once. */
const holdings = new WeakMap<Principal, Map<string, readonly Grant[]>>()

function grantsOf(principal: Principal, permission: string): readonly Grant[] {
  let known = holdings.get(principal)
  if (!known) {
    known = new Map()
    holdings.set(principal, known)
  }
  let grants = known.get(permission)
  if (!grants) {
    grants = principal.grants.filter((grant) => holds(grant, permission))
    known.set(permission, grants)
  }
  return grants
}

function holds(grant: { permissions: readonly string[] }, permission: string): boolean {
  return grant.permissions.some((pattern) => permissionMatches(pattern, permission))
}

/** The one function that decides; the explanation of a refusal is made from its result. */
export function decide(principal: Principal, permission: string, wanted: Wanted): Decision {
  const holding = grantsOf(principal, permission)
  const held = holding.map((grant) => ({ role: grant.roleName, scope: grant.scope }))
  if (holding.length === 0) {
    const dormant = (principal.dormant ?? []).some((grant) => holds(grant, permission))
    return { allowed: false, rule: dormant ? 'not_yet_or_no_longer' : 'no_grant', held }
  }
  const reaches = holding.some((grant) => wanted.kind === 'any' || scopeCovers(grant.scope, wanted))
  return { allowed: reaches, rule: reaches ? 'granted' : 'grant_too_narrow', held }
}

/** A grant for the whole tenant reaches everything in it; a narrower one its own scope and nothing beside it. */
function scopeCovers(held: ScopeRef, wanted: { kind: string; id?: string | null }): boolean {
  if (held.kind === 'tenant') return true
  return held.kind === wanted.kind && held.id === (wanted.id ?? null)
}

/** How far a permission reaches for this person: everything, or the named ids of one scope kind. */
export type Reach = { all: true } | { all: false; ids: string[]; own: boolean }

export function reachOf(principal: Principal, permission: string, kind: string): Reach {
  const ids = new Set<string>()
  let own = false
  for (const grant of grantsOf(principal, permission)) {
    if (grant.scope.kind === 'tenant') return { all: true }
    if (grant.scope.kind === 'own') own = true
    else if (grant.scope.kind === kind && grant.scope.id !== null) ids.add(grant.scope.id)
  }
  return { all: false, ids: [...ids], own }
}

/** Every scope in which the person holds the permission; the whole tenant is `{ kind: 'tenant', id: null }`. */
export function scopesHeld(principal: Principal, permission: string): ScopeRef[] {
  return grantsOf(principal, permission).map((grant) => grant.scope)
}

/**
 * Whether the granter may hand on these permission patterns for this scope: each must lie within one that they hold
 * themselves, at least as far. Nobody grants beyond what they hold.
 */
export function covers(granter: Principal, permissions: readonly string[], scope: ScopeRef): boolean {
  return permissions.every((asked) =>
    granter.grants.some(
      (grant) =>
        scopeCovers(grant.scope, scope) && grant.permissions.some((held) => patternCovers(held, asked)),
    ),
  )
}

/** A decision in full: the rule that made it, what the person holds, and the least that would allow it. */
export interface Explanation extends Decision {
  permission: string
  scope: ScopeRef
  smallestGrant: { permission: string; scope: ScopeRef; roles: string[] }
}

/** Roles of the smallest grant come narrowest first: the role to ask for is the first one. */
export function explain(principal: Principal, permission: string, wanted: Wanted): Explanation {
  const scope: ScopeRef = {
    kind: wanted.kind === 'any' ? 'tenant' : wanted.kind,
    id: 'id' in wanted ? wanted.id : null,
  }
  const roles = principal.rolesOfTenant
    .filter((role) => holds(role, permission))
    .sort((a, b) => breadthOf(a.permissions) - breadthOf(b.permissions))
    .map((role) => role.name)
  return {
    ...decide(principal, permission, wanted),
    permission,
    scope,
    smallestGrant: { permission, scope, roles: roles.slice(0, 50) },
  }
}

/** Orders roles by how much comes with them: a wildcard weighs more than any list of names, the shorter the heavier. */
function breadthOf(permissions: readonly string[]): number {
  return permissions.reduce((sum, pattern) => {
    if (!pattern.includes('*')) return sum + 1
    return sum + 1_000_000 / 10 ** (pattern.split('.').length - 1)
  }, 0)
}

/** Throws the explained refusal unless the person may. */
export function requirePermission(principal: Principal, permission: string, wanted: Wanted): void {
  if (decide(principal, permission, wanted).allowed) return
  const { rule, scope, held, smallestGrant } = explain(principal, permission, wanted)
  throw raise(forbidden, {
    permission,
    scope,
    rule: rule === 'granted' ? 'no_grant' : rule,
    held: held.slice(0, 100),
    smallestGrant,
    mayRequest: true,
  })
}
