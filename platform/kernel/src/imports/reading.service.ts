import type { InputOf } from '@lumbung/contract'
import { type ImportState, rereadImport } from '../../contract/imports.ts'
import type { CommandCtx, PrepareCtx } from '../operation/ctx.ts'
import { findRunAndFile, requireRunLocked, requireTarget } from './import-access.ts'
import { type ImportRunRow, updateRun } from './import-run.store.ts'
import { assertState, reread } from './imports.service.ts'
import { type FileHead, importLimits, readHead } from './read-head.ts'
import { suggestionFor } from './upload.service.ts'

type Input = InputOf<typeof rereadImport>

/** Before any row has had an effect the file can be read in another way. */
const CHANGEABLE: readonly ImportState[] = ['uploaded', 'validating', 'ready', 'needs_mending', 'refused']

/** Reads the head of the kept file once more, before any transaction: it takes as long as the file is large. */
export async function readAgain(ctx: PrepareCtx, input: Input): Promise<FileHead> {
  const { id, ...choice } = input
  const { run, key } = await findRunAndFile(ctx, rereadImport.permission, id)
  assertState(run, CHANGEABLE)
  const limits = importLimits(ctx.services.config)
  return await ctx.withFile(key, (path) => readHead({ path, tenantId: ctx.tenant.id }, choice, limits))
}

/** What the columns were is forgotten with the mapping that was made of them. */
export async function setReading(ctx: CommandCtx, input: Input, head: FileHead): Promise<ImportRunRow> {
  const { id, ...readingChoice } = input
  const run = await requireRunLocked(ctx, id)
  assertState(run, CHANGEABLE)
  const { operation } = requireTarget(ctx, run.operation)
  const { headerRow, reading, columns } = head
  await updateRun(ctx.tx, id, {
    state: 'uploaded',
    headerRow,
    reading,
    readingChoice,
    columns,
    suggestedMapping: await suggestionFor(ctx, operation, head),
    mapping: null,
    // A check of the file as it was read before has nothing more to say.
    mappingVersion: run.mappingVersion + 1,
    rowsValid: 0,
    rowsInvalid: 0,
    errorKinds: [],
    unknownValues: [],
    leftOut: {},
    rowOrder: null,
    problem: null,
  })
  ctx.audit({ type: 'platform.import', id }, run.readingChoice, readingChoice)
  return await reread(ctx, id)
}
