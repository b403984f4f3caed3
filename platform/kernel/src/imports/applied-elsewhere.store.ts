import { sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'
import type { ImportRunRow } from './import-run.store.ts'

type SameFile = Pick<ImportRunRow, 'id' | 'sha256' | 'operation' | 'reading'>

/** Held until the transaction ends by whoever decides whether the bytes of this file have their effect once more. */
export async function lockFile(tx: Tx, { sha256 }: SameFile): Promise<void> {
  await tx.rows(sql`
    SELECT pg_advisory_xact_lock(${FILE_LOCK}::int, hashtext(kernel.current_tenant()::text || ${sha256}))`)
}

/** The first half of the advisory lock's key; the second is the tenant and the file. */
const FILE_LOCK = 730_610

/** Rows that other runs of the same bytes and sheet into the same command have applied; they are known by their numbers. */
const appliedElsewhere = (run: SameFile) => sql`
  SELECT staged.number FROM kernel.import_run AS other
  JOIN kernel.import_row AS staged ON staged.tenant_id = other.tenant_id AND staged.run_id = other.id
  WHERE other.tenant_id = kernel.current_tenant() AND other.sha256 = ${Buffer.from(run.sha256, 'hex')}
    AND other.operation = ${run.operation} AND other.id <> ${run.id}
    AND coalesce(other.reading ->> 'sheet', '') = ${run.reading?.sheet ?? ''}
    AND staged.status IN ('applied', 'not_reversed')`

/** How many rows of this run were applied elsewhere, and the first of them. */
export async function listAppliedElsewhere(
  tx: ReadTx,
  run: SameFile,
  limit: number,
): Promise<{ total: number; first: number[] }> {
  const rows = await tx.rows<{ number: number; total: number }>(sql`
    SELECT number, (count(*) OVER ())::int AS total FROM kernel.import_row
    WHERE tenant_id = kernel.current_tenant() AND run_id = ${run.id} AND status = 'valid'
      AND number IN (${appliedElsewhere(run)})
    ORDER BY number LIMIT ${limit}`)
  return { total: rows[0]?.total ?? 0, first: rows.map(({ number }) => number) }
}

/** Leaves out the valid rows of this run that were applied elsewhere; tells how many they were. */
export async function leaveOutRows(tx: Tx, run: SameFile): Promise<number> {
  return await tx.run(sql`
    UPDATE kernel.import_row SET status = 'left_out',
      errors = '{"_": [{"code": "import.left_out_already_applied"}]}'::jsonb
    WHERE tenant_id = kernel.current_tenant() AND run_id = ${run.id} AND status = 'valid'
      AND number IN (${appliedElsewhere(run)})`)
}
