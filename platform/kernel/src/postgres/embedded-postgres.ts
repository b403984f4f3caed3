import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { diskFull, ensureCluster, readRecordedPort, recordPort, SUPERUSER } from './cluster-files.ts'
import { acquireClusterLock, type ClusterLock } from './cluster-lock.ts'
import { type ClusterPlace, choosePlace } from './cluster-place.ts'
import { stopOrphan } from './orphan.ts'
import { ensureRunnable, locateProgram, type PostgresProgram } from './postgres-program.ts'
import {
  type Log,
  type Postmaster,
  PostmasterStartError,
  startPostmaster,
  stopPostmaster,
} from './postmaster.ts'
import { composeSettings } from './server-settings.ts'

export interface EmbeddedPostgresOptions {
  /** The folder for the database; made when it is not there. */
  readonly folder: string
  /** Fixed port on 127.0.0.1; without it a free one is chosen and kept for the next start where possible. */
  readonly port?: number
  /** False switches off everything that survives a power cut, for tests. Default true. */
  readonly durable?: boolean
  /** PostgreSQL settings on top of our own. */
  readonly settings?: Readonly<Record<string, string>>
  /** Receives each line of the server's log, and ours that begin with `error:`. */
  readonly log?: Log
}

export interface EmbeddedPostgres {
  /** Connection string of the superuser to database `postgres`, on 127.0.0.1. */
  readonly adminUrl: string
  urlFor(role: string, password: string, database: string): string
  /** Where everything of the cluster really lives: `cluster` (PostgreSQL's data directory), `password`, `port`. */
  readonly dataFolder: string
  /** One plain sentence for the operator if another place than the asked one was chosen. */
  readonly notice?: string
  /** Ids of the running processes, for fault tests; they change with a restart. */
  readonly pids: { readonly postmaster: number | undefined; readonly guard: number | undefined }
  /** Fast shutdown; may be called more than once. */
  stop(): Promise<void>
  /** For fault tests: immediate shutdown, which loses all sessions and the caches, and a start on the same port. */
  crashAndRestart(): Promise<void>
}

const BUSY_LIMIT_MS = 15_000
const RESTARTS_PER_MINUTE = 5

/**
 * Starts the PostgreSQL server of `folder`, making its cluster the first time, and resolves when it accepts
 * connections. An orphan that an earlier, killed process left behind is stopped first. Should the server die by
 * itself, it is started again on the same port, at most five times a minute.
 *
 * Signals are the caller's business: call `stop` in the graceful shutdown. Should this process die without that, the
 * server is told to stop as well.
 * @throws Error in plain words: folder in use by another live process, port taken, disk full, no place that
 * PostgreSQL's account can reach, packages not installed
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const settings = composeSettings(options.durable ?? true, options.settings ?? {})
  const located = await locateProgram()
  const place = await choosePlace(options.folder)
  const lock = await acquireClusterLock(place.folder).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOSPC' ? diskFull(place.folder, error) : error
  })
  try {
    const program = await ensureRunnable(located, place.account)
    const notice = composeNotice(place, located, program)
    const cluster = new RunningCluster(place, program, settings, lock, notice, options.log ?? (() => {}))
    await cluster.start(options)
    return cluster
  } catch (error) {
    await lock.release()
    throw error
  }
}

class RunningCluster implements EmbeddedPostgres {
  readonly notice?: string
  readonly #place: ClusterPlace
  readonly #program: PostgresProgram
  readonly #settings: Readonly<Record<string, string>>
  readonly #lock: ClusterLock
  readonly #log: Log
  #password = ''
  #port = 0
  #postmaster: Postmaster | undefined
  /** Starts and stops follow one another in this chain; only the first link of a start is outside it. */
  #transition: Promise<void> = Promise.resolve()
  #stopped: Promise<void> | undefined
  #restartTimes: number[] = []

  constructor(
    place: ClusterPlace,
    program: PostgresProgram,
    settings: Readonly<Record<string, string>>,
    lock: ClusterLock,
    notice: string | undefined,
    log: Log,
  ) {
    this.#place = place
    this.#program = program
    this.#settings = settings
    this.#lock = lock
    this.#log = log
    if (notice !== undefined) this.notice = notice
  }

  get adminUrl(): string {
    return this.urlFor(SUPERUSER, this.#password, 'postgres')
  }

  get dataFolder(): string {
    return this.#place.folder
  }

  get pids(): { postmaster: number | undefined; guard: number | undefined } {
    return { postmaster: this.#postmaster?.pid, guard: this.#postmaster?.guardPid }
  }

  urlFor(role: string, password: string, database: string): string {
    const [user, secret, name] = [role, password, database].map(encodeURIComponent)
    return `postgresql://${user}:${secret}@127.0.0.1:${this.#port}/${name}`
  }

  async start(options: EmbeddedPostgresOptions): Promise<void> {
    this.#password = await ensureCluster(this.#place, this.#program, options.durable ?? true)
    await stopOrphan(this.#place, this.#password, this.#program, this.#log)
    this.#port = options.port ?? (await this.#chooseFreePort())
    if (!(await isPortFree(this.#port))) throw portTaken(this.#port)
    try {
      await this.#launch()
    } catch (error) {
      const lostRace = error instanceof PostmasterStartError && error.reason === 'port-taken'
      if (!lostRace) throw error
      if (options.port !== undefined) throw portTaken(options.port)
      // Another program took the free port between our look and PostgreSQL's.
      this.#port = await findFreePort()
      await this.#launch()
    }
    try {
      await this.#verifyPassword()
      await recordPort(this.#place, this.#port)
    } catch (error) {
      await this.#shutDown('fast')
      throw error
    }
  }

  stop(): Promise<void> {
    this.#stopped ??= this.#enqueue(async () => {
      try {
        await this.#shutDown('fast')
      } finally {
        await this.#lock.release()
      }
    })
    return this.#stopped
  }

  crashAndRestart(): Promise<void> {
    if (this.#stopped !== undefined) return Promise.reject(new Error('This PostgreSQL has been stopped.'))
    return this.#enqueue(async () => {
      await this.#shutDown('immediate')
      await this.#launch()
    })
  }

  #enqueue(step: () => Promise<void>): Promise<void> {
    const result = this.#transition.then(step)
    // The chain goes on after a failed step, whose caller has the error.
    this.#transition = result.catch(() => {})
    return result
  }

  async #launch(): Promise<void> {
    const deadline = performance.now() + BUSY_LIMIT_MS
    for (;;) {
      try {
        const postmaster = await startPostmaster(
          this.#program,
          this.#place,
          this.#port,
          this.#settings,
          this.#log,
        )
        this.#postmaster = postmaster
        void postmaster.exited.then(() => this.#onExit(postmaster))
        return
      } catch (error) {
        // The sessions of a killed server need a moment to notice and to leave its shared memory.
        const busy = error instanceof PostmasterStartError && error.reason === 'busy'
        if (!busy || performance.now() > deadline) throw error
        await sleep(200)
      }
    }
  }

  async #shutDown(mode: 'fast' | 'immediate'): Promise<void> {
    const postmaster = this.#postmaster
    this.#postmaster = undefined
    if (postmaster === undefined) return
    await stopPostmaster(postmaster.pid, mode, this.#program, this.#log)
    await postmaster.exited
  }

  /** A server that we stop is no longer `#postmaster` when it ends: any other end came unasked. */
  #onExit(postmaster: Postmaster): void {
    if (this.#postmaster !== postmaster) return
    this.#postmaster = undefined
    const now = performance.now()
    this.#restartTimes = [...this.#restartTimes.filter((time) => time > now - 60_000), now]
    if (this.#restartTimes.length > RESTARTS_PER_MINUTE) {
      this.#log('error: PostgreSQL keeps ending by itself and is not started again; restart Lumbung')
      return
    }
    this.#log('error: PostgreSQL ended by itself and is started again')
    this.#enqueue(async () => {
      if (this.#stopped === undefined && this.#postmaster === undefined) await this.#launch()
    }).catch((error: Error) => this.#log(`error: PostgreSQL could not be started again: ${error.message}`))
  }

  async #chooseFreePort(): Promise<number> {
    const recorded = await readRecordedPort(this.#place)
    return recorded !== undefined && (await isPortFree(recorded)) ? recorded : findFreePort()
  }

  async #verifyPassword(): Promise<void> {
    const client = new pg.Client({ connectionString: this.adminUrl, connectionTimeoutMillis: 10_000 })
    // A connection that breaks while it idles reports by event, and an event nobody hears ends the process.
    client.on('error', (error) => this.#log(`error: ${error.message}`))
    try {
      await client.connect()
    } catch (cause) {
      if ((cause as { code?: string }).code !== '28P01') throw cause
      throw new Error(
        `The password in ${this.#place.folder}/password is not that of the database beside it. Put the right file back.`,
        { cause },
      )
    } finally {
      await client.end()
    }
  }
}

function composeNotice(
  place: ClusterPlace,
  located: PostgresProgram,
  program: PostgresProgram,
): string | undefined {
  if (program.folder === located.folder || place.account === undefined) return place.notice
  const programNotice = `the program is therefore run from a copy in ${program.folder}.`
  return place.notice === undefined
    ? `PostgreSQL runs as the account "${place.account.name}", which cannot reach ${located.folder}; ${programNotice}`
    : place.notice.replace(/\.$/, `, and ${programNotice}`)
}

function portTaken(port: number): Error {
  return new Error(
    `Port ${port} on 127.0.0.1 is taken by another program or not allowed. Choose another one.`,
  )
}

function findFreePort(): Promise<number> {
  return listenBriefly(0)
}

function isPortFree(port: number): Promise<boolean> {
  return listenBriefly(port).then(
    () => true,
    () => false,
  )
}

function listenBriefly(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      const found = typeof address === 'object' && address !== null ? address.port : port
      server.close(() => resolve(found))
    })
  })
}
