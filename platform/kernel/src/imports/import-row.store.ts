import type { ImportRowStatus } from '../../contract/imports.ts'
import { allOf, sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'
import type { RowFaults } from './row-input.ts'
import type { StoredCell } from './stored-cells.ts'

export interface StagedRow {
  number: number
  status: 'valid' | 'invalid' | 'left_out'
  cells: readonly StoredCell[]
  /** Null when the cells have faults. */
  input: Record<string, unknown> | null
  errors: RowFaults | null
}

/** Stages rows in one statement; the database reads one JSON text faster than an array of each column. */
export async function insertRows(tx: Tx, runId: string, rows: readonly StagedRow[]): Promise<void> {
  await tx.run(sql`
    INSERT INTO kernel.import_row (run_id, number, status, cells, input, errors)
    SELECT ${runId}::uuid, number, status, cells, input, errors
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS staged (number integer, status text, cells jsonb, input jsonb, errors jsonb)`)
}

/** Forgets at most `limit` staged rows of a run and tells how many there were. */
export async function deleteRows(tx: Tx, runId: string, limit: number): Promise<number> {
  return await tx.run(sql`
    DELETE FROM kernel.import_row
    WHERE tenant_id = kernel.current_tenant() AND run_id = ${runId} AND number IN (
      SELECT number FROM kernel.import_row
      WHERE tenant_id = kernel.current_tenant() AND run_id = ${runId} ORDER BY number LIMIT ${limit})`)
}

export interface PendingRow {
  number: number
  /** Its turn in the order of the pass. */
  turn: number
  input: Record<string, unknown>
  outputId: string | null
}

/** Where a walk over staged rows goes on: by their numbers in the file, or by their places. */
export interface NextRows {
  beyond: number
  by: 'number' | 'place'
  descending: boolean
  statuses: readonly ImportRowStatus[]
  limit: number
}

/** The next rows of a pass, in these states. */
export async function listPending(tx: ReadTx, runId: string, next: NextRows): Promise<PendingRow[]> {
  const { beyond, limit } = next
  const turn = next.by === 'number' ? sql`number` : sql`place`
  const isNext = next.descending ? sql`${turn} < ${beyond}` : sql`${turn} > ${beyond}`
  const direction = next.descending ? sql`DESC` : sql`ASC`
  return await tx.rows<PendingRow>(sql`
    SELECT number, ${turn} AS turn, input, output_id AS "outputId" FROM kernel.import_row
    WHERE tenant_id = kernel.current_tenant() AND run_id = ${runId} AND ${isNext}
      AND status = ANY(${[...next.statuses]}) ORDER BY ${turn} ${direction} LIMIT ${limit}`)
}

/** Gives rows their turns, counted from 1. */
export async function setPlaces(
  tx: Tx,
  runId: string,
  rows: readonly { number: number; place: number }[],
): Promise<void> {
  await tx.run(sql`
    UPDATE kernel.import_row AS staged SET place = given.place
    FROM unnest(${rows.map((row) => row.number)}::integer[], ${rows.map((row) => row.place)}::integer[])
      AS given (number, place)
    WHERE staged.tenant_id = kernel.current_tenant() AND staged.run_id = ${runId} AND staged.number = given.number`)
}

/** Notes what became of rows, in the transaction of their effects. */
export async function markDone(
  tx: Tx,
  runId: string,
  status: ImportRowStatus,
  rows: readonly { number: number; outputId: string | null }[],
): Promise<void> {
  const changed = await tx.run(sql`
    UPDATE kernel.import_row AS staged SET status = ${status}, output_id = done.output_id, errors = NULL
    FROM unnest(${rows.map((row) => row.number)}::integer[], ${rows.map((row) => row.outputId)}::text[])
      AS done (number, output_id)
    WHERE staged.tenant_id = kernel.current_tenant() AND staged.run_id = ${runId} AND staged.number = done.number`)
  if (changed !== rows.length)
    throw new Error(`${changed} of ${rows.length} rows of import ${runId} were there`)
}

export async function markFaulty(
  tx: Tx,
  runId: string,
  status: ImportRowStatus,
  rows: readonly { number: number; errors: RowFaults }[],
): Promise<void> {
  await tx.run(sql`
    UPDATE kernel.import_row AS staged
    SET status = ${status}, errors = faulty.errors, input = CASE ${status} WHEN 'invalid' THEN NULL ELSE staged.input END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS faulty (number integer, errors jsonb)
    WHERE staged.tenant_id = kernel.current_tenant() AND staged.run_id = ${runId} AND staged.number = faulty.number`)
}

export interface ListedRow {
  number: number
  status: ImportRowStatus
  cells: StoredCell[]
  errors: RowFaults | null
  outputId: string | null
}

const LISTED = sql`number, status, cells, errors, output_id AS "outputId" FROM kernel.import_row`

const WITH_ERRORS: ReadonlySet<ImportRowStatus> = new Set(['invalid', 'left_out', 'failed', 'not_reversed'])

/** Rows after `after` in the order of the file; all states where none is given. */
export async function listRows(
  tx: ReadTx,
  runId: string,
  page: { status: ImportRowStatus | undefined; after: number; limit: number },
): Promise<ListedRow[]> {
  const { status, after, limit } = page
  const conditions = allOf([
    sql`tenant_id = kernel.current_tenant() AND run_id = ${runId} AND number > ${after}`,
    status !== undefined && sql`status = ${status}`,
    // Said again in the words of the index, so that a few bad rows of a million are found at once.
    status !== undefined && WITH_ERRORS.has(status) && sql`errors IS NOT NULL`,
  ])
  return await tx.rows<ListedRow>(sql`SELECT ${LISTED} WHERE ${conditions} ORDER BY number LIMIT ${limit}`)
}

/** Every row with a fault, in the order of the file, in batches. */
export function streamFaultyRows(tx: ReadTx, runId: string): AsyncIterable<ListedRow[]> {
  return tx.stream<ListedRow>(sql`
    SELECT ${LISTED} WHERE tenant_id = kernel.current_tenant() AND run_id = ${runId} AND errors IS NOT NULL
      AND status <> 'left_out'
    ORDER BY number`)
}
