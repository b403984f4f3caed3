import { raise } from '@lumbung/contract'
import { forbidden } from '../../contract/problems.ts'
import type { Principal, ScopeRef } from './principal.ts'

/**
 * What is asked. `any`: a grant of any reach passes (the handler narrows it by {@link reachOf});
 * `tenant`: the whole tenant; otherwise that very scope.
 */
export type Wanted = { kind: 'any' } | { kind: 'tenant' } | { kind: string; id: string }

export interface Decision {
  allowed: boolean
  rule: 'granted' | 'no_grant' | 'grant_too_narrow' | 'tenant_suspended'
  held: { role: string; scope: ScopeRef }[]
}

/** Wildcards stand for whole segments only: `fuel.*` grants `fuel.stock.out`, never `fuelling.stock.out`. */
export function permissionMatches(pattern: string, permission: string): boolean {
  if (pattern === '*' || pattern === permission) return true
  const patternParts = pattern.split('.')
  const parts = permission.split('.')
  for (let index = 0; index < patternParts.length; index += 1) {
    const part = patternParts[index]
    if (part === '*' && index === patternParts.length - 1) return parts.length > index
    if (part !== '*' && part !== parts[index]) return false
    if (index >= parts.length) return false
  }
  return patternParts.length === parts.length
}

/** The one function that decides; the explanation of a refusal is made from its result. */
export function decide(principal: Principal, permission: string, wanted: Wanted): Decision {
  const holding = principal.grants.filter((grant) =>
    grant.permissions.some((pattern) => permissionMatches(pattern, permission)),
  )
  const held = holding.map((grant) => ({ role: grant.roleName, scope: grant.scope }))
  if (holding.length === 0) return { allowed: false, rule: 'no_grant', held }
  const reaches = holding.some(
    (grant) =>
      wanted.kind === 'any' ||
      grant.scope.kind === 'tenant' ||
      ('id' in wanted && grant.scope.kind === wanted.kind && grant.scope.id === wanted.id),
  )
  return reaches
    ? { allowed: true, rule: 'granted', held }
    : { allowed: false, rule: 'grant_too_narrow', held }
}

/** How far a permission reaches for this person: everything, or the named ids of one scope kind. */
export type Reach = { all: true } | { all: false; ids: string[]; own: boolean }

export function reachOf(principal: Principal, permission: string, kind: string): Reach {
  const ids = new Set<string>()
  let own = false
  for (const grant of principal.grants) {
    if (!grant.permissions.some((pattern) => permissionMatches(pattern, permission))) continue
    if (grant.scope.kind === 'tenant') return { all: true }
    if (grant.scope.kind === 'own') own = true
    else if (grant.scope.kind === kind && grant.scope.id !== null) ids.add(grant.scope.id)
  }
  return { all: false, ids: [...ids], own }
}

/** Throws the explained refusal unless the person may. */
export function requirePermission(principal: Principal, permission: string, wanted: Wanted): void {
  const decision = decide(principal, permission, wanted)
  if (decision.allowed) return
  const scope: ScopeRef = {
    kind: wanted.kind === 'any' ? 'tenant' : wanted.kind,
    id: 'id' in wanted ? wanted.id : null,
  }
  throw raise(forbidden, {
    permission,
    scope,
    rule: decision.rule === 'granted' ? 'no_grant' : decision.rule,
    held: decision.held.slice(0, 100),
    smallestGrant: {
      permission,
      scope,
      roles: principal.rolesOfTenant
        .filter((role) => role.permissions.some((pattern) => permissionMatches(pattern, permission)))
        .map((role) => role.name)
        .slice(0, 50),
    },
    mayRequest: true,
  })
}
