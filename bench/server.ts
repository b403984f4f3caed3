import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Config, loadConfig } from '@lumbung/kernel'

export interface BenchServer {
  port: number
  pid: number
  folder: string
  administrator: { login: string; password: string }
  /** Resident memory in bytes. */
  memory(): number
  /** What the process has taken of a core since it began, milliseconds. */
  cpuMilliseconds(): number
  kill(signal: NodeJS.Signals): Promise<void>
  stop(): Promise<void>
}

/** Known only to a folder that is removed after the run. */
export const ADMINISTRATOR = { login: 'bench@example.test', password: 'bench-only-4711-password' }

export function benchEnv(folder: string, port: number): Record<string, string> {
  return {
    LUMBUNG_DATA: folder,
    PORT: String(port),
    LUMBUNG_LOG_LEVEL: 'error',
    LUMBUNG_CONSOLE: 'off',
    LUMBUNG_RATE_PER_MINUTE: '1000000',
    LUMBUNG_SIGN_IN_RATE: '1000000',
    LUMBUNG_ADMIN_EMAIL: ADMINISTRATOR.login,
    LUMBUNG_ADMIN_PASSWORD: ADMINISTRATOR.password,
  }
}

export function benchConfig(folder: string, port: number): Config {
  return loadConfig(benchEnv(folder, port))
}

/** The product as `npm start` starts it, in a process of its own on a folder of its own, with limits out of the way. */
export async function startServer(options: {
  folder: string
  port: number
  env?: Record<string, string>
}): Promise<BenchServer> {
  const child = spawn('node', ['--max-semi-space-size=16', 'server/src/cli.ts', 'serve'], {
    env: { ...process.env, ...benchEnv(options.folder, options.port), ...options.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let output = ''
    child.stdout.on('data', (chunk) => {
      output += chunk
      if (output.includes('Press Ctrl-C')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the server stopped with ${code}:\n${output}`)))
  })
  const pid = child.pid as number
  const kill = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended
  }
  return {
    port: options.port,
    pid,
    folder: options.folder,
    administrator: ADMINISTRATOR,
    memory: () => residentBytes(pid),
    cpuMilliseconds: () => cpuMilliseconds(pid),
    kill,
    stop: () => kill('SIGTERM'),
  }
}

export async function withFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lumbung-bench-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1_024
}

/** Linux counts in hundredths of a second. */
function cpuMilliseconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the program's name in brackets, which may hold blanks.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * 10
}
