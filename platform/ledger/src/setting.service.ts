import { addDays, dayAt, type InputOf, raise } from '@lumbung/contract'
import type { CommandCtx } from '@lumbung/kernel'
import { closingTooLate, type updateLedgerSetting } from '../contract/index.ts'
import {
  ensureSetting,
  findSetting,
  type LedgerSetting,
  takeSettingLock,
  updateSetting,
} from './setting.store.ts'

/** Opening a closed period again needs more than changing the settings. */
export const REOPEN_PERMISSION = 'ledger.period.reopen'

/**
 * Closes the books through a day, at the latest yesterday in the tenant's zone, and sets the limit for back-dating.
 * Waits for the dated postings under way, so that none lands in a period after it was closed.
 * @throws Problem `ledger.closing_too_late`, 412 for a stale version, 403 for reopening without the permission
 */
export async function changeSetting(
  ctx: CommandCtx,
  input: InputOf<typeof updateLedgerSetting>,
): Promise<LedgerSetting> {
  await takeSettingLock(ctx.tx)
  await ensureSetting(ctx.tx)
  const { version, ...before } = await findSetting(ctx.tx)
  ctx.assertVersion(version)
  const { closedThrough } = input
  const latest = addDays(dayAt(ctx.now, ctx.tenant.zone), -1)
  const moved = closedThrough !== before.closedThrough
  if (moved && closedThrough !== null && closedThrough > latest) throw raise(closingTooLate, { latest })
  const reopens =
    before.closedThrough !== null && (closedThrough === null || closedThrough < before.closedThrough)
  if (reopens) ctx.require(REOPEN_PERMISSION, { kind: 'tenant' })
  const after = await updateSetting(ctx.tx, input)
  ctx.audit({ type: 'ledger.setting', id: ctx.tenant.id }, before, input)
  return after
}
