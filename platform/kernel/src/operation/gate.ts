import { type Operation, PUBLIC, raise, SIGNED_IN } from '@lumbung/contract'
import { forbidden } from '../../contract/problems.ts'
import { requirePermission } from '../access/decide.ts'
import type { ControlPrincipal, Principal } from '../access/principal.ts'

/** The permission before anything else: nobody learns from a validation message what they may not do. */
export function passGate(operation: Operation, principal: Principal): void {
  if (operation.permission === PUBLIC || operation.permission === SIGNED_IN) return
  const wholeTenant = (operation.scope ?? 'tenant') === 'tenant'
  requirePermission(principal, operation.permission, wholeTenant ? { kind: 'tenant' } : { kind: 'any' })
}

/** A suspended tenant reads but does not write. */
export function refuseSuspended(principal: Principal, operation: Operation): void {
  if (principal.tenant.status === 'active') return
  throw raise(forbidden, { ...platformRefusal(operation.permission), rule: 'tenant_suspended' as const })
}

/** The platform's own operations are for its administrators, but for those that anybody may call. */
export function passControlGate(operation: Operation, principal: ControlPrincipal | null): void {
  if (operation.permission === PUBLIC || operation.permission === SIGNED_IN || principal?.platformAdmin)
    return
  throw raise(forbidden, platformRefusal(operation.permission))
}

function platformRefusal(permission: string) {
  const scope = { kind: 'tenant', id: null }
  return {
    permission,
    scope,
    rule: 'no_grant' as const,
    held: [],
    smallestGrant: { permission, scope, roles: [] },
    mayRequest: false,
  }
}
