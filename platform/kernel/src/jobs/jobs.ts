import { createHash } from 'node:crypto'
import { PgBoss, type QueueResult } from 'pg-boss'
import type { Catalogue } from '../app/catalogue.ts'
import type { JobDefinition } from '../app/define-app.ts'
import type { Services } from '../app/services.ts'
import type { Database } from '../db/database.ts'
import type { Tx } from '../db/tx.ts'
import type { Logger } from '../telemetry/logger.ts'
import { announceJobs } from './announce-run.ts'
import { createBossPool, onTransaction } from './boss-database.ts'
import { JOB_SCHEMA } from './install-jobs.ts'
import { changesOf, deadLetterQueue, FAN_OUT, queueOf } from './job-queues.ts'
import { listActiveTenants } from './jobs.store.ts'
import { type QueuedJob, runJob } from './run-job.ts'

export interface JobsOptions {
  /** The database as lumbung_worker. */
  workerUrl: string
  db: Database
  catalogue: Catalogue
  services: Services
  log: Logger
  /** How often dead workers are looked for; 15 s by default. */
  superviseSeconds?: number
}

export interface Jobs {
  /**
   * Queues a job in the caller's transaction: it runs only if that commits. A tenant's job needs `tenantId` in its data,
   * and the database refuses another tenant's. A scheduled control job that waits already is not queued again.
   */
  enqueue(tx: Tx, job: string, data: Record<string, unknown>): Promise<void>
  /** Registers queues and schedules and begins to work. */
  start(): Promise<void>
  /** Takes no more jobs, aborts the signal of running ones, waits up to 20 s for them, and closes. */
  stop(): Promise<void>
  /**
   * Runs what waits now, here, until nothing is left, and answers how many runs that took; for tests and one-off commands.
   * With `ignoreDelay` retries do not wait for their time.
   */
  runPending(job?: string, options?: { ignoreDelay?: boolean }): Promise<number>
  /** Depths of all queues, for metrics; counted by supervision at most every 15 s. */
  queues(): Promise<QueueResult[]>
}

const STOP_MILLISECONDS = 20_000
const POLL_SECONDS = 1
const POLL_SCHEDULED_SECONDS = 5
/** Jobs of one kind that run at the same time in one process. */
const CONCURRENT_RUNS = 2

/**
 * Jobs on the same PostgreSQL. At least once: a worker that dies is noticed by its missing heartbeat within about 35 s
 * and the job tried elsewhere; a job makes its effect happen once with `ctx.firstTime` in the effect's transaction.
 */
export function createJobs(options: JobsOptions): Jobs {
  return new BossJobs(options)
}

class BossJobs implements Jobs {
  readonly #options: JobsOptions
  readonly #log: Logger
  readonly #definitions: ReadonlyMap<string, JobDefinition>
  readonly #boss: PgBoss
  readonly #pool: ReturnType<typeof createBossPool>
  readonly #draining = new AbortController()
  #prepared: Promise<void> | null = null

  constructor(options: JobsOptions) {
    this.#options = options
    this.#log = options.log
    this.#definitions = new Map([...options.catalogue.jobs, [FAN_OUT, this.#fanOutDefinition()]])
    this.#pool = createBossPool(options)
    const superviseSeconds = options.superviseSeconds ?? 15
    this.#boss = new PgBoss({
      db: this.#pool.db,
      schema: JOB_SCHEMA,
      migrate: false,
      createSchema: false,
      reindex: false,
      superviseIntervalSeconds: superviseSeconds,
      monitorIntervalSeconds: superviseSeconds,
    })
    this.#boss.on('error', (error) => this.#log.warn({ err: error }, 'jobs: trouble with the queue'))
    this.#boss.on('warning', (warning) => this.#log.warn({ warning }, 'jobs: warning'))
  }

  async enqueue(tx: Tx, job: string, data: Record<string, unknown>): Promise<void> {
    const definition = this.#definitions.get(job)
    if (!definition) throw new Error(`no app declares the job "${job}"`)
    if (definition.plane !== 'control' && typeof data.tenantId !== 'string')
      throw new Error(`job ${job} needs a tenantId in its data`)
    await this.#prepare()
    await this.#boss.send(job, data, { db: onTransaction(tx) })
    tx.afterCommit(() => announceJobs(this.#options.services.live, data.tenantId))
  }

  async start(): Promise<void> {
    await this.#prepare()
    await this.#boss.start()
    await this.#setSchedules()
    for (const definition of this.#definitions.values()) {
      const runs = definition.plane === 'control' && definition.schedule !== undefined ? 1 : CONCURRENT_RUNS
      for (let worker = 0; worker < runs; worker += 1) await this.#work(definition)
    }
  }

  async #work(definition: JobDefinition): Promise<void> {
    const pollingIntervalSeconds = definition.schedule ? POLL_SCHEDULED_SECONDS : POLL_SECONDS
    let worker: string | undefined
    worker = await this.#boss.work<Record<string, unknown>>(
      definition.name,
      { batchSize: 1, pollingIntervalSeconds },
      async ([job]) => {
        // Looks for the next one as soon as this one is done; only an empty look waits for the next poll.
        if (worker !== undefined) this.#boss.notifyWorker(worker)
        if (job) await this.#run(definition, job)
      },
    )
  }

  async stop(): Promise<void> {
    this.#draining.abort(new Error('the process is stopping'))
    await this.#boss.stop({ graceful: true, timeout: STOP_MILLISECONDS })
    await this.#pool.end()
  }

  async runPending(only?: string, options: { ignoreDelay?: boolean } = {}): Promise<number> {
    await this.#prepare()
    const names = only === undefined ? [...this.#definitions.keys()] : [only]
    for (let runs = 0; ; ) {
      const before = runs
      for (const name of names) runs += await this.#runQueue(name, options.ignoreDelay ?? false)
      if (runs === before) return runs
    }
  }

  async queues(): Promise<QueueResult[]> {
    return await this.#boss.getQueues()
  }

  async #runQueue(name: string, ignoreStartAfter: boolean): Promise<number> {
    const definition = this.#definitions.get(name)
    if (!definition) throw new Error(`no app declares the job "${name}"`)
    const jobs = await this.#boss.fetch<Record<string, unknown>>(name, { batchSize: 20, ignoreStartAfter })
    for (const job of jobs) {
      try {
        await this.#run(definition, job)
        await this.#boss.complete(name, job.id)
      } catch (error) {
        await this.#boss.fail(name, job.id, error as Error)
      }
    }
    return jobs.length
  }

  async #run(definition: JobDefinition, job: QueuedJob): Promise<void> {
    const { services, log } = this.#options
    await runJob(definition, job, { services, log, draining: this.#draining.signal })
  }

  /** Queues exist before the first job; whichever process comes first makes them. A failure is tried again next time. */
  #prepare(): Promise<void> {
    this.#prepared ??= this.#createQueues().catch((error: unknown) => {
      this.#prepared = null
      throw error
    })
    return this.#prepared
  }

  async #createQueues(): Promise<void> {
    const actual = new Map((await this.#boss.getQueues()).map((queue) => [queue.name, queue]))
    for (const wanted of [deadLetterQueue(), ...[...this.#definitions.values()].map(queueOf)]) {
      const { name, ...settings } = wanted
      const existing = actual.get(name)
      if (!existing) {
        await this.#boss.createQueue(name, settings)
        continue
      }
      const changes = changesOf(wanted, existing)
      if (changes) await this.#boss.updateQueue(name, changes)
    }
  }

  /** The schedules of the catalogue, in UTC, and no others. */
  async #setSchedules(): Promise<void> {
    const wanted = [...this.#definitions.values()].flatMap((definition) => {
      const { name, schedule: cron, plane } = definition
      if (cron === undefined) return []
      return plane === 'control'
        ? [{ queue: name, key: '', cron, data: {} }]
        : [{ queue: FAN_OUT, key: name, cron, data: { job: name } }]
    })
    for (const { queue, key, cron, data } of wanted) {
      await this.#boss.schedule(queue, cron, data, { tz: 'UTC', key })
    }
    const kept = new Set(wanted.map(({ queue, key }) => `${queue} ${key}`))
    for (const { name, key } of await this.#boss.getSchedules()) {
      if (!kept.has(`${name} ${key}`)) await this.#boss.unschedule(name, key)
    }
  }

  #fanOutDefinition(): JobDefinition {
    return {
      name: FAN_OUT,
      plane: 'control',
      run: async (ctx, data) => {
        const job = String(data.job)
        if (!this.#definitions.has(job)) return
        const tenants = await this.#options.db.withControl(listActiveTenants)
        // The same message makes the same ids, so that trying it again does not make the jobs twice.
        const jobs = tenants.map(({ id }) => ({ id: idFrom(`${ctx.jobId} ${id}`), data: { tenantId: id } }))
        if (jobs.length > 0) await this.#boss.insert(job, jobs)
      },
    }
  }
}

/** A UUIDv8 that follows from the text (RFC 9562 §5.8). */
function idFrom(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16)
  bytes.writeUInt8(((bytes[6] as number) & 0x0f) | 0x80, 6)
  bytes.writeUInt8(((bytes[8] as number) & 0x3f) | 0x80, 8)
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
