import { type InputOf, type OutputOf, raise } from '@lumbung/contract'
import {
  announceAccessChange,
  type CommandCtx,
  type PrepareCtx,
  type QueryCtx,
  toPage,
} from '@lumbung/kernel'
import { notFound } from '@lumbung/kernel/contract'
import {
  accountShared,
  type addAssignment,
  type listUsers,
  notYourself,
  type resetPassword,
  type User,
} from '../../contract/index.ts'
import { listPowersOf } from '../access/access-lock.store.ts'
import { assignRole } from '../access/assign.service.ts'
import { changeAccess } from '../access/change-access.ts'
import { assertMayHandOn } from '../access/handing-on.ts'
import { nameScope } from '../access/scope.service.ts'
import {
  deleteAssignment,
  findMember,
  listAssignmentsOf,
  listMembers,
  lockMember,
  memberOrder,
  updateMember,
} from './user.store.ts'
import { findUser, usersOf } from './user.view.ts'

export async function listPeople(
  ctx: QueryCtx,
  input: InputOf<typeof listUsers>,
): Promise<OutputOf<typeof listUsers>> {
  const { search, status, roleId, limit } = input
  const order = memberOrder(input)
  const rows = await listMembers(ctx.tx, { search, status, roleId }, order)
  const { data, page } = toPage(rows, limit, order.cursorKeys, (row) => row)
  return { data: await usersOf(ctx, data), page }
}

export async function getPerson(ctx: QueryCtx | CommandCtx, id: string): Promise<User> {
  const user = await findUser(ctx, id)
  if (!user) throw raise(notFound, {})
  return user
}

export async function renameUser(ctx: CommandCtx, input: { id: string; name: string }): Promise<User> {
  const member = await lockMember(ctx.tx, input.id)
  if (!member) throw raise(notFound, {})
  ctx.assertVersion(member.version)
  const { name, status } = member
  await updateMember(ctx.tx, input.id, { name: input.name, status })
  ctx.audit({ type: 'admin.user', id: input.id }, { name }, { name: input.name })
  await announceAccessChange(ctx.tx, ctx.services.principals, { tenantId: ctx.tenant.id })
  return await getPerson(ctx, input.id)
}

/**
 * A second request for the same status changes nothing. The person's sessions in this tenant end either way: those that
 * began beside the disabling must not come back to life with the enabling.
 */
export async function setUserStatus(
  ctx: CommandCtx,
  id: string,
  status: 'active' | 'disabled',
): Promise<User> {
  if (status === 'disabled' && id === ctx.actor.userId) throw raise(notYourself, {})
  return await changeAccess(ctx, async () => {
    const member = await lockMember(ctx.tx, id)
    if (!member) throw raise(notFound, {})
    if (member.status !== status) {
      await updateMember(ctx.tx, id, { name: member.name, status })
      ctx.audit({ type: 'admin.user', id }, { status: member.status }, { status })
      await ctx.accounts.endSessions(id)
    }
    return await getPerson(ctx, id)
  })
}

/** Before the transaction: whose password it is and its hash. */
export async function prepareReset(ctx: PrepareCtx, input: InputOf<typeof resetPassword>): Promise<string> {
  const member = await ctx.read((tx) => findMember(tx, input.id))
  if (!member) throw raise(notFound, {})
  return await ctx.hashPassword(member, input.password)
}

/**
 * Who sets a password can sign in with it: so only for a person whose every power the actor has too, and who belongs to
 * no other organisation and not to the platform.
 */
export async function resetUserPassword(
  ctx: CommandCtx,
  { id }: InputOf<typeof resetPassword>,
  passwordHash: string,
): Promise<{ id: string }> {
  const { accounts } = ctx.services
  const member = await lockMember(ctx.tx, id)
  if (!member) throw raise(notFound, {})
  const account = await accounts.findById(id)
  const tenantIds = await accounts.tenantIdsOf(id)
  const isPlatforms = account?.platformAdmin === true && !ctx.principal.platformAdmin
  if (tenantIds.length !== 1 || isPlatforms) throw raise(accountShared, {})
  for (const { permissions, scope } of await listPowersOf(ctx.tx, id)) {
    assertMayHandOn(ctx.principal, permissions, scope)
  }
  const { name } = member
  ctx.audit({ type: 'admin.user', id }, { name, password: 'old' }, { name, password: 'new' })
  await ctx.accounts.setPassword(id, passwordHash)
  return { id }
}

export async function addUserAssignment(
  ctx: CommandCtx,
  { id, ...wanted }: InputOf<typeof addAssignment>,
): Promise<User> {
  return await changeAccess(ctx, async () => {
    if (!(await lockMember(ctx.tx, id))) throw raise(notFound, {})
    await assignRole(ctx, id, wanted)
    return await getPerson(ctx, id)
  })
}

export async function removeUserAssignment(
  ctx: CommandCtx,
  { id, assignmentId }: { id: string; assignmentId: string },
): Promise<User> {
  return await changeAccess(ctx, async () => {
    const assignments = await listAssignmentsOf(ctx.tx, [id])
    const removed = assignments.find((assignment) => assignment.id === assignmentId)
    if (!removed || !(await deleteAssignment(ctx.tx, id, assignmentId))) throw raise(notFound, {})
    const { roleId, roleKey, roleName, scopeKind, scopeId } = removed
    const role = { id: roleId, key: roleKey, name: roleName }
    const scope = await nameScope(ctx, { kind: scopeKind, id: scopeId })
    ctx.audit({ type: 'admin.user', id }, { assignment: assignmentId, role, scope }, null)
    return await getPerson(ctx, id)
  })
}
