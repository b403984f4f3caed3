import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const PROGRAM = fileURLToPath(new URL('../../../server/src/cli.ts', import.meta.url))
/** Starts that fail in a row before it is no longer the fault of a database that is just being restarted. */
const MOST_FAILED_STARTS = 20

/** The product in a process of its own that is started again whenever it ends, until it is stopped. */
export class ServerProcess {
  readonly port: number
  readonly #env: Record<string, string>
  readonly #logFile: string
  #child: ChildProcess | undefined
  #ready = false
  #stopping = false
  #expectedExit = false
  #lives: Promise<void> | undefined
  /** Ends of a serving process that nobody asked for; there must be none. */
  readonly unaskedExits: string[] = []
  failedStarts = 0

  constructor(options: { port: number; env: Record<string, string>; logFile: string }) {
    this.port = options.port
    this.#env = options.env
    this.#logFile = options.logFile
  }

  get ready(): boolean {
    return this.#ready
  }

  /** Begins its lives; rejects in {@link stop} if it could not be started. */
  run(): void {
    this.#lives = this.#live()
    this.#lives.catch(() => undefined)
  }

  kill(): void {
    this.#expectedExit = true
    this.#ready = false
    this.#child?.kill('SIGKILL')
  }

  async freeze(milliseconds: number): Promise<void> {
    const child = this.#child
    child?.kill('SIGSTOP')
    await sleep(milliseconds)
    child?.kill('SIGCONT')
  }

  /** An orderly stop (SIGTERM); answers the exit code, which is 0 when everything was closed in time. */
  async stop(): Promise<number | null> {
    this.#stopping = true
    this.#expectedExit = true
    const child = this.#child
    child?.kill('SIGTERM')
    await this.#lives
    return child?.exitCode ?? null
  }

  /** For the end of a failed run. */
  abandon(): void {
    this.#stopping = true
    this.#child?.kill('SIGKILL')
  }

  async #live(): Promise<void> {
    let failedInARow = 0
    while (!this.#stopping) {
      const served = await this.#liveOnce()
      failedInARow = served ? 0 : failedInARow + 1
      if (served) continue
      this.failedStarts += 1
      if (failedInARow >= MOST_FAILED_STARTS)
        throw new Error(`the server does not start; see ${this.#logFile}`)
      await sleep(200)
    }
  }

  /** Answers whether it ever served. */
  async #liveOnce(): Promise<boolean> {
    this.#expectedExit = false
    const log = createWriteStream(this.#logFile, { flags: 'a' })
    const child = spawn(process.execPath, [PROGRAM, 'serve'], {
      env: { PATH: process.env.PATH, ...this.#env, PORT: String(this.port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    let served = false
    let output = ''
    child.stdout.on('data', (chunk) => {
      log.write(chunk)
      if (served) return
      output += chunk
      served = output.includes('Press Ctrl-C')
      this.#ready = served && !this.#expectedExit
    })
    child.stderr.pipe(log, { end: false })
    const [code, signal] = await once(child, 'close')
    log.end()
    this.#ready = false
    if (served && !this.#expectedExit) this.unaskedExits.push(`code ${code}, signal ${signal}`)
    return served
  }
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  await once(probe, 'close')
  return port
}
