import type { JobCtx } from '../app/define-app.ts'
import { deleteRows } from './import-row.store.ts'
import { findRunToEmpty } from './import-run.store.ts'

/** A run given up can be looked at for so long; its head stays, its rows go. */
const KEPT_DAYS = 7
const BATCH = 5_000

/** Forgets the staged rows of runs that were cancelled or refused: nothing can be done with them any more. */
export async function purgeStagedRows(ctx: JobCtx): Promise<void> {
  const { db } = ctx.services
  let deleted = 0
  for (;;) {
    ctx.signal.throwIfAborted()
    const last = await db.withTenant(ctx.tenantId as string, async (tx) => {
      const id = await findRunToEmpty(tx, KEPT_DAYS)
      return id === undefined ? 0 : await deleteRows(tx, id, BATCH)
    })
    if (last === 0) break
    deleted += last
  }
  ctx.log.info({ deleted }, 'staged rows of given-up imports purged')
}
