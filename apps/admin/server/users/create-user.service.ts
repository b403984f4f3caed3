import { type InputOf, raise } from '@lumbung/contract'
import { announceAccessChange, type CommandCtx, insertMember, type PrepareCtx } from '@lumbung/kernel'
import { alreadyMember, type createUser, emailElsewhere, type User } from '../../contract/index.ts'
import { assignRole } from '../access/assign.service.ts'
import { changeAccess } from '../access/change-access.ts'
import { findUser } from './user.view.ts'

type Input = InputOf<typeof createUser>

/** Before the transaction: the hash of the password, if one is given. */
export async function prepareUser(ctx: PrepareCtx, input: Input): Promise<string | null> {
  const { name, email, username, password } = input
  if (password === undefined) return null
  return await ctx.hashPassword({ name, email, username: username ?? null }, password)
}

/**
 * Makes a person a member here. An account that no organisation has let in takes the name, user name and password given
 * here; one that has a home keeps its own, and only the platform's administrator brings it into a second organisation.
 */
export async function admitUser(ctx: CommandCtx, input: Input, passwordHash: string | null): Promise<User> {
  if (input.assignments.length > 0) ctx.require('admin.role.assign', { kind: 'tenant' })
  const account = await ctx.accounts.admit({ ...input, passwordHash })
  if (account.tenantIds.includes(ctx.tenant.id)) throw raise(alreadyMember, {})
  if (!account.reserved && !ctx.principal.platformAdmin) throw raise(emailElsewhere, {})
  const { id, email, username } = account
  const member = { userId: id, name: input.name, email, username }
  if (!(await insertMember(ctx.tx, member))) throw raise(alreadyMember, {})
  ctx.audit({ type: 'admin.user', id }, null, { name: input.name, email, username, status: 'active' })
  if (input.assignments.length > 0) {
    await changeAccess(ctx, async () => {
      for (const wanted of input.assignments) await assignRole(ctx, id, wanted)
    })
  } else await announceAccessChange(ctx.tx, ctx.services.principals, { tenantId: ctx.tenant.id })
  const user = await findUser(ctx, id)
  if (!user) throw new Error('a member was inserted and cannot be found')
  return user
}
