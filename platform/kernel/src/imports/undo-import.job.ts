import type { JobCtx } from '../app/define-app.ts'
import type { Tx } from '../db/tx.ts'
import { findReversal } from './import-access.ts'
import { findRun, type ImportRunRow, updateRun } from './import-run.store.ts'
import { UNDO_JOB } from './job-names.ts'
import { recordStep } from './record-step.ts'
import type { Pass } from './row-pass.ts'
import { walkRows } from './walk-rows.ts'

/** Reverses what a run's rows made, the last first, each once, in the name of the person who asked for it. */
export async function undoRows(ctx: JobCtx, data: Record<string, unknown>): Promise<void> {
  const { db, catalogue, texts } = ctx.services
  const run = await db.withTenant(ctx.tenantId as string, (tx) => findRun(tx, String(data.importId)))
  if (run?.state !== 'undoing' || run.undoneBy === null) return
  const reversal = findReversal(catalogue, run.operation)
  if (!reversal) throw new Error(`${run.operation} of import ${run.id} can no longer be reversed`)
  const asksReason = 'reason' in reversal.operation.input.shape
  const reason = run.undoReason ?? texts.say(run.locale, 'import.undo_reason')
  const pass: Pass = {
    state: 'undoing',
    by: run.rowOrder?.by === 'date' ? 'place' : 'number',
    descending: true,
    pending: ['applied', 'not_reversed'],
    done: 'reversed',
    failed: 'not_reversed',
    bound: reversal.bound,
    inputOf: ({ outputId }) => ({ id: outputId, ...(asksReason ? { reason } : {}) }),
    outputIdOf: ({ outputId }) => outputId,
    count: ({ rowsReversed, rowsNotReversed }, done, failed) => ({
      rowsReversed: rowsReversed + done,
      rowsNotReversed: rowsNotReversed + failed,
    }),
  }
  await walkRows(ctx, run, { pass, personId: run.undoneBy, job: UNDO_JOB, stoppedState: 'applied', finish })
}

async function finish(tx: Tx, run: ImportRunRow): Promise<void> {
  // Counted by the transaction that calls this, so the row is read again.
  const ended = (await findRun(tx, run.id)) as ImportRunRow
  await updateRun(tx, run.id, { state: 'undone' })
  await recordStep(tx, run, {
    operation: 'platform.import.undo',
    actorId: run.undoneBy,
    changes: {
      state: ['undoing', 'undone'],
      reversed: [0, ended.rowsReversed],
      notReversed: [0, ended.rowsNotReversed],
    },
  })
}
