import { type InputOf, raise } from '@lumbung/contract'
import { announceAccessChange, type CommandCtx, insertMember, type PrepareCtx } from '@lumbung/kernel'
import { alreadyMember, type createUser, emailElsewhere, type User } from '../../contract/index.ts'
import { assignRole } from '../access/assign.service.ts'
import { changeAccess } from '../access/change-access.ts'
import { lockAccount } from './user.store.ts'
import { findUser } from './user.view.ts'

type Input = InputOf<typeof createUser>

interface Prepared {
  account: { id: string; email: string; username: string | null }
  passwordHash: string | null
}

/**
 * Before the transaction: hashes the password and makes the account. An account that an attempt left without a member
 * is used again; one that is a member anywhere else is not, since its password may be a stranger's.
 */
export async function prepareUser(ctx: PrepareCtx, input: Input): Promise<Prepared> {
  const { accounts } = ctx.services
  const { name, email, username, locale, password } = input
  const existing = await accounts.find(email)
  if (existing) await refuseMember(ctx, existing.id)
  const owner = { name, email, username: username ?? null }
  const passwordHash = password === undefined ? null : await accounts.hashPassword(owner, password)
  const account = await accounts.ensure({ name, email, username, locale })
  return { account, passwordHash }
}

export async function admitUser(ctx: CommandCtx, input: Input, prepared: Prepared): Promise<User> {
  const { account, passwordHash } = prepared
  if (input.assignments.length > 0) ctx.require('admin.role.assign', { kind: 'tenant' })
  // Two organisations may have prepared the same account: the second to come here must find the first one's member.
  await lockAccount(ctx.tx, account.id)
  const isElsewhere = await refuseMember(ctx, account.id)
  const { id, email, username } = account
  const member = { userId: id, name: input.name, email, username }
  if (!(await insertMember(ctx.tx, member))) throw raise(alreadyMember, {})
  ctx.audit({ type: 'admin.user', id }, null, { name: input.name, email, username, status: 'active' })
  if (input.assignments.length > 0) {
    await changeAccess(ctx, async () => {
      for (const wanted of input.assignments) await assignRole(ctx, id, wanted)
    })
  } else await announceAccessChange(ctx.tx, ctx.services.principals)
  const user = await findUser(ctx.tx, id)
  if (!user) throw new Error('a member was inserted and cannot be found')
  if (passwordHash !== null && !isElsewhere) await ctx.services.accounts.storePasswordHash(id, passwordHash)
  return user
}

/**
 * Throws when the account is a member here already, or of another organisation; the platform's administrator alone
 * brings one person into two. Answers whether it is a member elsewhere.
 */
async function refuseMember(ctx: PrepareCtx, accountId: string): Promise<boolean> {
  const tenantIds = await ctx.services.accounts.tenantIdsOf(accountId)
  if (tenantIds.includes(ctx.tenant.id)) throw raise(alreadyMember, {})
  if (tenantIds.length > 0 && !ctx.principal.platformAdmin) throw raise(emailElsewhere, {})
  return tenantIds.length > 0
}
