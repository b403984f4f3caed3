import { raise } from '@lumbung/contract'
import { announceAccessChange, type CommandCtx } from '@lumbung/kernel'
import { lastAdministrator } from '../../contract/index.ts'
import { countAdministrators, lockAccess } from './access-lock.store.ts'

/**
 * Carries out a change of who may do what: one at a time within the tenant, never leaving it without an administrator,
 * and biting on the next request. Throws `admin.last_administrator`. A tenant that has none is not made worse.
 */
export async function changeAccess<T>(ctx: CommandCtx, change: () => Promise<T>): Promise<T> {
  await lockAccess(ctx.tx)
  const before = await countAdministrators(ctx.tx, ctx.now)
  const result = await change()
  if (before > 0 && (await countAdministrators(ctx.tx, ctx.now)) === 0) throw raise(lastAdministrator, {})
  await announceAccessChange(ctx.tx, ctx.services.principals, { tenantId: ctx.tenant.id })
  return result
}
