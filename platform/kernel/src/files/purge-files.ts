import type { JobCtx } from '../app/define-app.ts'
import { deleteFile, listExpired } from './file.store.ts'

const BATCH = 200

/** Removes the bytes, then the row, of every file whose time is over: a crash in between leaves a row to try again. */
export async function purgeExpiredFiles(ctx: JobCtx): Promise<void> {
  const { db, files, clock } = ctx.services
  let removed = 0
  while (true) {
    const expired = await db.withWorker((tx) => listExpired(tx, clock(), BATCH))
    for (const { tenantId, id, key } of expired) {
      ctx.signal.throwIfAborted()
      await files.remove(tenantId, key)
      await db.withWorker((tx) => deleteFile(tx, tenantId, id))
      removed += 1
    }
    if (expired.length < BATCH) break
  }
  ctx.log.info({ removed }, 'expired files purged')
}
