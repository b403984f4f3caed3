import { importApplied } from '../../contract/imports.ts'
import type { JobCtx } from '../app/define-app.ts'
import type { Tx } from '../db/tx.ts'
import { findTarget } from './import-access.ts'
import { findRun, type ImportRunRow, updateRun } from './import-run.store.ts'
import { APPLY_JOB } from './job-names.ts'
import { recordStep } from './record-step.ts'
import type { Pass } from './row-pass.ts'
import { walkRows } from './walk-rows.ts'

/** Applies the valid rows of a run in the order that the check gave them, each once, in the name of the person who started it. */
export async function applyRows(ctx: JobCtx, data: Record<string, unknown>): Promise<void> {
  const run = await ctx.services.db.withTenant(ctx.tenantId as string, (tx) =>
    findRun(tx, String(data.importId)),
  )
  if (run?.state !== 'applying' || run.appliedBy === null) return
  const target = findTarget(ctx.services.catalogue, run.operation)
  if (!target) throw new Error(`${run.operation} of import ${run.id} can no longer be imported`)
  const pass: Pass = {
    state: 'applying',
    by: run.rowOrder?.by === 'date' ? 'place' : 'number',
    descending: false,
    pending: ['valid'],
    done: 'applied',
    failed: 'failed',
    bound: target.bound,
    inputOf: (row) => row.input,
    outputIdOf: (_row, output) => idOf(output),
    count: ({ rowsApplied, rowsFailed }, done, failed) => ({
      rowsApplied: rowsApplied + done,
      rowsFailed: rowsFailed + failed,
    }),
  }
  await walkRows(ctx, run, { pass, personId: run.appliedBy, job: APPLY_JOB, stoppedState: 'paused', finish })
}

async function finish(tx: Tx, run: ImportRunRow): Promise<void> {
  // Counted by the transaction that calls this, so the row is read again.
  const ended = (await findRun(tx, run.id)) as ImportRunRow
  const applied = ended.rowsApplied
  const failed = ended.rowsFailed
  const skipped = ended.rowsInvalid
  await updateRun(tx, run.id, { state: 'applied' })
  await recordStep(tx, run, {
    operation: 'platform.import.apply',
    actorId: run.appliedBy,
    changes: {
      state: ['applying', 'applied'],
      applied: [0, applied],
      failed: [0, failed],
      skipped: [0, skipped],
    },
    event: {
      type: importApplied,
      payload: { importId: run.id, operation: run.operation, applied, failed, skipped },
    },
  })
}

function idOf(output: unknown): string | null {
  const id = (output as { id?: unknown } | null)?.id
  return typeof id === 'string' ? id : null
}
