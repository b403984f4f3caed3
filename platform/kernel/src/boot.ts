import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { startAccessInvalidation } from './access/invalidation.ts'
import { PrincipalCache } from './access/principal-cache.ts'
import { buildCatalogue } from './app/catalogue.ts'
import type { AppManifest } from './app/define-app.ts'
import { type Services, servicesOf } from './app/services.ts'
import { createAccountEffects } from './auth/carry-out-effects.ts'
import { createAccounts } from './auth/create-accounts.ts'
import { createSessions } from './auth/create-sessions.ts'
import { createLimiters } from './auth/limiters.ts'
import { Tokens } from './auth/tokens.ts'
import type { Config } from './config/config.ts'
import { Database, urlForRole } from './db/database.ts'
import { migrate } from './db/migrate.ts'
import { createFileStore } from './files/local-file-store.ts'
import { sweepFiles } from './files/sweep-files.ts'
import { assertConsole } from './http/console.routes.ts'
import { createHttpServer } from './http/server.ts'
import { installJobs } from './jobs/install-jobs.ts'
import { createJobs } from './jobs/jobs.ts'
import { kernelApp } from './kernel-app.ts'
import { createLive } from './live/live.ts'
import { createMailer } from './mail/create-mailer.ts'
import { OperationRunner } from './operation/run.ts'
import { startRelay } from './outbox/relay.ts'
import type { Logger } from './telemetry/logger.ts'
import { createMetrics } from './telemetry/metrics.ts'
import { Texts } from './texts/texts.ts'

export interface BootOptions {
  config: Config
  /** The administrator's URL of the database: migrations run with it, the runtime roles' URLs follow from it. */
  adminUrl: string
  apps: readonly AppManifest[]
  log: Logger
  clock?: () => Date
}

/** A running Lumbung process. */
export interface Platform {
  services: Services
  http: FastifyInstance
  /** Delivers every event that waits; for tests and orderly shutdown. */
  drainOutbox(): Promise<void>
  /** Runs the jobs that wait (of one kind, or all) here and now, and answers how many runs that took; for tests. */
  runJobs(job?: string): Promise<number>
  /** Stops taking work, finishes what is under way, closes everything. */
  close(): Promise<void>
}

/** Brings the database to this program's schema; several processes may do it at once. */
export async function prepareDatabase(options: Omit<BootOptions, 'clock'>): Promise<{ applied: string[] }> {
  const { adminUrl, config, log } = options
  const sources = withKernel(options.apps).flatMap((app) =>
    app.migrations ? [{ app: app.id, folder: app.migrations }] : [],
  )
  const result = await migrate({ adminUrl, secret: config.secret, sources, log })
  await installJobs({ adminUrl, log })
  return result
}

/** Config → database → apps → HTTP → jobs, in that order; `close` goes the other way. */
export async function boot(options: BootOptions): Promise<Platform> {
  const { config, adminUrl, log, clock = () => new Date() } = options
  const apps = withKernel(options.apps)
  const catalogue = buildCatalogue(apps)
  await assertConsole(config)
  const { secret, replicaUrl, poolSize, waitMilliseconds } = config
  const db = new Database({ adminUrl, replicaUrl, secret, poolSize, waitMilliseconds, log })
  const workerUrl = urlForRole(adminUrl, secret, 'lumbung_worker')
  const tokens = new Tokens(secret, clock)
  const identity = db.of('identity')
  const principals = new PrincipalCache(identity, clock)
  const live = createLive({ db, url: workerUrl, log })

  // Parts that need one another meet in this object; it is complete before anything is started.
  const services = {
    config,
    log,
    db,
    catalogue,
    clock,
    tokens,
    principals,
    texts: Texts.create(apps),
    defaultLocale: 'id',
    newRequestId: () => randomUUID(),
    accounts: createAccounts({ db: identity, principals, clock }),
    effects: createAccountEffects({ db: identity, principals, clock, log }),
    files: createFileStore(join(config.dataFolder, 'files')),
    mail: createMailer(config, log),
    metrics: createMetrics(),
    live,
    need: (name: string) => {
      if (!catalogue.provided.has(name)) throw new Error(`no app provides "${name}"`)
      return catalogue.provided.get(name)
    },
  } as Partial<Services> as { -readonly [Part in keyof Services]: Services[Part] }
  const limiters = createLimiters(config, log)
  services.sessions = createSessions(servicesOf('identity', services), limiters.create)
  services.runner = new OperationRunner(services, catalogue)
  const behind = servicesOf('jobs', services)
  const jobs = createJobs({ workerUrl, db: behind.db, catalogue, services: behind, log })
  services.enqueueJob = (tx, job, data) => jobs.enqueue(tx, job, data)
  const relay = startRelay({
    db: behind.db,
    catalogue,
    services: behind,
    log,
    clock,
    paused: !carriesWork(config),
  })
  services.wakeOutbox = () => relay.wake()
  services.metrics.watchBacklog(() => relay.backlog() ?? 0)

  const invalidation = await startAccessInvalidation({ url: workerUrl, principals, log })
  if (config.role !== 'worker') await live.listen()
  const http = await createHttpServer(services)
  await http.ready()
  if (carriesWork(config)) {
    services.effects.start()
    await jobs.start()
  }
  const stopping = new AbortController()
  const sweeping = sweepFiles({ services, log, signal: stopping.signal }).catch((error: unknown) => {
    if (!stopping.signal.aborted) log.warn({ err: error }, 'files left behind were not removed')
  })
  return {
    services,
    http,
    drainOutbox: () => relay.drain(),
    runJobs: (job) => jobs.runPending(job),
    close: async () => {
      stopping.abort()
      await http.close()
      await relay.stop()
      await jobs.stop()
      await services.effects.stop()
      await live.stop()
      await invalidation.stop()
      limiters.close()
      await sweeping
      await db.end()
    },
  }
}

function carriesWork(config: Config): boolean {
  return config.role === 'all' || config.role === 'worker'
}

function withKernel(apps: readonly AppManifest[]): AppManifest[] {
  return [kernelApp, ...apps]
}
