import {
  applyImport,
  cancelImport,
  createImport,
  listImportRows,
  listImports,
  mapImport,
  readImport,
  readImportReport,
  readImportTemplate,
  rereadImport,
  undoImport,
} from '../../contract/imports.ts'
import { decodeCursor, toPage } from '../db/page.ts'
import { type BoundOperation, handle, handlePrepared } from '../operation/handle.ts'
import { describeRun, describeSummary, sayFaults } from './describe-run.ts'
import { findTarget, requireRun, visibleOperations } from './import-access.ts'
import { reportFile, templateFile } from './import-files.ts'
import { listRows } from './import-row.store.ts'
import { listRuns } from './import-run.store.ts'
import { giveUp, setMapping, startApplying, startUndoing } from './imports.service.ts'
import { readAgain, setReading } from './reading.service.ts'
import { textOf } from './stored-cells.ts'
import { createRun, keepUpload } from './upload.service.ts'

export const importOperations: BoundOperation[] = [
  handlePrepared(createImport, keepUpload, createRun),
  handlePrepared(rereadImport, readAgain, async (ctx, input, head) =>
    describeRun(await setReading(ctx, input, head), ctx),
  ),
  handle(mapImport, async (ctx, input) => describeRun(await setMapping(ctx, input), ctx)),
  handle(readImport, async (ctx, { id }) => describeRun(await requireRun(ctx, id), ctx)),
  handle(applyImport, async (ctx, input) => describeRun(await startApplying(ctx, input), ctx)),
  handle(undoImport, async (ctx, input) => describeRun(await startUndoing(ctx, input), ctx)),
  handle(cancelImport, async (ctx, input) => describeRun(await giveUp(ctx, input), ctx)),

  handle(listImports, async (ctx, { operation, state, limit, cursor }) => {
    const before = cursor === undefined ? undefined : decodeCursor(cursor, ['uuid'])[0]
    const { whole, own } = visibleOperations(ctx)
    const { userId } = ctx.actor
    const runs = await listRuns(ctx.tx, { whole, own, userId, operation, state, before, limit: limit + 1 })
    return toPage(runs, limit, (run) => [run.id], describeSummary)
  }),

  handle(listImportRows, async (ctx, { id, status, limit, cursor }) => {
    const after = cursor === undefined ? 0 : Number(decodeCursor(cursor, ['integer'])[0])
    await requireRun(ctx, id)
    const rows = await listRows(ctx.tx, id, { status, after, limit: limit + 1 })
    return toPage(
      rows,
      limit,
      (row) => [String(row.number)],
      (row) => ({ ...row, cells: row.cells.map(textOf), errors: sayFaults(row.errors, ctx) }),
    )
  }),

  handle(readImportTemplate, async (ctx, input) => templateFile(ctx, input)),
  handle(readImportReport, async (ctx, { id, format }) => {
    const run = await requireRun(ctx, id)
    return reportFile(ctx, run, findTarget(ctx.services.catalogue, run.operation), format ?? run.format)
  }),
]
