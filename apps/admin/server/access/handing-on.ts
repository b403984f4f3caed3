import { raise } from '@lumbung/contract'
import { covers, type Principal, patternCovers, permissionMatches, type ScopeRef } from '@lumbung/kernel'
import { grantBeyondOwn, periodEmpty, permissionUnknown } from '../../contract/index.ts'

/** Throws `admin.grant_beyond_own` with the patterns that the granter does not hold as far as `scope`. */
export function assertMayHandOn(granter: Principal, permissions: readonly string[], scope: ScopeRef): void {
  const lacking = permissions.filter((pattern) => !covers(granter, [pattern], scope))
  if (lacking.length > 0) throw raise(grantBeyondOwn, { permissions: [...lacking] })
}

/** The patterns of `after` that grant something which `before` did not. */
export function addedPermissions(before: readonly string[], after: readonly string[]): string[] {
  return after.filter((asked) => !before.some((held) => patternCovers(held, asked)))
}

/** Throws `admin.permission_unknown` at a pattern that grants nothing of what there is: it is a slip of the pen. */
export function assertPatternsKnown(patterns: readonly string[], known: Iterable<string>): void {
  const permissions = [...known]
  for (const pattern of patterns) {
    if (pattern === '*' || permissions.some((permission) => permissionMatches(pattern, permission))) continue
    throw raise(permissionUnknown, { permission: pattern })
  }
}

/** Throws `admin.period_empty` unless the end lies after the start and after now. */
export function assertPeriod(startsAt: Date | null, endsAt: Date | null, now: Date): void {
  if (endsAt !== null && (endsAt <= now || (startsAt !== null && endsAt <= startsAt)))
    throw raise(periodEmpty, {})
}
