import { randomBytes } from 'node:crypto'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFileWhole } from '../files/write-whole.ts'
import type { ClusterPlace } from './cluster-place.ts'
import type { PostgresProgram } from './postgres-program.ts'
import { runProgram } from './processes.ts'

export const SUPERUSER = 'postgres'

/**
 * Makes the cluster at its first start, or checks that the existing one fits the program.
 * @returns the superuser's password, which is kept in a file beside the cluster that only this user can read
 */
export async function ensureCluster(
  place: ClusterPlace,
  program: PostgresProgram,
  durable: boolean,
): Promise<string> {
  const clusterVersion = await readIfThere(join(place.cluster, 'PG_VERSION'))
  if (clusterVersion === undefined) return makeCluster(place, program, durable)

  const programVersion = program.version.split('.')[0]
  if (clusterVersion !== programVersion) {
    throw new Error(
      `The database in ${place.cluster} was made by PostgreSQL ${clusterVersion}, but this is PostgreSQL ` +
        `${programVersion}. Dump it with the old version and load it into a new folder (LUMBUNG_DATA).`,
    )
  }
  const password = await readIfThere(passwordFile(place))
  if (password === undefined || password === '') {
    throw new Error(
      `The database in ${place.cluster} is there, but the file with its password, ${passwordFile(place)}, is not or is empty. ` +
        'Put that file back from a backup.',
    )
  }
  return password
}

/** The port of the last start, so that tools and open consoles find the database again. */
export async function readRecordedPort(place: ClusterPlace): Promise<number | undefined> {
  const port = Number(await readIfThere(join(place.folder, 'port')))
  return Number.isInteger(port) && port > 0 && port < 65_536 ? port : undefined
}

export async function recordPort(place: ClusterPlace, port: number): Promise<void> {
  await writeFile(join(place.folder, 'port'), `${port}\n`)
}

/** `initdb` works in a folder of its own that gets its final name at the end: a cluster is whole or not there. */
async function makeCluster(place: ClusterPlace, program: PostgresProgram, durable: boolean): Promise<string> {
  const unfinished = join(place.folder, 'cluster.unfinished')
  const passwordForInitdb = join(place.folder, 'password.unfinished')
  // No cluster, so nobody uses a password yet: one that a broken first start left behind is replaced.
  const password = randomBytes(24).toString('base64url')
  try {
    await rm(unfinished, { recursive: true, force: true })
    await rm(passwordForInitdb, { force: true })
    await mkdir(unfinished, { mode: 0o700 })
    await writeFileWhole(passwordFile(place), Buffer.from(`${password}\n`))
    await writeFile(passwordForInitdb, `${password}\n`, { mode: 0o600 })
    if (place.account !== undefined) {
      await chown(unfinished, place.account.uid, place.account.gid)
      await chown(passwordForInitdb, place.account.uid, place.account.gid)
    }
    await runInitdb(place, program, unfinished, passwordForInitdb, durable)
    await rename(unfinished, place.cluster)
    return password
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw diskFull(place.folder, error)
    throw error
  } finally {
    await rm(passwordForInitdb, { force: true })
  }
}

async function runInitdb(
  place: ClusterPlace,
  program: PostgresProgram,
  dataFolder: string,
  pwfile: string,
  durable: boolean,
): Promise<void> {
  const result = await runProgram(
    program.initdb,
    [
      `--pgdata=${dataFolder}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${pwfile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // The builtin provider sorts alike on every machine and after every upgrade of its C library; an index that
      // was sorted by another version of a collation is a corrupt one.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--data-checksums',
      ...(durable ? [] : ['--no-sync']),
    ],
    place.account,
  )
  if (result.succeeded) return
  const output = result.output.trim()
  if (output.includes('No space left on device')) throw diskFull(place.folder, new Error(output))
  const lastLines = output.split('\n').slice(-15).join('\n')
  throw new Error(`PostgreSQL could not make its database in ${place.folder}. initdb said:\n${lastLines}`)
}

export function diskFull(folder: string, cause: unknown): Error {
  return new Error(
    `The disk that holds ${folder} is full. Make room, or set LUMBUNG_DATA to a folder on another disk.`,
    { cause },
  )
}

function passwordFile(place: ClusterPlace): string {
  return join(place.folder, 'password')
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return (await readFile(path, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
