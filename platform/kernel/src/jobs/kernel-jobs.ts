import type { JobCtx, JobDefinition } from '../app/define-app.ts'
import type { Tx } from '../db/tx.ts'
import { purgeExpiredFiles } from '../files/purge-files.ts'
import { sweepFiles } from '../files/sweep-files.ts'
import { sendMailJob } from '../mail/mail.jobs.ts'
import { deleteOldReceipts } from '../outbox/outbox.store.ts'
import { deleteOldIdempotencyKeys } from './jobs.store.ts'

/** Rows deleted in one transaction, so that no purge holds locks for long. */
const BATCH = 5_000

/** The kernel's own jobs, for its manifest. The hours are those of night in Indonesia (UTC+7 to +9). */
export const kernelJobs: JobDefinition[] = [
  {
    name: 'platform.purge-idempotency-keys',
    schedule: '10 17 * * *',
    plane: 'control',
    run: (ctx) => purge(ctx, 'idempotency keys', deleteOldIdempotencyKeys),
  },
  {
    name: 'platform.purge-inbox-receipts',
    schedule: '20 17 * * *',
    plane: 'control',
    run: (ctx) => purge(ctx, 'inbox receipts', deleteOldReceipts),
  },
  {
    name: 'platform.purge-temporary-files',
    schedule: '30 17 * * *',
    plane: 'control',
    run: sweepFiles,
  },
  { name: 'platform.purge-expired-files', schedule: '40 * * * *', plane: 'control', run: purgeExpiredFiles },
  sendMailJob,
]

async function purge(
  ctx: JobCtx,
  what: string,
  deleteSome: (tx: Tx, limit: number) => Promise<number>,
): Promise<void> {
  let deleted = 0
  for (let last = BATCH; last === BATCH; deleted += last) {
    ctx.signal.throwIfAborted()
    last = await ctx.services.db.withWorker((tx) => deleteSome(tx, BATCH))
  }
  ctx.log.info({ deleted }, `${what} purged`)
}
