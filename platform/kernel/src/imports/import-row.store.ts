import type { ImportRowStatus } from '../../contract/imports.ts'
import { allOf, sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'
import type { RowFaults } from './row-input.ts'

export interface StagedRow {
  number: number
  cells: readonly string[]
  /** Null when the cells have faults. */
  input: Record<string, unknown> | null
  errors: RowFaults | null
}

/** Stages rows in one statement; the database reads one JSON text faster than an array of each column. */
export async function insertRows(tx: Tx, runId: string, rows: readonly StagedRow[]): Promise<void> {
  const staged = rows.map(({ number, cells, input, errors }) => ({
    number,
    status: errors ? 'invalid' : 'valid',
    // Half a character, as a damaged file may hold it, has no place in a JSON text.
    cells: cells.map((cell) => cell.toWellFormed()),
    input,
    errors,
  }))
  await tx.run(sql`
    INSERT INTO kernel.import_row (run_id, number, status, cells, input, errors)
    SELECT ${runId}::uuid, number, status, cells, input, errors
    FROM jsonb_to_recordset(${JSON.stringify(staged)}::jsonb)
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
  input: Record<string, unknown>
  outputId: string | null
}

/** The next rows of a pass: upwards from a row of the file, or downwards, in these states. */
export async function listPending(
  tx: ReadTx,
  runId: string,
  next: { beyond: number; descending: boolean; statuses: readonly ImportRowStatus[]; limit: number },
): Promise<PendingRow[]> {
  const { beyond, descending, limit } = next
  const statuses = [...next.statuses]
  return await tx.rows<PendingRow>(
    descending
      ? sql`SELECT number, input, output_id AS "outputId" FROM kernel.import_row
          WHERE tenant_id = kernel.current_tenant() AND run_id = ${runId} AND number < ${beyond}
            AND status = ANY(${statuses}) ORDER BY number DESC LIMIT ${limit}`
      : sql`SELECT number, input, output_id AS "outputId" FROM kernel.import_row
          WHERE tenant_id = kernel.current_tenant() AND run_id = ${runId} AND number > ${beyond}
            AND status = ANY(${statuses}) ORDER BY number LIMIT ${limit}`,
  )
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
    UPDATE kernel.import_row AS staged SET status = ${status}, errors = faulty.errors
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS faulty (number integer, errors jsonb)
    WHERE staged.tenant_id = kernel.current_tenant() AND staged.run_id = ${runId} AND staged.number = faulty.number`)
}

export interface ListedRow {
  number: number
  status: ImportRowStatus
  cells: string[]
  errors: RowFaults | null
  outputId: string | null
}

const LISTED = sql`number, status, cells, errors, output_id AS "outputId" FROM kernel.import_row`

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
    (status === 'invalid' || status === 'failed' || status === 'not_reversed') && sql`errors IS NOT NULL`,
  ])
  return await tx.rows<ListedRow>(sql`SELECT ${LISTED} WHERE ${conditions} ORDER BY number LIMIT ${limit}`)
}

/** Every row with errors, in the order of the file, in batches. */
export function streamFaultyRows(tx: ReadTx, runId: string): AsyncIterable<ListedRow[]> {
  return tx.stream<ListedRow>(sql`
    SELECT ${LISTED} WHERE tenant_id = kernel.current_tenant() AND run_id = ${runId} AND errors IS NOT NULL
    ORDER BY number`)
}
