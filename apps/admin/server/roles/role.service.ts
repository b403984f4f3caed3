import { type InputOf, type OutputOf, raise } from '@lumbung/contract'
import { type CommandCtx, type QueryCtx, roleWords, toPage } from '@lumbung/kernel'
import { notFound } from '@lumbung/kernel/contract'
import {
  type createRole,
  type listPermissions,
  type listRoles,
  type Role,
  roleInUse,
  type updateRole,
  WHOLE_TENANT,
} from '../../contract/index.ts'
import { changeAccess } from '../access/change-access.ts'
import { addedPermissions, assertMayHandOn, assertPatternsKnown } from '../access/handing-on.ts'
import {
  deleteRoleRow,
  findRole,
  insertRole,
  listRoleRows,
  lockRole,
  roleOrder,
  updateRoleRow,
} from './role.store.ts'

export async function listAllRoles(
  ctx: QueryCtx,
  input: InputOf<typeof listRoles>,
): Promise<OutputOf<typeof listRoles>> {
  const order = roleOrder(input)
  return toPage(await listRoleRows(ctx.tx, order), input.limit, order.cursorKeys, (row) =>
    calledRole(ctx, row),
  )
}

export async function getOneRole(ctx: QueryCtx | CommandCtx, id: string): Promise<Role> {
  const role = await findRole(ctx.tx, id)
  if (!role) throw raise(notFound, {})
  return calledRole(ctx, role)
}

/** By its name in the caller's language. */
function calledRole({ services, locale }: QueryCtx | CommandCtx, role: Role): Role {
  return { ...role, name: roleWords(services.catalogue, role, locale) }
}

export async function createNewRole(ctx: CommandCtx, input: InputOf<typeof createRole>): Promise<Role> {
  const { key, name } = input
  const permissions = distinct(input.permissions)
  assertPatternsKnown(permissions, ctx.services.catalogue.permissions.keys())
  assertMayHandOn(ctx.principal, permissions, WHOLE_TENANT)
  const id = ctx.newId()
  return await changeAccess(ctx, async () => {
    await insertRole(ctx.tx, { id, key, name, permissions })
    ctx.audit({ type: 'admin.role', id }, null, { key, name, permissions })
    return await getOneRole(ctx, id)
  })
}

/** What the role had already may stay, whoever edits it; only what is added must be the editor's own. */
export async function changeRole(ctx: CommandCtx, input: InputOf<typeof updateRole>): Promise<Role> {
  return await changeAccess(ctx, async () => {
    const role = await lockRole(ctx.tx, input.id)
    if (!role) throw raise(notFound, {})
    ctx.assertVersion(role.version)
    // The name that the form showed in the caller's language, sent back, is no new name.
    const { name: called } = calledRole(ctx, role)
    const name = input.name === undefined || input.name === called ? role.name : input.name
    const permissions = input.permissions ? distinct(input.permissions) : role.permissions
    const added = addedPermissions(role.permissions, permissions)
    assertPatternsKnown(added, ctx.services.catalogue.permissions.keys())
    assertMayHandOn(ctx.principal, added, WHOLE_TENANT)
    await updateRoleRow(ctx.tx, role.id, { name, permissions })
    const before = { name: role.name, permissions: role.permissions }
    ctx.audit({ type: 'admin.role', id: role.id }, before, { name, permissions })
    return await getOneRole(ctx, role.id)
  })
}

export async function removeRole(ctx: CommandCtx, id: string): Promise<{ id: string }> {
  return await changeAccess(ctx, async () => {
    const role = await lockRole(ctx.tx, id)
    if (!role) throw raise(notFound, {})
    if (role.assignments > 0) throw raise(roleInUse, { assignments: role.assignments })
    await deleteRoleRow(ctx.tx, id)
    const { key, name, permissions } = role
    ctx.audit({ type: 'admin.role', id }, { key, name, permissions }, null)
    return { id }
  })
}

/** In the order of the apps; all on one page, since they are as many as the program declares. */
export async function describePermissions(ctx: QueryCtx): Promise<OutputOf<typeof listPermissions>> {
  const data = ctx.services.catalogue.apps.flatMap((app) =>
    Object.entries(app.permissions ?? {}).map(([permission, meaning]) => ({
      permission,
      app: app.id,
      meaning,
    })),
  )
  return { data, page: { limit: data.length, nextCursor: null, total: data.length, totalIsEstimate: false } }
}

function distinct(patterns: readonly string[]): string[] {
  return [...new Set(patterns)].sort()
}
