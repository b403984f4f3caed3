import type { Client } from '@lumbung/client'
import { getLedgerSetting, updateLedgerSetting } from '@lumbung/ledger/contract'

/** What a new organisation has, and gets back once its old books are in. */
export const USUAL_BACKDATE_DAYS = 30

/** Lets the books of the last `backdateLimitDays` days be written. Needs the right to change the ledger's setting. */
export async function allowBackdating(client: Client, backdateLimitDays: number): Promise<void> {
  const setting = await client.call(getLedgerSetting, {})
  if (setting.backdateLimitDays === backdateLimitDays) return
  const { closedThrough, version } = setting
  await client.call(updateLedgerSetting, { closedThrough, backdateLimitDays }, { ifMatch: version })
}
