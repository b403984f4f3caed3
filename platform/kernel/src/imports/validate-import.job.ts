import { isProblem, type Problem, raise } from '@lumbung/contract'
import { importPersonStopped } from '../../contract/imports.ts'
import { bug } from '../../contract/problems.ts'
import { loadMember } from '../access/member-principal.ts'
import type { Principal } from '../access/principal.ts'
import type { JobCtx } from '../app/define-app.ts'
import { isRetryable } from '../db/transaction-pool.ts'
import { problemOfDatabaseError } from '../errors/database-errors.ts'
import { findFile } from '../files/file.store.ts'
import { SpreadsheetError } from '../spreadsheet/error.ts'
import { readSheet } from '../spreadsheet/read.ts'
import type { ReadingChoice } from '../spreadsheet/reading.ts'
import { checkRows } from './check-rows.ts'
import { findTarget, type ImportTarget } from './import-access.ts'
import { findRun, type ImportRunRow, updateRun } from './import-run.store.ts'
import { findRecords } from './known-records.ts'
import { importLimits, refusalOf } from './read-head.ts'
import { createRowReader } from './row-input.ts'
import { RowOrder } from './row-order.ts'
import { concernsAll } from './row-problems.ts'
import { isCurrent, Staging, Superseded } from './staging.ts'

interface Validation {
  run: ImportRunRow
  target: ImportTarget
  person: Principal
  file: { key: string; name: string }
}

/**
 * Reads the whole file once, row by row, and stages each row as the command's input or with its faults; puts the rows
 * in the order in which they will be applied, and lets the command judge them in that order. A later try of the job
 * begins from the start; what an earlier one staged is forgotten first.
 */
export async function validateImport(ctx: JobCtx, data: Record<string, unknown>): Promise<void> {
  const { importId, mappingVersion, personId } = data as Record<string, string> & { mappingVersion: number }
  const { db, catalogue } = ctx.services
  const tenantId = ctx.tenantId as string
  const found = await db.withTenant(tenantId, async (tx) => {
    const run = await findRun(tx, importId as string)
    const file = run && (await findFile(tx, run.fileId))
    return run && file && { run, file }
  })
  if (!found || !isCurrent(found.run, mappingVersion)) return
  const { run, file } = found
  const staging = new Staging(ctx, run, mappingVersion)
  try {
    const target = findTarget(catalogue, run.operation)
    if (!target) throw new Error(`${run.operation} of import ${run.id} can no longer be imported`)
    // Jobs of the version before name nobody: then it is whoever uploaded the file.
    const person = await loadMember(db, {
      tenantId,
      userId: personId ?? run.createdBy,
      now: ctx.services.clock(),
    })
    if (!person) throw raise(importPersonStopped, { permission: target.operation.permission })
    await stageAndCheck(ctx, staging, { run, target, person, file })
    await staging.finish({ state: staging.valid > 0 ? 'ready' : 'needs_mending' })
  } catch (error) {
    if (error instanceof Superseded) return
    const cause = causeOf(ctx, error)
    if (ctx.signal.aborted || isRetryable(error) || concernsAll(cause)) {
      await noteTrouble(ctx, staging, run, cause)
      throw error
    }
    if (isProblem(cause, bug))
      ctx.log.error({ err: error, importId: run.id }, 'the check of an import failed by a bug')
    await staging.abandon({ code: cause.code, params: cause.params })
  }
}

async function stageAndCheck(ctx: JobCtx, staging: Staging, validation: Validation): Promise<void> {
  const { run, target, person, file } = validation
  await staging.forgetEarlier()
  const copy = await ctx.services.files.localCopy(ctx.tenantId as string, file.key)
  try {
    const order = await stageAll(ctx, staging, validation, copy.path)
    const decided = order.decide(run.mapping?.order)
    const by = decided.by === 'date' ? 'place' : 'number'
    if (by === 'place') await staging.giveTurns(order.byDate())
    await staging.inTurn((tx) => updateRun(tx, run.id, { rowOrder: decided }))
    await checkRows(ctx, run, staging, { target, person, by })
  } finally {
    await copy.release()
  }
}

async function stageAll(
  ctx: JobCtx,
  staging: Staging,
  { run, target, person, file }: Validation,
  path: string,
): Promise<RowOrder> {
  const { db, catalogue, config } = ctx.services
  const { operation } = target
  const { format, columns, headerRow, mapping } = run
  const reader = createRowReader({
    operation,
    mapping: mapping ?? { columns: {} },
    format,
    width: columns.length,
    zone: person.tenant.zone,
    records: await db.queryTenant(person.tenant.id, (tx) => findRecords(tx, catalogue, operation, person)),
  })
  const order = new RowOrder()
  const options = {
    choice: choiceOf(run),
    reading: { key: person.tenant.id, purpose: 'whole' as const },
    signal: ctx.signal,
  }
  for await (const { number, cells } of readSheet({ path, name: file.name }, importLimits(config), options)) {
    if (number <= headerRow) continue
    const reading = reader.read(cells, number)
    if (reading.kind === 'input') order.add(number, reading.at)
    await staging.add(number, cells, reading)
    ctx.signal.throwIfAborted()
  }
  await staging.flush()
  return order
}

/** As it was read for the person who mapped it, whatever would be recognised now. */
function choiceOf({ reading, headerRow, readingChoice }: ImportRunRow): ReadingChoice {
  return {
    ...readingChoice,
    headerRow,
    ...(reading?.sheet ? { sheet: reading.sheet } : {}),
    ...(reading?.encoding ? { encoding: reading.encoding } : {}),
    ...(reading?.delimiter ? { delimiter: reading.delimiter } : {}),
  }
}

/** Every failure has a cause that can be told to the person who waits for the check. */
function causeOf(ctx: JobCtx, error: unknown): Problem {
  if (error instanceof SpreadsheetError) return refusalOf(error)
  if (isProblem(error)) return error
  return problemOfDatabaseError(error, ctx.services.catalogue.constraints) ?? raise(bug, {}, { cause: error })
}

/** At best: where there is no database there is nowhere to note it. */
async function noteTrouble(
  ctx: JobCtx,
  staging: Staging,
  { id }: ImportRunRow,
  cause: Problem,
): Promise<void> {
  if (ctx.signal.aborted) return
  try {
    await staging.inTurn((tx) => updateRun(tx, id, { problem: { code: cause.code, params: cause.params } }))
  } catch (failure) {
    ctx.log.warn({ err: failure, importId: id }, 'the reason why an import is not checked was not noted')
  }
}
