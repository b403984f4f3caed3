import { createHash } from 'node:crypto'
import { chmod, link, lstat, mkdir, readFile, realpath, rm, rmdir, stat, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { runProgram } from './processes.ts'
import { canReach, chooseAccount, runsAsRoot, type SystemAccount } from './system-account.ts'

/** Where root keeps what another account must reach. */
export const STATE_FOLDER = '/var/lib/lumbung'

/** Left in the folder that was asked for when the cluster lives elsewhere; its last line is the path. */
const POINTER_FILE = 'WHERE-THE-DATABASE-IS.txt'

export interface ClusterPlace {
  /** Real path of the folder that holds the cluster and the files beside it. */
  readonly folder: string
  /** PostgreSQL's own data directory, `<folder>/cluster`. It exists only once it is complete. */
  readonly cluster: string
  /** Whom PostgreSQL runs as; undefined: as ourselves. */
  readonly account: SystemAccount | undefined
  /** The reason in one plain sentence when `folder` is not the one that was asked for. */
  readonly notice: string | undefined
}

/**
 * Decides where the cluster of the asked folder lives, and makes that folder. Once decided it stays decided: an
 * existing cluster is never moved and never replaced by an empty one.
 * @throws Error that says what to set when no place works
 */
export async function choosePlace(askedFolder: string): Promise<ClusterPlace> {
  const asked = await makeAskedFolder(resolve(askedFolder))
  const elsewhere = await readPointer(asked)
  if (!runsAsRoot()) return placeForOurselves(asked, elsewhere)

  if (elsewhere !== undefined) {
    const account = (await ownerOf(join(elsewhere, 'cluster'))) ?? (await chooseAccount())
    return placeElsewhere(asked, elsewhere, account)
  }
  const owner = await ownerOf(join(asked, 'cluster'))
  const account = owner ?? (await chooseAccount())
  if (await canReach(account, asked)) return placeIn(asked, account)
  if (owner !== undefined) {
    throw new Error(
      `The database in ${asked} belongs to the account with id ${owner.uid}, which PostgreSQL must run as, but that ` +
        'account can no longer pass through the folders above it. Open them for passing (chmod o+x).',
    )
  }
  const folder = await makeFolderElsewhere(asked, account)
  if (await writePointer(asked, folder)) return placeElsewhere(asked, folder, account)
  // Another process chose first, in the same moment; whoever is second for its lock will say so.
  await rmdir(folder)
  return choosePlace(asked)
}

/**
 * Makes a folder of ours that other accounts may read, with its parents.
 * @throws Error when somebody else could change what is in it: root would run or trust another user's files
 */
export async function makeSharedFolder(folder: string): Promise<void> {
  const firstMade = await mkdir(folder, { recursive: true, mode: 0o755 })
  // The umask may have closed what we made; folders that were there before keep the mode they have.
  for (let made = folder; firstMade !== undefined && made.length >= firstMade.length; made = dirname(made)) {
    await chmod(made, 0o755)
  }
  const status = await lstat(folder)
  if (!status.isDirectory() || status.uid !== process.getuid?.() || (status.mode & 0o022) !== 0) {
    throw new Error(`${folder} is not a folder that only this user can change`)
  }
}

async function makeAskedFolder(folder: string): Promise<string> {
  try {
    const made = await mkdir(folder, { recursive: true, mode: 0o755 })
    // Without this a strict umask would send a cluster elsewhere for no reason that anybody chose.
    if (made !== undefined && runsAsRoot()) await chmod(folder, 0o755)
    return await realpath(folder)
  } catch (cause) {
    throw new Error(
      `The folder ${folder} for the database cannot be made: ${(cause as Error).message}. ` +
        'Set LUMBUNG_DATA to a folder that you can write to.',
      { cause },
    )
  }
}

async function placeForOurselves(asked: string, elsewhere: string | undefined): Promise<ClusterPlace> {
  const owner = await ownerOf(join(asked, 'cluster'))
  if (elsewhere !== undefined || (owner !== undefined && owner.uid !== process.getuid?.())) {
    throw new Error(
      `The database of ${asked} was made by another user${elsewhere === undefined ? '' : ` (root, in ${elsewhere})`}. ` +
        'Start Lumbung as that user again, or set LUMBUNG_DATA to another folder.',
    )
  }
  return placeIn(asked, undefined)
}

function placeIn(folder: string, account: SystemAccount | undefined): ClusterPlace {
  return { folder, cluster: join(folder, 'cluster'), account, notice: undefined }
}

function placeElsewhere(asked: string, folder: string, account: SystemAccount): ClusterPlace {
  const notice =
    `PostgreSQL runs as the account "${account.name}", which cannot reach ${asked}; ` +
    `the database is therefore kept in ${folder}.`
  return { folder, cluster: join(folder, 'cluster'), account, notice }
}

async function makeFolderElsewhere(asked: string, account: SystemAccount): Promise<string> {
  const clusters = join(STATE_FOLDER, 'clusters')
  const name = createHash('sha256').update(asked).digest('hex').slice(0, 16)
  let obstacle = `"${account.name}" cannot reach ${clusters} either`
  try {
    await makeSharedFolder(clusters)
    if (await canReach(account, clusters)) {
      // A folder of that name without a pointer to it belongs to data that somebody removed on purpose, or to a
      // clone that was moved away. It may be the only copy, so it is left alone and a new name is taken.
      for (let attempt = 1; ; attempt += 1) {
        const folder = join(clusters, attempt === 1 ? name : `${name}-${attempt}`)
        try {
          await mkdir(folder, { mode: 0o755 })
          await chmod(folder, 0o755)
          return folder
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
        }
      }
    }
  } catch (error) {
    obstacle = (error as Error).message
  }
  throw new Error(
    `PostgreSQL does not run as root, and the account "${account.name}" cannot reach ${asked}; ${obstacle}. Set ` +
      'LUMBUNG_DATA to a folder that every account can pass through, for example /srv/lumbung, or set DATABASE_URL ' +
      'to a PostgreSQL of your own.',
  )
}

/** @returns false when there is a pointer already. A whole file is linked, so that nobody reads half a path. */
async function writePointer(asked: string, folder: string): Promise<boolean> {
  const text =
    'PostgreSQL does not run as root, and the account it runs as cannot reach this folder.\n' +
    'The database of this folder is kept here (Lumbung reads the next line at every start):\n' +
    `${folder}\n`
  const draft = join(asked, `${POINTER_FILE}.${process.pid}`)
  await writeFile(draft, text, { flush: true })
  try {
    await link(draft, join(asked, POINTER_FILE))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function readPointer(asked: string): Promise<string | undefined> {
  const path = join(asked, POINTER_FILE)
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  const folder = text?.trim().split('\n').at(-1)
  if (folder === undefined) return undefined
  if ((await stat(folder).catch(() => undefined)) === undefined) {
    throw new Error(
      `The database of ${asked} was kept in ${folder}, which is not there any more. Put it back, or remove ` +
        `${path} to begin with an empty database.`,
    )
  }
  return folder
}

/** Whom an existing cluster belongs to, undefined where there is none or where the system has no such notion. */
async function ownerOf(cluster: string): Promise<SystemAccount | undefined> {
  const status = await stat(cluster).catch(() => undefined)
  if (status === undefined || process.getuid === undefined) return undefined
  if (status.uid === 0) {
    throw new Error(
      `The files in ${cluster} belong to root, as after copying them back from a backup, and PostgreSQL does not run ` +
        'as root. Give them to another account first (chown -R).',
    )
  }
  const named = await runProgram('id', ['-un', String(status.uid)])
  const name = named.succeeded ? named.output.trim() : `#${status.uid}`
  return { name, uid: status.uid, gid: status.gid }
}
