import type { Client } from '@lumbung/client'
import type { ImportFile } from '@lumbung/fuel/seed'
import { getLedgerSetting, updateLedgerSetting } from '@lumbung/ledger/contract'
import { findApplied, importOnce } from './import-once.ts'

/** What a new organisation has. */
const USUAL_BACKDATE_DAYS = 30

/**
 * Imports old books, in this order: back-dating is allowed as far as they need it, and as before once they are in.
 * Files that are in already are left alone, and where all are, nothing is touched. Answers how many rows all files
 * brought.
 */
export async function bringIn(
  client: Client,
  files: readonly ImportFile[],
  daysBack: number,
): Promise<number> {
  const applied = await Promise.all(files.map((file) => findApplied(client, file)))
  if (applied.every((run) => run !== undefined)) {
    return applied.reduce((sum, { counts }) => sum + counts.applied, 0)
  }
  const { backdateLimitDays } = await client.call(getLedgerSetting, {})
  await allowBackdating(client, daysBack)
  let rows = 0
  for (const file of files) rows += (await importOnce(client, file)).counts.applied
  // As far as this very import needed is what an interrupted one left behind.
  await allowBackdating(client, backdateLimitDays === daysBack ? USUAL_BACKDATE_DAYS : backdateLimitDays)
  return rows
}

async function allowBackdating(client: Client, backdateLimitDays: number): Promise<void> {
  const setting = await client.call(getLedgerSetting, {})
  if (setting.backdateLimitDays === backdateLimitDays) return
  const { closedThrough, version } = setting
  await client.call(updateLedgerSetting, { closedThrough, backdateLimitDays }, { ifMatch: version })
}
