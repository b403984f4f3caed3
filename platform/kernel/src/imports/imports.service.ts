import { type InputOf, raise } from '@lumbung/contract'
import {
  type applyImport,
  type cancelImport,
  type ImportState,
  importHasInvalidRows,
  importNothingToApply,
  importNotReversible,
  importWrongState,
  type mapImport,
  type undoImport,
} from '../../contract/imports.ts'
import type { CommandCtx } from '../operation/ctx.ts'
import { passGate } from '../operation/gate.ts'
import { findReversal, requireRunLocked, requireTarget } from './import-access.ts'
import { findRun, type ImportRunRow, updateRun } from './import-run.store.ts'
import { APPLY_JOB, UNDO_JOB } from './job-names.ts'
import { assertMapping, beginValidation } from './mapping.service.ts'

/** Silence after which a pass whose job is lost may be begun again; a live one reports much more often. */
const STALE_MILLISECONDS = 120_000
/** Before the first row of a pass that goes backwards. */
export const BEYOND_LAST_ROW = 2_147_483_647

/** Sets how columns become fields and begins to check every row; whatever was checked before is forgotten. */
export async function setMapping(ctx: CommandCtx, input: InputOf<typeof mapImport>): Promise<ImportRunRow> {
  const { id, ...mapping } = input
  const run = await requireRunLocked(ctx, id)
  assertState(run, ['uploaded', 'validating', 'ready'])
  assertMapping(mapping, requireTarget(ctx, run.operation), run.columns.length)
  await beginValidation(ctx, run, mapping)
  ctx.audit(
    { type: 'platform.import', id },
    { mapping: run.mapping, mappedColumns: countColumns(run.mapping) },
    { mapping, mappedColumns: countColumns(mapping), operation: run.operation },
  )
  return await reread(ctx, id)
}

/** Begins to apply the valid rows in the caller's name, or goes on with a run that was paused or lost its worker. */
export async function startApplying(
  ctx: CommandCtx,
  input: InputOf<typeof applyImport>,
): Promise<ImportRunRow> {
  const run = await requireRunLocked(ctx, input.id)
  assertState(run, ['ready', 'paused', ...staleState(ctx, run, 'applying')])
  requireTarget(ctx, run.operation)
  if (run.rowsInvalid > 0 && !input.skipInvalid && run.state === 'ready') {
    throw raise(importHasInvalidRows, { invalid: run.rowsInvalid })
  }
  if (run.rowsValid === 0) throw raise(importNothingToApply, {})
  await updateRun(ctx.tx, run.id, {
    state: 'applying',
    appliedBy: ctx.actor.userId,
    ...(run.state === 'ready' ? { position: 0 } : {}),
    passBegins: { rows: run.rowsValid, done: run.rowsApplied + run.rowsFailed },
    problem: null,
  })
  await ctx.enqueue(APPLY_JOB, { importId: run.id })
  ctx.audit({ type: 'platform.import', id: run.id }, { state: run.state }, { state: 'applying' })
  return await reread(ctx, run.id)
}

/** Begins to reverse what the rows made, newest first, in the caller's name. */
export async function startUndoing(
  ctx: CommandCtx,
  input: InputOf<typeof undoImport>,
): Promise<ImportRunRow> {
  const run = await requireRunLocked(ctx, input.id)
  const reversal = findReversal(ctx.services.catalogue, run.operation)
  if (!reversal) throw raise(importNotReversible, { operation: run.operation })
  passGate(reversal.operation, ctx.principal)
  const again: ImportState[] = run.rowsNotReversed > 0 ? ['undone'] : []
  assertState(run, ['applied', 'paused', ...again, ...staleState(ctx, run, 'undoing')])
  await updateRun(ctx.tx, run.id, {
    state: 'undoing',
    undoneBy: ctx.actor.userId,
    undoReason: input.reason ?? null,
    rowsNotReversed: 0,
    position: BEYOND_LAST_ROW,
    passBegins: { rows: run.rowsApplied - run.rowsReversed, done: 0 },
    problem: null,
  })
  await ctx.enqueue(UNDO_JOB, { importId: run.id })
  ctx.audit({ type: 'platform.import', id: run.id }, { state: run.state }, { state: 'undoing' })
  return await reread(ctx, run.id)
}

/** Gives a run up before any of its rows has had an effect. */
export async function giveUp(ctx: CommandCtx, input: InputOf<typeof cancelImport>): Promise<ImportRunRow> {
  const run = await requireRunLocked(ctx, input.id)
  const untouched: ImportState[] = run.rowsApplied === 0 ? ['paused'] : []
  assertState(run, ['uploaded', 'validating', 'ready', 'refused', ...untouched])
  await updateRun(ctx.tx, run.id, { state: 'cancelled' })
  ctx.audit({ type: 'platform.import', id: run.id }, { state: run.state }, { state: 'cancelled' })
  return await reread(ctx, run.id)
}

function countColumns(mapping: ImportRunRow['mapping']): number | null {
  return mapping && Object.keys(mapping.columns).length
}

function assertState(run: ImportRunRow, allowed: readonly ImportState[]): void {
  if (!allowed.includes(run.state)) throw raise(importWrongState, { state: run.state })
}

function staleState(ctx: CommandCtx, run: ImportRunRow, state: ImportState): ImportState[] {
  return ctx.now.getTime() - run.updatedAt.getTime() > STALE_MILLISECONDS ? [state] : []
}

async function reread(ctx: CommandCtx, id: string): Promise<ImportRunRow> {
  const run = await findRun(ctx.tx, id)
  if (!run) throw new Error(`import ${id} is gone from its own transaction`)
  return run
}
