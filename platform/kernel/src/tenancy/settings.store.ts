import type { z } from 'zod'
import { sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'

/** An app's settings of the bound tenant with the defaults of its schema; `version` 0 where nothing was ever set. */
export async function findSettings<S extends z.ZodObject>(
  tx: ReadTx,
  app: string,
  schema: S,
): Promise<{ value: z.output<S>; version: number }> {
  const row = await tx.maybe<{ value: unknown; version: number }>(sql`
    SELECT value, version FROM kernel.tenant_setting WHERE tenant_id = kernel.current_tenant() AND app = ${app}`)
  return { value: schema.parse(row?.value ?? {}), version: row?.version ?? 0 }
}

/** Stores the settings if `expectedVersion` is still current; answers the new version, or undefined when it is stale. */
export async function updateSettings(
  tx: Tx,
  app: string,
  value: unknown,
  expectedVersion: number,
): Promise<number | undefined> {
  const row = await tx.maybe<{ version: number }>(sql`
    INSERT INTO kernel.tenant_setting AS setting (tenant_id, app, value)
    SELECT kernel.current_tenant(), ${app}, ${JSON.stringify(value)}::jsonb WHERE ${expectedVersion}::int = 0
    ON CONFLICT ON CONSTRAINT tenant_setting_pk DO NOTHING
    RETURNING version`)
  if (row) return row.version
  const changed = await tx.maybe<{ version: number }>(sql`
    UPDATE kernel.tenant_setting SET value = ${JSON.stringify(value)}::jsonb, version = version + 1
    WHERE tenant_id = kernel.current_tenant() AND app = ${app} AND version = ${expectedVersion}
    RETURNING version`)
  return changed?.version
}
