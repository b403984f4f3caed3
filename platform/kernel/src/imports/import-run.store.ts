import type { FieldFault, Locale } from '@lumbung/contract'
import type {
  ImportColumn,
  ImportMapping,
  ImportReading,
  ImportReadingChoice,
  ImportRun,
  ImportState,
} from '../../contract/imports.ts'
import { allOf, join, type Sql, sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'

/** One kind of row error: how many rows have it, and the first of them with its params. */
export interface ErrorKind extends FieldFault {
  field: string
  rows: number
  firstRow: number
}

/** A text of the file that is no value of its field. */
export type UnknownValue = ImportRun['unknownValues'][number]

export interface ImportRunRow {
  id: string
  operation: string
  state: ImportState
  fileId: string
  fileName: string
  fileBytes: string
  /** Hexadecimal. */
  sha256: string
  format: 'csv' | 'xlsx'
  locale: Locale
  headerRow: number
  /** Null: uploaded by a version that did not keep it. */
  reading: ImportReading | null
  readingChoice: ImportReadingChoice
  columns: ImportColumn[]
  mapping: ImportMapping | null
  /** Null: uploaded by a version that did not keep it. */
  suggestedMapping: ImportMapping | null
  mappingVersion: number
  createdBy: string
  createdByName: string
  appliedBy: string | null
  undoneBy: string | null
  undoReason: string | null
  rowsValid: number
  rowsInvalid: number
  rowsApplied: number
  rowsFailed: number
  rowsReversed: number
  rowsNotReversed: number
  position: number
  passStartedAt: Date | null
  passRows: number | null
  passDone: number
  passDoneBefore: number
  errorKinds: ErrorKind[]
  unknownValues: UnknownValue[]
  leftOut: Partial<ImportRun['leftOut']>
  rowOrder: ImportRun['order']
  problem: FieldFault | null
  createdAt: Date
  updatedAt: Date
}

const RUN = sql`
  run.id, run.operation, run.state, run.file_id AS "fileId", file.name AS "fileName", file.bytes AS "fileBytes",
  encode(run.sha256, 'hex') AS sha256, run.format, run.locale, run.header_row AS "headerRow", run.reading,
  run.reading_choice AS "readingChoice", run.columns, run.mapping, run.suggested_mapping AS "suggestedMapping",
  run.mapping_version AS "mappingVersion", run.created_by AS "createdBy", member.name AS "createdByName",
  run.applied_by AS "appliedBy", run.undone_by AS "undoneBy", run.undo_reason AS "undoReason",
  run.rows_valid AS "rowsValid", run.rows_invalid AS "rowsInvalid", run.rows_applied AS "rowsApplied",
  run.rows_failed AS "rowsFailed", run.rows_reversed AS "rowsReversed", run.rows_not_reversed AS "rowsNotReversed",
  run.position, run.pass_started_at AS "passStartedAt", run.pass_rows AS "passRows", run.pass_done AS "passDone",
  run.pass_done_before AS "passDoneBefore", run.error_kinds AS "errorKinds",
  run.unknown_values AS "unknownValues", run.left_out AS "leftOut", run.row_order AS "rowOrder", run.problem,
  run.created_at AS "createdAt", run.updated_at AS "updatedAt"
  FROM kernel.import_run AS run
  JOIN kernel.file ON file.tenant_id = run.tenant_id AND file.id = run.file_id
  JOIN kernel.member ON member.tenant_id = run.tenant_id AND member.user_id = run.created_by`

export async function insertRun(
  tx: Tx,
  run: Pick<
    ImportRunRow,
    | 'id'
    | 'operation'
    | 'fileId'
    | 'sha256'
    | 'format'
    | 'locale'
    | 'headerRow'
    | 'reading'
    | 'readingChoice'
    | 'columns'
    | 'suggestedMapping'
    | 'createdBy'
  >,
): Promise<void> {
  await tx.run(sql`
    INSERT INTO kernel.import_run (id, operation, file_id, sha256, format, locale, header_row, reading,
                                   reading_choice, columns, suggested_mapping, created_by)
    VALUES (${run.id}, ${run.operation}, ${run.fileId}, ${Buffer.from(run.sha256, 'hex')}, ${run.format},
            ${run.locale}, ${run.headerRow}, ${JSON.stringify(run.reading)}::jsonb,
            ${JSON.stringify(run.readingChoice)}::jsonb, ${JSON.stringify(run.columns)}::jsonb,
            ${JSON.stringify(run.suggestedMapping)}::jsonb, ${run.createdBy})`)
}

export async function findRun(tx: ReadTx, id: string): Promise<ImportRunRow | undefined> {
  return await tx.maybe<ImportRunRow>(
    sql`SELECT ${RUN} WHERE run.tenant_id = kernel.current_tenant() AND run.id = ${id}`,
  )
}

/** The run, locked until the transaction ends: two decisions about it come one after the other. */
export async function lockRun(tx: Tx, id: string): Promise<ImportRunRow | undefined> {
  return await tx.maybe<ImportRunRow>(
    sql`SELECT ${RUN} WHERE run.tenant_id = kernel.current_tenant() AND run.id = ${id} FOR NO KEY UPDATE OF run`,
  )
}

/** The newest first, before the run `before`; of the operations in `whole` all, of those in `own` the person's own. */
export async function listRuns(
  tx: ReadTx,
  filter: {
    whole: string[]
    own: string[]
    userId: string
    operation: string | undefined
    state: ImportState | undefined
    before: string | undefined
    limit: number
  },
): Promise<ImportRunRow[]> {
  const conditions = allOf([
    sql`run.tenant_id = kernel.current_tenant()`,
    sql`(run.operation = ANY(${filter.whole}) OR (run.operation = ANY(${filter.own}) AND run.created_by = ${filter.userId}))`,
    filter.operation !== undefined && sql`run.operation = ${filter.operation}`,
    filter.state !== undefined && sql`run.state = ${filter.state}`,
    filter.before !== undefined && sql`run.id < ${filter.before}`,
  ])
  return await tx.rows<ImportRunRow>(
    sql`SELECT ${RUN} WHERE ${conditions} ORDER BY run.id DESC LIMIT ${filter.limit}`,
  )
}

/**
 * Another run of the same bytes into the same command: one before it that has had or may have an effect, or a later one
 * that went ahead of it. Of several the one that was applied, else the latest.
 */
export async function findSameFile(
  tx: ReadTx,
  run: Pick<ImportRunRow, 'id' | 'sha256' | 'operation'>,
): Promise<{ id: string; state: ImportState; at: Date; appliedRows: number } | undefined> {
  return await tx.maybe(sql`
    SELECT id, state, created_at AS at, rows_applied - rows_reversed AS "appliedRows" FROM kernel.import_run
    WHERE tenant_id = kernel.current_tenant() AND sha256 = ${Buffer.from(run.sha256, 'hex')}
      AND operation = ${run.operation} AND id <> ${run.id}
      AND state NOT IN ('refused', 'cancelled', 'undone')
      AND (id < ${run.id} OR state IN ('applying', 'paused', 'applied', 'undoing'))
    ORDER BY rows_applied > rows_reversed DESC, id DESC LIMIT 1`)
}

/** A run that was given up so long ago and still has staged rows, if there is one. */
export async function findRunToEmpty(tx: ReadTx, days: number): Promise<string | undefined> {
  const run = await tx.maybe<{ id: string }>(sql`
    SELECT id FROM kernel.import_run AS run
    WHERE tenant_id = kernel.current_tenant() AND state IN ('cancelled', 'refused')
      AND updated_at < now() - make_interval(days => ${days})
      AND EXISTS (SELECT FROM kernel.import_row AS staged
                  WHERE staged.tenant_id = run.tenant_id AND staged.run_id = run.id)
    LIMIT 1`)
  return run?.id
}

export interface RunChange {
  state?: ImportState
  headerRow?: number
  reading?: ImportReading
  readingChoice?: ImportReadingChoice
  columns?: readonly ImportColumn[]
  suggestedMapping?: ImportMapping
  mapping?: ImportMapping | null
  mappingVersion?: number
  appliedBy?: string
  undoneBy?: string
  undoReason?: string | null
  rowsValid?: number
  rowsInvalid?: number
  rowsApplied?: number
  rowsFailed?: number
  rowsReversed?: number
  rowsNotReversed?: number
  position?: number
  /** Begins or takes up a pass now; the rate is counted from here. */
  passBegins?: { rows: number | null; done: number }
  passDone?: number
  passRows?: number
  errorKinds?: readonly ErrorKind[]
  unknownValues?: readonly UnknownValue[]
  leftOut?: ImportRunRow['leftOut']
  rowOrder?: ImportRunRow['rowOrder']
  problem?: FieldFault | null
}

/** Changes what is given of a run that the transaction has locked. */
export async function updateRun(tx: Tx, id: string, change: RunChange): Promise<void> {
  const { passBegins } = change
  /** An object kept as it is; null empties the column. */
  const json = (column: Sql, value: unknown) =>
    value !== undefined && sql`${column} = ${value === null ? null : JSON.stringify(value)}::jsonb`
  const parts = [
    sql`updated_at = now()`,
    change.state !== undefined && sql`state = ${change.state}`,
    change.headerRow !== undefined && sql`header_row = ${change.headerRow}`,
    json(sql`reading`, change.reading),
    json(sql`reading_choice`, change.readingChoice),
    json(sql`columns`, change.columns),
    json(sql`suggested_mapping`, change.suggestedMapping),
    json(sql`mapping`, change.mapping),
    change.mappingVersion !== undefined && sql`mapping_version = ${change.mappingVersion}`,
    change.appliedBy !== undefined && sql`applied_by = ${change.appliedBy}`,
    change.undoneBy !== undefined && sql`undone_by = ${change.undoneBy}`,
    change.undoReason !== undefined && sql`undo_reason = ${change.undoReason}`,
    change.rowsValid !== undefined && sql`rows_valid = ${change.rowsValid}`,
    change.rowsInvalid !== undefined && sql`rows_invalid = ${change.rowsInvalid}`,
    change.rowsApplied !== undefined && sql`rows_applied = ${change.rowsApplied}`,
    change.rowsFailed !== undefined && sql`rows_failed = ${change.rowsFailed}`,
    change.rowsReversed !== undefined && sql`rows_reversed = ${change.rowsReversed}`,
    change.rowsNotReversed !== undefined && sql`rows_not_reversed = ${change.rowsNotReversed}`,
    change.position !== undefined && sql`position = ${change.position}`,
    passBegins &&
      sql`pass_started_at = now(), pass_rows = ${passBegins.rows}, pass_done = ${passBegins.done},
          pass_done_before = ${passBegins.done}`,
    change.passDone !== undefined && sql`pass_done = ${change.passDone}`,
    change.passRows !== undefined && sql`pass_rows = ${change.passRows}`,
    json(sql`error_kinds`, change.errorKinds),
    json(sql`unknown_values`, change.unknownValues),
    json(sql`left_out`, change.leftOut),
    json(sql`row_order`, change.rowOrder),
    json(sql`problem`, change.problem),
  ].filter((part) => part !== false && part !== undefined)
  await tx.run(sql`
    UPDATE kernel.import_run SET ${join(parts)}
    WHERE tenant_id = kernel.current_tenant() AND id = ${id}`)
}
