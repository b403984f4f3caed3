import { type InputOf, type OutputOf, raise } from '@lumbung/contract'
import {
  type CommandCtx,
  decodeCursor,
  offsetOf,
  permissionMatches,
  type QueryCtx,
  toPage,
  type WaitingLine,
} from '@lumbung/kernel'
import { MOST_WAITING_LINES, notFound } from '@lumbung/kernel/contract'
import {
  type AccessRequest,
  alreadyAllowed,
  type grantRequest,
  type listRequests,
  ownRequest,
  permissionUnknown,
  type requestAccess,
  requestDecided,
  roleLacksPermission,
  roleUnknown,
  tooManyRequests,
} from '../../contract/index.ts'
import { findRole } from '../roles/role.store.ts'
import { extendAssignment, insertAssignment } from '../users/user.store.ts'
import { lockAccess } from './access-lock.store.ts'
import { changeAccess } from './change-access.ts'
import { assertMayHandOn, assertPeriod } from './handing-on.ts'
import {
  countOpenRequests,
  decideRequest,
  findRequest,
  insertRequest,
  listOpenRequestsOf,
  listRequestRows,
  type RequestRow,
} from './request.store.ts'
import { nameScope, resolveScope } from './scope.service.ts'

/** So that nobody fills the list of those who decide. */
const MOST_OPEN_REQUESTS = 20

/** Asks for what one may not do yet; an open request for the same is answered instead of doubled. */
export async function askForAccess(
  ctx: CommandCtx,
  input: InputOf<typeof requestAccess>,
): Promise<AccessRequest> {
  const { permission, reason } = input
  if (!ctx.services.catalogue.permissions.has(permission)) throw raise(permissionUnknown, { permission })
  const scope = await resolveScope(ctx, input)
  const wanted = scope.id === null ? { kind: 'tenant' as const } : { kind: scope.kind, id: scope.id }
  if (ctx.can(permission, scope.kind === 'own' ? { kind: 'any' } : wanted)) throw raise(alreadyAllowed, {})
  const { userId } = ctx.actor
  await lockAccess(ctx.tx)
  const open = await listOpenRequestsOf(ctx.tx, userId)
  const same = open.find(
    (row) => row.permission === permission && row.scopeKind === scope.kind && row.scopeId === scope.id,
  )
  if (same) return requestOf(same)
  if (open.length >= MOST_OPEN_REQUESTS) throw raise(tooManyRequests, { most: MOST_OPEN_REQUESTS })
  const id = ctx.newId()
  await insertRequest(ctx.tx, { id, userId, permission, scope, reason })
  ctx.audit({ type: 'admin.access-request', id }, null, { permission, scope, reason })
  return await getRequest(ctx.tx, id)
}

export async function listAllRequests(
  ctx: QueryCtx,
  input: InputOf<typeof listRequests>,
): Promise<OutputOf<typeof listRequests>> {
  const { status, limit, cursor } = input
  const [beforeId] = cursor === undefined ? [] : decodeCursor(cursor, ['uuid'])
  const rows = await listRequestRows(ctx.tx, { status, beforeId, limit, offset: offsetOf(input) })
  return toPage(rows, limit, (row) => [row.id], requestOf)
}

/** What waits for this person's decision. Their own requests wait for others, and who decides does so for the whole tenant. */
export async function countWaitingRequests(ctx: QueryCtx): Promise<number> {
  return ctx.reach('tenant').all ? await countOpenRequests(ctx.tx, { besides: ctx.actor.userId }) : 0
}

/** The newest of them in words: who asks for what. */
export async function tellWaitingRequests(ctx: QueryCtx): Promise<WaitingLine[]> {
  const { tx, services, locale, actor } = ctx
  // One's own lie between them; they are few.
  const limit = MOST_WAITING_LINES + MOST_OPEN_REQUESTS
  const rows = await listRequestRows(tx, { status: 'open', beforeId: undefined, limit, offset: 0 })
  return rows
    .filter(({ userId }) => userId !== actor.userId)
    .map(({ userName, permission, createdAt }) => ({
      text: services.texts.say(locale, 'admin.waits.request', {
        name: userName,
        permission: services.catalogue.permissions.get(permission)?.[locale] ?? permission,
      }),
      path: '/admin/access-requests',
      since: createdAt,
    }))
}

/** A second person decides, gives a role that holds what was asked for, and never more than they hold themselves. */
export async function grantAccess(
  ctx: CommandCtx,
  input: InputOf<typeof grantRequest>,
): Promise<AccessRequest> {
  const endsAt = input.endsAt === undefined ? null : new Date(input.endsAt)
  assertPeriod(null, endsAt, ctx.now)
  return await changeAccess(ctx, async () => {
    const { userId, userName, permission, scopeKind, scopeId } = await takeDecision(ctx, input.id, 'granted')
    const role = await findRole(ctx.tx, input.roleId)
    if (!role) throw raise(roleUnknown, {})
    if (!role.permissions.some((pattern) => permissionMatches(pattern, permission))) {
      throw raise(roleLacksPermission, { permission })
    }
    const scope = { kind: scopeKind, id: scopeId }
    assertMayHandOn(ctx.principal, role.permissions, scope)
    const assignment = { userId, roleId: role.id, scope, endsAt }
    const grantedBy = ctx.actor.userId
    const isNew = await insertAssignment(ctx.tx, {
      ...assignment,
      id: ctx.newId(),
      startsAt: ctx.now,
      grantedBy,
    })
    // The person holds this role here, but not now (or it would have been enough): its time is set anew.
    if (!isNew) await extendAssignment(ctx.tx, assignment)
    ctx.audit(
      { type: 'admin.user', id: userId },
      { name: userName },
      {
        name: userName,
        role: { id: role.id, key: role.key, name: role.name },
        scope: await nameScope(ctx, scope),
        endsAt: input.endsAt ?? null,
      },
    )
    return await getRequest(ctx.tx, input.id)
  })
}

export async function declineAccess(ctx: CommandCtx, id: string): Promise<AccessRequest> {
  await takeDecision(ctx, id, 'declined')
  return await getRequest(ctx.tx, id)
}

async function takeDecision(
  ctx: CommandCtx,
  id: string,
  status: 'granted' | 'declined',
): Promise<RequestRow> {
  const request = await findRequest(ctx.tx, id)
  if (!request) throw raise(notFound, {})
  const by = ctx.actor.userId
  if (request.userId === by) throw raise(ownRequest, {})
  if (!(await decideRequest(ctx.tx, id, { status, by, at: ctx.now }))) throw raise(requestDecided, {})
  ctx.audit({ type: 'admin.access-request', id }, { status: 'open' }, { status })
  return request
}

async function getRequest(tx: CommandCtx['tx'], id: string): Promise<AccessRequest> {
  const row = await findRequest(tx, id)
  if (!row) throw raise(notFound, {})
  return requestOf(row)
}

function requestOf(row: RequestRow): AccessRequest {
  const { id, userId, userName, permission, scopeKind, scopeId, reason, status, version } = row
  return {
    id,
    user: { id: userId, name: userName },
    permission,
    scope: { kind: scopeKind, id: scopeId },
    reason,
    status,
    decidedBy: row.decidedBy,
    decidedByName: row.decidedByName,
    decidedAt: row.decidedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    version,
  }
}
