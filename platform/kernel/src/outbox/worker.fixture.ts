import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type {} from '../../../testing/src/provided.ts'
import { buildCatalogue, type Catalogue } from '../app/catalogue.ts'
import type { AppManifest } from '../app/define-app.ts'
import type { Services } from '../app/services.ts'
import { Database, urlForRole } from '../db/database.ts'
import { migrate } from '../db/migrate.ts'
import { createFileStore } from '../files/local-file-store.ts'
import { newId } from '../ids.ts'
import { installJobs } from '../jobs/install-jobs.ts'
import { createMailer } from '../mail/create-mailer.ts'
import { createLogger, type Logger } from '../telemetry/logger.ts'

const SECRET = 'only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz'

/** The database and the services that background work touches, without HTTP and sign-in. */
export interface WorkerBench {
  db: Database
  catalogue: Catalogue
  services: Services
  log: Logger
  /** Superuser's URL of this bench's database. */
  adminUrl: string
  workerUrl: string
  dataFolder: string
  tenantId: string
  otherTenantId: string
  /** What was told to watchers, as `tenant name`. */
  announced: string[]
  /** Log lines at warning level and above. */
  warnings: Record<string, unknown>[]
  asSuperuser<R extends object>(text: string, values?: unknown[]): Promise<R[]>
  close(): Promise<void>
}

/**
 * A fresh real database with the kernel's schema, job tables, two tenants and the table `public.effect`, where
 * subscribers and jobs of tests leave what they did.
 */
export async function createWorkerBench(apps: AppManifest[] = []): Promise<WorkerBench> {
  const name = `lumbung_worker_${randomBytes(6).toString('hex')}`
  const server = inject('adminUrl')
  const admin = await connect(server)
  await admin.query(`CREATE DATABASE ${name}`)
  const adminUrl = withDatabase(server, name)
  const warnings: Record<string, unknown>[] = []
  const announced: string[] = []
  const log = createLogger({
    level: 'warn',
    destination: { write: (line) => warnings.push(JSON.parse(line)) },
  })
  const source = { app: 'platform', folder: new URL('../../migrations/', import.meta.url) }
  await migrate({ adminUrl, secret: SECRET, sources: [source], log })
  await installJobs({ adminUrl, log })
  const superuser = await connect(adminUrl)
  await superuser.query(`
    CREATE TABLE public.effect (
      place bigint GENERATED ALWAYS AS IDENTITY, tenant_id uuid NOT NULL, subscriber text NOT NULL,
      aggregate text NOT NULL, number integer NOT NULL);
    GRANT SELECT, INSERT ON public.effect TO lumbung_app`)
  const [tenantId, otherTenantId] = [newId(), newId()]
  for (const [id, slug] of [
    [tenantId, 'one'],
    [otherTenantId, 'two'],
  ]) {
    await superuser.query('INSERT INTO control.tenant (id, slug, name) VALUES ($1, $2, $2)', [id, slug])
  }
  const dataFolder = await mkdtemp(join(tmpdir(), 'lumbung-worker-'))
  const db = new Database({ adminUrl, secret: SECRET, poolSize: 8, waitMilliseconds: 60_000, log })
  const catalogue = buildCatalogue(apps)
  const mailConfig = {
    smtpUrl: undefined,
    dataFolder,
    mailFrom: 'Lumbung <no-reply@example.test>',
    publicUrl: 'http://localhost:8000',
  }
  const services = {
    db,
    catalogue,
    log,
    clock: () => new Date(),
    files: createFileStore(join(dataFolder, 'files')),
    mail: createMailer(mailConfig, log),
    wakeOutbox: () => undefined,
    live: {
      announce: (tenantId, name) => announced.push(`${tenantId} ${name}`),
      subscribe: () => () => undefined,
    },
    enqueueJob: async () => {
      throw new Error('this bench has no jobs; the test sets enqueueJob')
    },
  } as Partial<Services> as Services
  return {
    db,
    catalogue,
    services,
    log,
    adminUrl,
    workerUrl: urlForRole(adminUrl, SECRET, 'lumbung_worker'),
    dataFolder,
    tenantId,
    otherTenantId,
    announced,
    warnings,
    asSuperuser: async <R extends object>(text: string, values: unknown[] = []) =>
      (await superuser.query(text, values)).rows as R[],
    close: async () => {
      await db.end()
      await superuser.end()
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return client
}

function withDatabase(adminUrl: string, name: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${name}`
  return url.toString()
}
