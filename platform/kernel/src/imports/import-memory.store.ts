import type { ImportMapping } from '../../contract/imports.ts'
import { sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'

/** How files of this shape were understood the last time. */
export async function findRemembered(
  tx: ReadTx,
  operation: string,
  shape: Buffer,
): Promise<ImportMapping | undefined> {
  const row = await tx.maybe<{ mapping: ImportMapping }>(sql`
    SELECT mapping FROM kernel.import_memory
    WHERE tenant_id = kernel.current_tenant() AND operation = ${operation} AND shape = ${shape}`)
  return row?.mapping
}

export async function remember(
  tx: Tx,
  operation: string,
  shape: Buffer,
  mapping: ImportMapping,
): Promise<void> {
  await tx.run(sql`
    INSERT INTO kernel.import_memory (operation, shape, mapping)
    VALUES (${operation}, ${shape}, ${JSON.stringify(mapping)}::jsonb)
    ON CONFLICT ON CONSTRAINT import_memory_pk DO UPDATE SET mapping = EXCLUDED.mapping, updated_at = now()`)
}
