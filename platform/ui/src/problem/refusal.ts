import type { ApiProblem } from '@lumbung/client'
import type { Locale } from '@lumbung/contract'
import { forbidden, permissionMatches } from '@lumbung/kernel/contract'
import type { z } from 'zod'
import type { CatalogueApp } from '../data/use-catalogue.ts'
import type { Me, Scope } from '../session/identity.ts'

/** Why somebody may not: what is needed, what they hold, and what would help. */
export interface Refusal {
  permission: string
  scope: Scope
  rule: z.infer<typeof forbidden.params>['rule']
  held: readonly { role: string; scope: Scope }[]
  /** That include the permission, the narrowest first where the server said so. */
  roles: readonly string[]
  mayRequest: boolean
}

/** The refusal that the server explained; null where the problem is another one. */
export function refusalOfProblem(problem: ApiProblem): Refusal | null {
  if (problem.code !== forbidden.code) return null
  const params = forbidden.params.safeParse(problem.params)
  if (!params.success) return null
  const { rule, held, smallestGrant, mayRequest } = params.data
  const { permission, scope, roles } = smallestGrant
  return { permission, scope, rule, held, roles, mayRequest }
}

/** The same before anything was asked of the server, from what the person holds and the roles that apps bring. */
export function refusalByPermission(
  permission: string,
  me: Pick<Me, 'roles'> | null,
  apps: readonly CatalogueApp[],
  locale: Locale,
): Refusal {
  const roles = apps
    .flatMap((app) => app.roles)
    .filter((role) => role.permissions.some((pattern) => permissionMatches(pattern, permission)))
    .sort((a, b) => breadthOf(a.permissions) - breadthOf(b.permissions))
    .map(({ name }) => name[locale])
  return {
    permission,
    scope: { kind: 'tenant', id: null },
    rule: 'no_grant',
    held: (me?.roles ?? []).map(({ name, scope }) => ({ role: name, scope })),
    roles: [...new Set(roles)],
    mayRequest: true,
  }
}

/** A wildcard brings more with it than any list of names. */
function breadthOf(patterns: readonly string[]): number {
  return patterns.reduce((sum, pattern) => sum + (pattern.includes('*') ? 1_000 / pattern.length : 1), 0)
}

/**
 * How far what is asked for should reach: where everything that the permission is for can be done at one place, and the
 * person works at one such place only, there; a grant for the whole organisation is more than was needed.
 */
export function reachAskedFor(
  { permission, scope }: Pick<Refusal, 'permission' | 'scope'>,
  me: Pick<Me, 'roles'> | null,
  apps: readonly Pick<CatalogueApp, 'operations'>[],
): Scope {
  if (scope.kind !== 'tenant') return scope
  const kinds = new Set(
    apps.flatMap(({ operations }) =>
      operations
        .filter((operation) => operation.permission === permission)
        .map((operation) => operation.scope),
    ),
  )
  const [kind] = kinds
  const places = new Map(
    (me?.roles ?? []).filter((role) => role.scope.kind === kind).map((role) => [role.scope.id, role.scope]),
  )
  const [place] = places.values()
  return kinds.size === 1 && places.size === 1 && place?.id ? place : scope
}
