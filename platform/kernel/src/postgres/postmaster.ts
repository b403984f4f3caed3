import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { diskFull } from './cluster-files.ts'
import type { ClusterPlace } from './cluster-place.ts'
import type { PostgresProgram } from './postgres-program.ts'
import { childEnvironment, identityOf, isProcessAlive, runProgram } from './processes.ts'

const FAST_STOP_MS = 20_000
/** PostgreSQL itself kills what is left five seconds after an immediate shutdown was asked for. */
const IMMEDIATE_STOP_MS = 7_000
const KEPT_LINES = 20

export type Log = (line: string) => void

/** A running PostgreSQL server that this process started. */
export interface Postmaster {
  readonly pid: number
  /** The process that stops the server should this one die; undefined on Windows. */
  readonly guardPid: number | undefined
  readonly exited: Promise<void>
}

/** Why a server did not start: `busy` when remains of an earlier one still hold the cluster and time will help. */
export class PostmasterStartError extends Error {
  readonly reason: 'port-taken' | 'busy' | 'other'

  constructor(reason: 'port-taken' | 'busy' | 'other', message: string) {
    super(message)
    this.reason = reason
  }
}

/**
 * Starts the server and waits until it accepts connections, however long its crash recovery takes: its progress is
 * in the log.
 * @throws PostmasterStartError, or Error when the disk is full
 */
export async function startPostmaster(
  program: PostgresProgram,
  place: ClusterPlace,
  port: number,
  settings: Readonly<Record<string, string>>,
  log: Log,
): Promise<Postmaster> {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(program.postgres, ['-D', place.cluster, '-p', String(port), ...options], {
    cwd: '/',
    env: childEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C reaches every process of the terminal's group. The server must outlive the requests under way.
    detached: true,
    ...identityOf(place.account),
  })
  const lastLines = followOutput(child, log)
  let running = true
  let startFailure = ''
  const exited = new Promise<void>((resolve) => {
    const finish = (): void => {
      running = false
      resolve()
    }
    child.once('error', (error) => {
      startFailure = error.message
      finish()
    })
    // 'close' comes after the last line of output, which says why it ended.
    child.once('close', finish)
  })

  const guard = child.pid === undefined ? undefined : spawnGuard(place, child.pid)
  void exited.then(() => guard?.kill('SIGKILL'))
  while (running && !(await isReady(place.cluster, child.pid))) await Promise.race([sleep(15), exited])
  if (!running || child.pid === undefined) throw explainFailure([...lastLines, startFailure], place, port)

  return { pid: child.pid, guardPid: guard?.pid, exited }
}

/**
 * Stops a server: in `fast` order, which ends its sessions and writes everything out; where that takes more than 20 s,
 * at once, leaving crash recovery to the next start; and by SIGKILL only when even that is not heard.
 */
export async function stopPostmaster(
  pid: number,
  mode: 'fast' | 'immediate',
  program: PostgresProgram,
  log: Log,
): Promise<void> {
  if (mode === 'fast') {
    await signalPostmaster(pid, 'INT', program)
    if (await waitUntilGone(pid, FAST_STOP_MS)) return
    log(
      `error: PostgreSQL (process ${pid}) did not stop within ${FAST_STOP_MS / 1000} s and is stopped by force`,
    )
  }
  await signalPostmaster(pid, 'QUIT', program)
  if (await waitUntilGone(pid, IMMEDIATE_STOP_MS)) return
  log(`error: PostgreSQL (process ${pid}) does not react and is killed`)
  await signalPostmaster(pid, 'KILL', program)
  if (await waitUntilGone(pid, IMMEDIATE_STOP_MS)) return
  throw new Error(`PostgreSQL (process ${pid}) cannot be stopped. Restart the machine, or stop it by hand.`)
}

/** The content of the server's own lock file, or undefined when there is none. */
export async function readPostmasterFile(
  cluster: string,
): Promise<{ pid: number; port: number; ready: boolean } | undefined> {
  let text: string
  try {
    text = await readFile(join(cluster, 'postmaster.pid'), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  // Lines: pid, data directory, start time, port, socket folder, listen address, shared memory key, status.
  const lines = text.split('\n')
  return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

async function isReady(cluster: string, pid: number | undefined): Promise<boolean> {
  const file = await readPostmasterFile(cluster)
  return file?.ready === true && file.pid === pid
}

function followOutput(child: ChildProcess, log: Log): string[] {
  const lastLines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue
    createInterface({ input: stream }).on('line', (line) => {
      lastLines.push(line)
      if (lastLines.length > KEPT_LINES) lastLines.shift()
      log(line)
    })
  }
  return lastLines
}

function explainFailure(lines: readonly string[], place: ClusterPlace, port: number): Error {
  const output = lines.filter((line) => line !== '').join('\n')
  if (output.includes('No space left on device')) return diskFull(place.folder, new Error(output))
  if (/could not bind|Address already in use/.test(output)) {
    return new PostmasterStartError('port-taken', `Port ${port} on 127.0.0.1 is taken by another program.`)
  }
  const busy = /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(output)
  return new PostmasterStartError(
    busy ? 'busy' : 'other',
    `PostgreSQL did not start on the database in ${place.folder}. It said:\n${output}`,
  )
}

/**
 * No process outlives `kill -9`, so the server gets a guard: a shell that waits for the end of a pipe whose other end
 * only we hold. When we die, however we die, the pipe ends and the guard asks the server for a fast shutdown, unless
 * the server is gone or another one already. Without it, PostgreSQL would run on for nobody until the next start.
 */
function spawnGuard(place: ClusterPlace, pid: number): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined
  const script =
    'while read -r line; do :; done; read -r pid < "$1/postmaster.pid" && test "$pid" = "$2" && kill -INT "$2"'
  const guard = spawn('/bin/sh', ['-c', script, 'lumbung-postgres-guard', place.cluster, String(pid)], {
    cwd: '/',
    env: childEnvironment(),
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    ...identityOf(place.account),
  })
  // A machine without the shell only loses this convenience: the next start finds the orphan.
  guard.on('error', () => {})
  guard.unref()
  const pipe = guard.stdin
  pipe?.on('error', () => {})
  if (pipe !== null && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
  return guard
}

async function signalPostmaster(
  pid: number,
  signal: 'INT' | 'QUIT' | 'KILL',
  program: PostgresProgram,
): Promise<void> {
  // Windows has no signals; there PostgreSQL listens for its own kind of them, which pg_ctl can send.
  if (process.platform === 'win32' && signal !== 'KILL') {
    await runProgram(program.pgCtl, ['kill', signal, String(pid)])
    return
  }
  try {
    process.kill(pid, `SIG${signal}`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

async function waitUntilGone(pid: number, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs
  while (performance.now() < deadline) {
    if (!(await isProcessAlive(pid))) return true
    await sleep(15)
  }
  return false
}
