import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { SystemAccount } from './system-account.ts'

export interface ProgramResult {
  readonly succeeded: boolean
  /** Standard output and standard error in the order in which they came, or why the program did not start. */
  readonly output: string
}

/**
 * Runs a program to its end, as `account` when one is given. Never rejects: a program that cannot be started
 * (missing, or not reachable for that account) is an answer like a failing one.
 */
export function runProgram(
  command: string,
  args: readonly string[],
  account?: SystemAccount,
): Promise<ProgramResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      // The folder we were started in may be closed to the account; PostgreSQL's tools insist on a readable one.
      cwd: '/',
      env: childEnvironment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      ...identityOf(account),
    })
    let output = ''
    const collect = (chunk: Buffer): void => {
      output += chunk.toString('utf8')
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('error', (error) => resolve({ succeeded: false, output: `${command}: ${error.message}` }))
    child.on('close', (code) => resolve({ succeeded: code === 0, output }))
  })
}

export function identityOf(account: SystemAccount | undefined): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid }
}

/**
 * The environment of PostgreSQL's programs: a short list, because ours holds secrets that the other account could
 * read in /proc, and because variables such as PGDATA or PGPORT would change what PostgreSQL does.
 */
export function childEnvironment(): NodeJS.ProcessEnv {
  const environment: NodeJS.ProcessEnv = { LC_ALL: 'C', LANG: 'C' }
  for (const name of ['PATH', 'LD_LIBRARY_PATH', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'PROGRAMFILES']) {
    const value = process.env[name]
    if (value !== undefined) environment[name] = value
  }
  return environment
}

/** True while the process runs. A zombie counts as dead: under an init that does not reap, it would stay for ever. */
export async function isProcessAlive(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, as somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  const stat = await readLinuxStat(pid)
  return stat === undefined || stat[0] !== 'Z'
}

/**
 * What tells this process from a later one that got the same id, or undefined where the system does not say.
 * In containers ids repeat from one run to the next, so the id alone proves nothing.
 */
export async function readStartMark(pid: number): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined
  // Field 22 of /proc/<pid>/stat: start time in clock ticks since boot; `readLinuxStat` begins at field 3.
  if (process.platform === 'linux') return (await readLinuxStat(pid))?.[19]
  const answer = await runProgram('ps', ['-o', 'lstart=', '-p', String(pid)])
  return answer.succeeded ? answer.output.trim() : undefined
}

/**
 * True when the command line of the process is that of a postmaster of this cluster. The command line is the one
 * thing that root may read of other accounts' processes in a container without the right to trace them.
 */
export async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if (process.platform === 'win32') return false
  if (process.platform !== 'linux') {
    const answer = await runProgram('ps', ['-o', 'command=', '-p', String(pid)])
    return answer.succeeded && answer.output.includes(`postgres -D ${cluster} `)
  }
  try {
    const args = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')
    return basename(args[0] ?? '') === 'postgres' && args.includes(cluster)
  } catch {
    // It ended between the question whether it lives and this one.
    return false
  }
}

/** The fields of /proc/<pid>/stat from the third (state) on; the second, the command, may itself hold spaces. */
async function readLinuxStat(pid: number): Promise<string[] | undefined> {
  if (process.platform !== 'linux') return undefined
  try {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}
