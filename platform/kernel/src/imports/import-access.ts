import { type CommandOperation, type Operation, PUBLIC, raise, SIGNED_IN } from '@lumbung/contract'
import { importNotImportable } from '../../contract/imports.ts'
import { notFound } from '../../contract/problems.ts'
import { decide, reachOf, type Wanted } from '../access/decide.ts'
import type { Principal } from '../access/principal.ts'
import type { Catalogue } from '../app/catalogue.ts'
import { findFile } from '../files/file.store.ts'
import type { CommandCtx, PrepareCtx, QueryCtx } from '../operation/ctx.ts'
import { passGate } from '../operation/gate.ts'
import type { BoundOperation } from '../operation/handle.ts'
import { findRun, type ImportRunRow, lockRun } from './import-run.store.ts'

export interface ImportTarget {
  bound: BoundOperation
  operation: CommandOperation
}

/** The command that rows become inputs of; the caller must hold its permission before they learn anything of it. */
export function requireTarget(ctx: Caller, operationId: string): ImportTarget {
  const target = findTarget(ctx.services.catalogue, operationId)
  if (!target) throw raise(importNotImportable, { operation: operationId })
  passGate(target.operation, ctx.principal)
  return target
}

type Caller = Pick<QueryCtx, 'principal'> & { services: { catalogue: Catalogue } }

export function findTarget(catalogue: Catalogue, operationId: string): ImportTarget | undefined {
  const bound = catalogue.operations.get(operationId)
  // What must be prepared outside of a transaction cannot share one with other rows.
  if (bound?.plane !== 'tenant' || bound.prepare || bound.operation.kind !== 'command') return undefined
  return bound.operation.carriers?.import ? { bound, operation: bound.operation } : undefined
}

/** The command that undoes a run's rows, where its operation has one. */
export function findReversal(catalogue: Catalogue, operationId: string): ImportTarget | undefined {
  const reversedBy = findTarget(catalogue, operationId)?.operation.reversedBy
  const bound = reversedBy === undefined ? undefined : catalogue.operations.get(reversedBy)
  return bound?.operation.kind === 'command' ? { bound, operation: bound.operation } : undefined
}

/**
 * Whose runs a person sees. A run holds what its rows say, so nobody sees one whose command they may not call; all
 * runs of a command only who holds both that command and this permission for the whole tenant, else their own.
 */
export function visibleOperations(ctx: QueryCtx): { whole: string[]; own: string[] } {
  return operationsSeen(ctx, ctx.reach('own').all)
}

function operationsSeen(ctx: Caller, reachesAll: boolean): { whole: string[]; own: string[] } {
  const whole: string[] = []
  const own: string[] = []
  for (const { operation } of ctx.services.catalogue.operations.values()) {
    if (!operation.carriers?.import || !holds(ctx.principal, operation, { kind: 'any' })) continue
    if (reachesAll && holds(ctx.principal, operation, { kind: 'tenant' })) whole.push(operation.id)
    else own.push(operation.id)
  }
  return { whole, own }
}

export async function requireRun(ctx: QueryCtx, id: string): Promise<ImportRunRow> {
  return requireVisible(ctx, await findRun(ctx.tx, id))
}

/** The run, locked for the rest of the command. */
export async function requireRunLocked(ctx: CommandCtx, id: string): Promise<ImportRunRow> {
  return requireVisible(ctx, await lockRun(ctx.tx, id))
}

/** The run and its file, before the transaction of a command that reads the file. */
export async function findRunAndFile(
  ctx: PrepareCtx,
  permission: string,
  id: string,
): Promise<{ run: ImportRunRow; key: string }> {
  const found = await ctx.read(async (tx) => {
    const run = await findRun(tx, id)
    return { run, file: run && (await findFile(tx, run.fileId)) }
  })
  const seen = operationsSeen(ctx, reachOf(ctx.principal, permission, 'own').all)
  const run = requireSeen(ctx, seen, found.run)
  if (!found.file) throw new Error(`import ${id} has no file`)
  return { run, key: found.file.key }
}

function requireVisible(ctx: QueryCtx, run: ImportRunRow | undefined): ImportRunRow {
  return requireSeen(ctx, visibleOperations(ctx), run)
}

function requireSeen(
  ctx: Pick<QueryCtx, 'actor'>,
  { whole, own }: { whole: string[]; own: string[] },
  run: ImportRunRow | undefined,
): ImportRunRow {
  const isMine = run?.createdBy === ctx.actor.userId
  if (!run || !(whole.includes(run.operation) || (isMine && own.includes(run.operation)))) {
    throw raise(notFound, {})
  }
  return run
}

function holds(principal: Principal, { permission }: Operation, wanted: Wanted): boolean {
  if (permission === PUBLIC || permission === SIGNED_IN) return true
  return decide(principal, permission, wanted).allowed
}
