import { type InputOf, raise } from '@lumbung/contract'
import {
  type applyImport,
  type cancelImport,
  type ImportState,
  importAlreadyApplied,
  importHasInvalidRows,
  importNothingToApply,
  importNotReversible,
  importWrongState,
  type mapImport,
  type undoImport,
} from '../../contract/imports.ts'
import type { CommandCtx } from '../operation/ctx.ts'
import { passGate } from '../operation/gate.ts'
import { leaveOutRows, listAppliedElsewhere, lockFile } from './applied-elsewhere.store.ts'
import { findReversal, requireRunLocked, requireTarget } from './import-access.ts'
import { findRun, findSameFile, type ImportRunRow, updateRun } from './import-run.store.ts'
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
  assertState(run, ['uploaded', 'validating', 'ready', 'needs_mending'])
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
  const alreadyApplied = run.state === 'ready' ? await leaveOutApplied(ctx, run, input.again) : 0
  const rowsValid = run.rowsValid - alreadyApplied
  if (rowsValid === 0) throw raise(importNothingToApply, {})
  await updateRun(ctx.tx, run.id, {
    state: 'applying',
    appliedBy: ctx.actor.userId,
    ...(run.state === 'ready' ? { position: 0 } : {}),
    rowsValid,
    leftOut: { ...run.leftOut, alreadyApplied: (run.leftOut.alreadyApplied ?? 0) + alreadyApplied },
    passBegins: { rows: rowsValid, done: run.rowsApplied + run.rowsFailed },
    problem: null,
  })
  await ctx.enqueue(APPLY_JOB, { importId: run.id })
  ctx.audit({ type: 'platform.import', id: run.id }, { state: run.state }, { state: 'applying' })
  return await reread(ctx, run.id)
}

/**
 * Asks before rows of the same file have their effect a second time. Their number in the file says which they are, since
 * the bytes are the same. Answers how many rows were left out.
 */
async function leaveOutApplied(
  ctx: CommandCtx,
  run: ImportRunRow,
  again: InputOf<typeof applyImport>['again'],
): Promise<number> {
  if (again === 'all') return 0
  // Two people with the same file come one after the other.
  await lockFile(ctx.tx, run)
  const earlier = await findSameFile(ctx.tx, run)
  // What is left of a run under way is not known yet.
  const isUnderWay = earlier?.state === 'applying'
  if (!earlier || (again === 'rest' && !isUnderWay)) return await leaveOutRows(ctx.tx, run)
  const rows = await listAppliedElsewhere(ctx.tx, run, MOST_NAMED)
  if (rows.total === 0 && !isUnderWay) return 0
  throw raise(importAlreadyApplied, {
    importId: earlier.id,
    at: earlier.at.toISOString(),
    appliedRows: rows.total,
    rows: rangesOf(rows.first) + (rows.total > rows.first.length ? ', …' : ''),
  })
}

const MOST_NAMED = 500
const MOST_RANGES = 12

/** `2–39, 41`. */
function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = []
  for (const number of numbers) {
    const last = ranges.at(-1)
    if (last && number === last[1] + 1) last[1] = number
    else ranges.push([number, number])
  }
  const said = ranges.slice(0, MOST_RANGES).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`))
  return said.join(', ') + (ranges.length > MOST_RANGES ? ', …' : '')
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
  assertState(run, ['uploaded', 'validating', 'ready', 'needs_mending', 'refused', ...untouched])
  await updateRun(ctx.tx, run.id, { state: 'cancelled' })
  ctx.audit({ type: 'platform.import', id: run.id }, { state: run.state }, { state: 'cancelled' })
  return await reread(ctx, run.id)
}

function countColumns(mapping: ImportRunRow['mapping']): number | null {
  return mapping && Object.keys(mapping.columns).length
}

export function assertState(run: ImportRunRow, allowed: readonly ImportState[]): void {
  if (!allowed.includes(run.state)) throw raise(importWrongState, { state: run.state })
}

function staleState(ctx: CommandCtx, run: ImportRunRow, state: ImportState): ImportState[] {
  return ctx.now.getTime() - run.updatedAt.getTime() > STALE_MILLISECONDS ? [state] : []
}

export async function reread(ctx: CommandCtx, id: string): Promise<ImportRunRow> {
  const run = await findRun(ctx.tx, id)
  if (!run) throw new Error(`import ${id} is gone from its own transaction`)
  return run
}
