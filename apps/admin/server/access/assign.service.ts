import { raise } from '@lumbung/contract'
import type { CommandCtx } from '@lumbung/kernel'
import { assignmentExists, roleUnknown } from '../../contract/index.ts'
import { findRole } from '../roles/role.store.ts'
import { insertAssignment } from '../users/user.store.ts'
import { assertMayHandOn, assertPeriod } from './handing-on.ts'
import { resolveScope } from './scope.service.ts'

export interface WantedAssignment {
  roleId: string
  scopeKind: string
  scopeId?: string | undefined
  startsAt?: string | undefined
  endsAt?: string | undefined
}

/** Gives a member a role within {@link changeAccess}, as far as the actor holds what the role brings. */
export async function assignRole(ctx: CommandCtx, userId: string, wanted: WantedAssignment): Promise<void> {
  const { roleId, startsAt: start, endsAt: end } = wanted
  const startsAt = start === undefined ? ctx.now : new Date(start)
  const endsAt = end === undefined ? null : new Date(end)
  assertPeriod(startsAt, endsAt, ctx.now)
  const role = await findRole(ctx.tx, roleId)
  if (!role) throw raise(roleUnknown, {})
  const scope = await resolveScope(ctx, wanted)
  assertMayHandOn(ctx.principal, role.permissions, scope)
  const id = ctx.newId()
  const grantedBy = ctx.actor.userId
  const isNew = await insertAssignment(ctx.tx, { id, userId, roleId, scope, startsAt, endsAt, grantedBy })
  if (!isNew) throw raise(assignmentExists, {})
  ctx.audit({ type: 'admin.user', id: userId }, null, {
    assignment: id,
    role: { id: role.id, key: role.key, name: role.name },
    scope,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt?.toISOString() ?? null,
  })
}
