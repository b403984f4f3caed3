import { sql } from '../db/sql.ts'
import type { ReadTx, Tx } from '../db/tx.ts'

export interface StoredFile {
  id: string
  key: string
  name: string
  mediaType: string
  bytes: number
  /** Hexadecimal. */
  sha256: string
  /** What it was stored for: `import`, `export`, … */
  purpose: string
  createdBy: string | null
  createdAt: Date
  /** From this instant the purge may remove it; null: kept. */
  expiresAt: Date | null
}

/** Records a file that the file store has; do it in the transaction of what refers to it. */
export async function insertFile(tx: Tx, file: Omit<StoredFile, 'createdAt'>): Promise<void> {
  await tx.run(sql`
    INSERT INTO kernel.file (id, key, name, media_type, bytes, sha256, purpose, created_by, expires_at)
    VALUES (${file.id}, ${file.key}, ${file.name}, ${file.mediaType}, ${file.bytes}, ${Buffer.from(file.sha256, 'hex')},
            ${file.purpose}, ${file.createdBy}, ${file.expiresAt})`)
}

export async function findFile(tx: ReadTx, id: string): Promise<StoredFile | undefined> {
  const row = await tx.maybe<Omit<StoredFile, 'bytes'> & { bytes: string }>(sql`
    SELECT id, key, name, media_type AS "mediaType", bytes, encode(sha256, 'hex') AS sha256, purpose,
           created_by AS "createdBy", created_at AS "createdAt", expires_at AS "expiresAt"
    FROM kernel.file WHERE tenant_id = kernel.current_tenant() AND id = ${id}`)
  return row && { ...row, bytes: Number(row.bytes) }
}

export interface ExpiredFile {
  tenantId: string
  id: string
  key: string
}

/** Files of all tenants whose time is over, the oldest first. Must run as lumbung_worker. */
export async function listExpired(tx: ReadTx, now: Date, limit: number): Promise<ExpiredFile[]> {
  return await tx.rows<ExpiredFile>(sql`
    SELECT tenant_id AS "tenantId", id, key FROM kernel.file
    WHERE expires_at <= ${now} ORDER BY expires_at LIMIT ${limit}`)
}

/** Forgets a file; its bytes are removed first, so that none are left without a row. */
export async function deleteFile(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx.run(sql`DELETE FROM kernel.file WHERE tenant_id = ${tenantId} AND id = ${id}`)
}

/** Of all files of the bound tenant. */
export async function sumStoredBytes(tx: ReadTx): Promise<number> {
  const { bytes } = await tx.one<{ bytes: string }>(sql`
    SELECT coalesce(sum(bytes), 0) AS bytes FROM kernel.file WHERE tenant_id = kernel.current_tenant()`)
  return Number(bytes)
}

/** Those of the keys that a row of any tenant names. Must run as lumbung_worker. */
export async function listKnownKeys(tx: ReadTx, keys: string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ key: string }>(sql`
    SELECT file.key FROM unnest(${keys}::text[]) AS asked (key)
    JOIN kernel.file ON file.tenant_id = split_part(asked.key, '/', 1)::uuid AND file.key = asked.key`)
  return new Set(rows.map(({ key }) => key))
}

/** Those of the tenants that there are. Must run as lumbung_control. */
export async function listKnownTenants(tx: ReadTx, ids: string[]): Promise<Set<string>> {
  const rows = await tx.rows<{ id: string }>(
    sql`SELECT id FROM control.tenant WHERE id = ANY(${ids}::uuid[])`,
  )
  return new Set(rows.map(({ id }) => id))
}
