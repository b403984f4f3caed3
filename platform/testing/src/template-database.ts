import { createHash } from 'node:crypto'
import {
  type AppManifest,
  type Config,
  kernelApp,
  type Logger,
  prepareDatabase,
  readMigrations,
} from '@lumbung/kernel'
import pg from 'pg'

/** Any number; serialises the test workers that would build the same template at once. */
const TEMPLATE_LOCK = 7_305_201_127

/**
 * A fresh database with the schema of these apps. The schema is migrated once per run into a template, and each call
 * copies it, which takes a fraction of a second.
 */
export async function createDatabaseFromTemplate(options: {
  adminUrl: string
  apps: readonly AppManifest[]
  config: Config
  log: Logger
}): Promise<{ url: string; drop(): Promise<void> }> {
  const { adminUrl, apps } = options
  const template = `lumbung_template_${schemaHash(apps)}`
  const name = `lumbung_test_${createHash('sha256').update(`${process.pid} ${Date.now()} ${Math.random()}`).digest('hex').slice(0, 16)}`
  await withAdmin(adminUrl, async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [template])
    if (rowCount === 0) await buildTemplate(client, template, options)
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
    await client.query('SELECT pg_advisory_unlock($1)', [TEMPLATE_LOCK])
  })
  return {
    url: urlOf(adminUrl, name),
    drop: () =>
      withAdmin(adminUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      }),
  }
}

/** Built under another name and renamed when whole, so that a half-made template is never copied. */
async function buildTemplate(
  client: pg.Client,
  template: string,
  options: { adminUrl: string; apps: readonly AppManifest[]; config: Config; log: Logger },
): Promise<void> {
  const draft = `${template}_draft`
  await client.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`)
  await client.query(`CREATE DATABASE ${draft}`)
  await prepareDatabase({ ...options, adminUrl: urlOf(options.adminUrl, draft) })
  await client.query(`ALTER DATABASE ${draft} RENAME TO ${template}`)
}

async function withAdmin(adminUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

function urlOf(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.toString()
}

function schemaHash(apps: readonly AppManifest[]): string {
  const hash = createHash('sha256')
  for (const app of [kernelApp, ...apps]) {
    if (!app.migrations) continue
    for (const migration of readMigrations({ app: app.id, folder: app.migrations })) {
      hash.update(`${app.id}/${migration.name}/${migration.sha256}\n`)
    }
  }
  return hash.digest('hex').slice(0, 12)
}
