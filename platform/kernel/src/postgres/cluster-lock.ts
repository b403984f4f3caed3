import { randomUUID } from 'node:crypto'
import { link, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isProcessAlive, readStartMark } from './processes.ts'

const HEARTBEAT_MS = 1_000
const FOREIGN_WATCH_MS = 5 * HEARTBEAT_MS
/** In place of a process id in a lock that was released. */
const FREE = 0

interface Holder {
  /** Process id, or `FREE`. */
  readonly pid: number
  /** Tells the holder from a later process with the same id; null where the system cannot tell. */
  readonly startMark: string | null
  readonly host: string
}

export interface ClusterLock {
  release(): Promise<void>
}

/**
 * Makes this process the only one that runs the cluster in `folder`. The lock of a dead process is taken over. A
 * holder on another host (a folder shared over the network or between containers, where process ids mean nothing) is
 * watched for a few seconds: it is alive when it still touches its file.
 *
 * Locks are files `lumbung.lock.<n>`, of which the highest number counts. A dead lock is superseded by linking the
 * next number, which only one of several contenders can do; removing it first would let a slow contender remove the
 * new lock of a faster one. For the same reason a released lock stays, marked as free, until the next one is taken.
 * @throws Error in plain words when another live process has it
 */
export async function acquireClusterLock(folder: string): Promise<ClusterLock> {
  const own: Holder = {
    pid: process.pid,
    startMark: (await readStartMark(process.pid)) ?? null,
    host: hostname(),
  }
  const path = await takeNextNumber(folder, own)
  const heartbeat = setInterval(() => {
    const now = new Date()
    // The file may have been removed by hand. PostgreSQL's own lock still protects the data.
    utimes(path, now, now).catch(() => clearInterval(heartbeat))
  }, HEARTBEAT_MS)
  heartbeat.unref()

  return {
    async release() {
      clearInterval(heartbeat)
      const draft = await writeDraft(folder, { ...own, pid: FREE })
      await rename(draft, path)
    },
  }
}

async function takeNextNumber(folder: string, own: Holder): Promise<string> {
  const draft = await writeDraft(folder, own)
  try {
    for (;;) {
      const numbers = await listNumbers(folder)
      const highest = numbers.at(-1)
      if (highest !== undefined) await refuseIfHeld(lockPath(folder, highest))
      const number = (highest ?? 0) + 1
      const path = lockPath(folder, number)
      if (!(await tryLink(draft, path))) continue
      // A contender that slept since it read the numbers may have linked one that was superseded and cleared away.
      if ((await listNumbers(folder)).at(-1) !== number) {
        await rm(path, { force: true })
        continue
      }
      for (const superseded of numbers) await rm(lockPath(folder, superseded), { force: true })
      return path
    }
  } finally {
    await rm(draft, { force: true })
  }
}

async function refuseIfHeld(path: string): Promise<void> {
  const holder = await readHolder(path)
  if (holder === undefined || !(await isHeld(path, holder))) return
  throw new Error(
    `Lumbung already runs on this database (process ${holder.pid} on ${holder.host}, lock ${path}). ` +
      'Stop that one first, or set LUMBUNG_DATA to another folder.',
  )
}

async function listNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder)
  const numbers = names.flatMap((name) => {
    const match = /^lumbung\.lock\.(\d+)$/.exec(name)
    return match === null ? [] : [Number(match[1])]
  })
  return numbers.sort((left, right) => left - right)
}

function lockPath(folder: string, number: number): string {
  return join(folder, `lumbung.lock.${number}`)
}

/** A lock is put in place as a finished file, so that nobody ever reads half of one. */
async function writeDraft(folder: string, holder: Holder): Promise<string> {
  const draft = join(folder, `lumbung.lock.draft-${randomUUID()}`)
  try {
    await writeFile(draft, JSON.stringify(holder))
    return draft
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}

async function tryLink(draft: string, path: string): Promise<boolean> {
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function isHeld(path: string, holder: Holder): Promise<boolean> {
  if (holder.pid === FREE) return false
  if (holder.host !== hostname()) {
    const before = await touchedAt(path)
    await sleep(FOREIGN_WATCH_MS)
    const after = await touchedAt(path)
    return after !== undefined && after !== before
  }
  if (!(await isProcessAlive(holder.pid))) return false
  const startMark = await readStartMark(holder.pid)
  return startMark === undefined || holder.startMark === null || startMark === holder.startMark
}

async function touchedAt(path: string): Promise<number | undefined> {
  return (await stat(path).catch(() => undefined))?.mtimeMs
}

async function readHolder(path: string): Promise<Holder | undefined> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return JSON.parse(text) as Holder
  } catch {
    // Only a power cut leaves an unreadable lock, and with it no live holder.
    return { pid: FREE, startMark: null, host: hostname() }
  }
}
