import { join } from 'node:path'
import type { Services } from '../app/services.ts'
import type { Logger } from '../telemetry/logger.ts'
import { listKnownKeys, listKnownTenants } from './file.store.ts'
import { removeOldFiles } from './remove-old.ts'

/** Nobody receives or reads an upload for so long: its request is cut off within minutes. */
const TEMPORARY_MILLISECONDS = 3_600_000
/** Longer than any command takes from keeping a file to the commit of its row, also where machines' clocks differ. */
const ORPHAN_MILLISECONDS = 86_400_000
const BATCH = 500

interface SweepParts {
  services: Pick<Services, 'config' | 'db' | 'files'>
  log: Logger
  signal: AbortSignal
}

/** Where uploads are received, and what a slow reader's file waits in. */
export function temporaryFolder(dataFolder: string): string {
  return join(dataFolder, 'tmp')
}

/**
 * Removes what was left behind by processes that died: uploads and half-written files, and stored files that no row
 * names. Each only when it is old enough that nobody can be at work on it.
 */
export async function sweepFiles(parts: SweepParts): Promise<void> {
  const { services, log } = parts
  const uploads = await removeOldFiles(temporaryFolder(services.config.dataFolder), TEMPORARY_MILLISECONDS)
  const halfWritten = await services.files.removeTemporary(TEMPORARY_MILLISECONDS)
  const orphans = await removeOrphans(parts)
  log.info({ uploads, halfWritten, orphans }, 'files left behind were removed')
}

/** The files of a tenant that this database does not know are not ours to judge: the folder may be another's. */
async function removeOrphans({ services, signal }: SweepParts): Promise<number> {
  const { db, files } = services
  let removed = 0
  for await (const batch of batchesOf(files.listStored(ORPHAN_MILLISECONDS))) {
    signal.throwIfAborted()
    const tenants = await db.withControl((tx) =>
      listKnownTenants(tx, [...new Set(batch.map((file) => file.tenantId))]),
    )
    const known = await db.withWorker((tx) =>
      listKnownKeys(
        tx,
        batch.map((file) => file.key),
      ),
    )
    for (const { tenantId, key } of batch) {
      if (!tenants.has(tenantId) || known.has(key)) continue
      await files.remove(tenantId, key)
      removed += 1
    }
  }
  return removed
}

async function* batchesOf<T>(items: AsyncIterable<T>): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
