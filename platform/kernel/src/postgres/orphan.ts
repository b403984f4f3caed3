import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { SUPERUSER } from './cluster-files.ts'
import type { ClusterPlace } from './cluster-place.ts'
import type { PostgresProgram } from './postgres-program.ts'
import { type Log, readPostmasterFile, stopPostmaster } from './postmaster.ts'
import { isPostmasterOf, isProcessAlive } from './processes.ts'

/**
 * Stops the server that a killed process may have left running on this cluster. It is stopped rather than adopted:
 * only our own child can be waited for, and only its log can be read.
 *
 * The id in `postmaster.pid` may meanwhile belong to any process, so the file is believed only when the command line
 * of that process or a sign-in with this cluster's own random password confirms it. PostgreSQL itself would refuse
 * to start over a foreign process with that id, so in that case the file is removed; the data stay protected by the
 * shared memory block, which PostgreSQL finds by the data directory itself.
 */
export async function stopOrphan(
  place: ClusterPlace,
  password: string,
  program: PostgresProgram,
  log: Log,
): Promise<void> {
  const file = await readPostmasterFile(place.cluster)
  if (file === undefined) return
  const validPid = Number.isInteger(file.pid) && file.pid > 0
  if (validPid && (await isProcessAlive(file.pid))) {
    if ((await isPostmasterOf(file.pid, place.cluster)) || (await acceptsPassword(file.port, password))) {
      log(`PostgreSQL (process ${file.pid}) still runs from an earlier start and is stopped`)
      await stopPostmaster(file.pid, 'fast', program, log)
      return
    }
  }
  await rm(join(place.cluster, 'postmaster.pid'), { force: true })
}

async function acceptsPassword(port: number, password: string): Promise<boolean> {
  if (!Number.isInteger(port) || port <= 0) return false
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: SUPERUSER,
    password,
    database: 'postgres',
    connectionTimeoutMillis: 2_000,
  })
  // An event nobody hears would end the process; the promise below already tells of the failure.
  client.on('error', () => {})
  try {
    await client.connect()
    return true
  } catch {
    // Whatever listens there, if anything, is not this cluster's server.
    return false
  } finally {
    await client.end()
  }
}
