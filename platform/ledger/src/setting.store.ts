import { type ReadTx, sql, type Tx } from '@lumbung/kernel'
import type { PostingLimits } from './posting.rules.ts'

export interface LedgerSetting extends PostingLimits {
  version: number
}

/** As the table's defaults: what holds for a tenant that has never set anything. */
const DEFAULTS: LedgerSetting = { closedThrough: null, backdateLimitDays: 30, version: 1 }

export async function findSetting(tx: ReadTx): Promise<LedgerSetting> {
  const row = await tx.maybe<LedgerSetting>(sql`
    SELECT closed_through::text AS "closedThrough", backdate_limit_days AS "backdateLimitDays", version
    FROM ledger.setting WHERE tenant_id = kernel.current_tenant()`)
  return row ?? DEFAULTS
}

/** The tenant's row with the defaults, unless it is there. */
export async function ensureSetting(tx: Tx): Promise<void> {
  await tx.run(sql`INSERT INTO ledger.setting DEFAULT VALUES ON CONFLICT ON CONSTRAINT setting_pk DO NOTHING`)
}

export async function updateSetting(tx: Tx, limits: PostingLimits): Promise<LedgerSetting> {
  return await tx.one<LedgerSetting>(sql`
    UPDATE ledger.setting
    SET closed_through = ${limits.closedThrough}::date, backdate_limit_days = ${limits.backdateLimitDays}, version = version + 1
    WHERE tenant_id = kernel.current_tenant()
    RETURNING closed_through::text AS "closedThrough", backdate_limit_days AS "backdateLimitDays", version`)
}

/**
 * Held by whoever posts with a date of its own, until the end of the transaction: the limits it was checked against
 * cannot change before it has committed. In memory only, so that postings do not write to one shared row. It must be
 * its own statement before the check, whose snapshot then shows the last change.
 */
export async function shareSettingLock(tx: Tx): Promise<void> {
  await tx.rows(
    sql`SELECT pg_advisory_xact_lock_shared(${SETTING_LOCK}::int, hashtext(kernel.current_tenant()::text))`,
  )
}

/** Waits for the dated postings under way and keeps new ones waiting. */
export async function takeSettingLock(tx: Tx): Promise<void> {
  await tx.rows(
    sql`SELECT pg_advisory_xact_lock(${SETTING_LOCK}::int, hashtext(kernel.current_tenant()::text))`,
  )
}

/** The first half of the advisory lock's key; the second is the tenant. */
const SETTING_LOCK = 730_520
