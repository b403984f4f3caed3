import { type InputOf, type OutputOf, raise } from '@lumbung/contract'
import { explain, findPrincipal, type QueryCtx, type Wanted } from '@lumbung/kernel'
import { notFound } from '@lumbung/kernel/contract'
import { type explainAccess, permissionUnknown, WHOLE_TENANT } from '../../contract/index.ts'
import { findMember } from '../users/user.store.ts'

/** The decision about a person, as it would fall now. Somebody else's only with `admin.access.explain`. */
export async function explainDecision(
  ctx: QueryCtx,
  input: InputOf<typeof explainAccess>,
): Promise<OutputOf<typeof explainAccess>> {
  const { permission, userId = ctx.actor.userId, scopeKind, scopeId } = input
  if (userId !== ctx.actor.userId) ctx.require('admin.access.explain', { kind: 'tenant' })
  if (!ctx.services.catalogue.permissions.has(permission)) throw raise(permissionUnknown, { permission })
  const person = await findPrincipal(ctx.tx, userId, ctx.tenant, ctx.now)
  if (!person) {
    if (!(await findMember(ctx.tx, userId))) throw raise(notFound, {})
    const smallestGrant = { permission, scope: WHOLE_TENANT, roles: [] }
    return {
      userId,
      permission,
      scope: WHOLE_TENANT,
      allowed: false,
      rule: 'member_disabled',
      held: [],
      smallestGrant,
    }
  }
  return { userId, ...explain(person, permission, wantedOf(scopeKind, scopeId)) }
}

function wantedOf(kind: string | undefined, id: string | undefined): Wanted {
  if (kind === undefined) return { kind: 'any' }
  return id === undefined ? { kind: 'tenant' } : { kind, id }
}
