import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Logger } from '../telemetry/logger.ts'
import { OWNER_ROLE, RUNTIME_ROLES, rolePassword } from './database.ts'
import { assertSecret, passwordStatements, recordSecret } from './secret-check.ts'

export interface MigrationSource {
  /** The app's id; its migrations are numbered on their own. */
  app: string
  folder: URL
}

interface Migration {
  app: string
  name: string
  text: string
  sha256: string
  /** Marked `-- breaking: why` in its first line: an older program must not run on a database that has it. */
  breaking: boolean
}

/** Serialises every migrator of a database, whichever process it is in. */
export const MIGRATION_LOCK = 7_305_201_126

/**
 * Brings a database to this program's schema, once it is sure that the secret is this installation's: roles, then each app's plain SQL files in order, each in one
 * transaction under the owner role. Forward only: a file that has landed is immutable (its SHA-256 is compared), and a
 * database that a newer program has changed in a breaking way is refused.
 */
export async function migrate(options: {
  adminUrl: string
  secret: string
  sources: MigrationSource[]
  log: Logger
}): Promise<{ applied: string[] }> {
  const client = new pg.Client({ connectionString: options.adminUrl, application_name: 'lumbung_migrate' })
  client.on('error', (error) => options.log.warn({ err: error }, 'migration connection lost'))
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(`SET lock_timeout = '10s'`)
    await assertSecret(client, options.adminUrl, options.secret)
    await createRoles(client, options.secret)
    await createMigrationTable(client)
    const applied = await applyAll(client, options.sources, options.log)
    await recordSecret(client, options.secret)
    return { applied }
  } finally {
    await client.end()
  }
}

async function createRoles(client: pg.Client, secret: string): Promise<void> {
  const { rows } = await client.query<{ rolname: string }>(
    'SELECT rolname FROM pg_roles WHERE rolname = ANY($1)',
    [[OWNER_ROLE, ...RUNTIME_ROLES]],
  )
  const known = new Set(rows.map((row) => row.rolname))
  const attributes = 'NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS'
  if (!known.has(OWNER_ROLE))
    await createUnlessThere(client, `CREATE ROLE ${OWNER_ROLE} NOLOGIN ${attributes}`)
  for (const role of RUNTIME_ROLES) {
    // With its password from the start: a role that nobody can sign in as would look like another installation's.
    const password = client.escapeLiteral(rolePassword(secret, role))
    if (!known.has(role))
      await createUnlessThere(client, `CREATE ROLE ${role} LOGIN ${attributes} PASSWORD ${password}`)
  }
  for (const statement of passwordStatements(client, secret, RUNTIME_ROLES)) await client.query(statement)
  const database = client.escapeIdentifier(client.database as string)
  await client.query(`GRANT ${OWNER_ROLE} TO CURRENT_USER`)
  await client.query(`GRANT CREATE, CONNECT ON DATABASE ${database} TO ${OWNER_ROLE}`)
  await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${RUNTIME_ROLES.join(', ')}`)
  await client.query('REVOKE CREATE ON SCHEMA public FROM PUBLIC')
}

/** Roles belong to the whole server: another database's migrator may create them at the same moment. */
async function createUnlessThere(client: pg.Client, statement: string): Promise<void> {
  try {
    await client.query(statement)
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code !== '42710' && code !== '23505') throw error
  }
}

async function createMigrationTable(client: pg.Client): Promise<void> {
  await client.query(`
    BEGIN;
    SET LOCAL ROLE ${OWNER_ROLE};
    CREATE SCHEMA IF NOT EXISTS control;
    CREATE TABLE IF NOT EXISTS control.migration (
      app text NOT NULL,
      name text NOT NULL,
      sha256 text NOT NULL,
      breaking boolean NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now(),
      CONSTRAINT migration_pk PRIMARY KEY (app, name)
    );
    COMMIT`)
}

async function applyAll(client: pg.Client, sources: MigrationSource[], log: Logger): Promise<string[]> {
  const migrations = sources.flatMap(readMigrations)
  const { rows } = await client.query<{ app: string; name: string; sha256: string; breaking: boolean }>(
    'SELECT app, name, sha256, breaking FROM control.migration',
  )
  const done = new Map(rows.map((row) => [`${row.app}/${row.name}`, row]))
  refuseNewerSchema(migrations, rows)
  const applied: string[] = []
  for (const migration of migrations) {
    const key = `${migration.app}/${migration.name}`
    const earlier = done.get(key)
    if (earlier) {
      if (earlier.sha256 !== migration.sha256) {
        throw new Error(`migration ${key} was changed after it had been applied; write a new one instead`)
      }
      continue
    }
    await applyOne(client, migration)
    log.debug({ migration: key }, 'migration applied')
    applied.push(key)
  }
  if (applied.length > 0) log.info({ migrations: applied }, 'database brought up to date')
  return applied
}

function refuseNewerSchema(
  migrations: Migration[],
  rows: { app: string; name: string; breaking: boolean }[],
): void {
  const known = new Set(migrations.map((migration) => `${migration.app}/${migration.name}`))
  const newer = rows.filter((row) => row.breaking && !known.has(`${row.app}/${row.name}`))
  if (newer.length === 0) return
  const names = newer.map((row) => `${row.app}/${row.name}`).join(', ')
  throw new Error(
    `this database was changed by a newer version of Lumbung (${names}); start that version instead`,
  )
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  await client.query(`BEGIN; SET LOCAL ROLE ${OWNER_ROLE}`)
  try {
    await client.query(migration.text)
    await client.query(
      'INSERT INTO control.migration (app, name, sha256, breaking) VALUES ($1, $2, $3, $4)',
      [migration.app, migration.name, migration.sha256, migration.breaking],
    )
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`migration ${migration.app}/${migration.name} failed: ${(error as Error).message}`, {
      cause: error,
    })
  }
}

/** The SQL files of one app in the order of their numbers. */
export function readMigrations(source: MigrationSource): Migration[] {
  const folder = fileURLToPath(source.folder)
  return readdirSync(folder)
    .filter((file) => /^\d{4}_[a-z0-9_]+\.sql$/.test(file))
    .sort()
    .map((file) => {
      const text = readFileSync(new URL(file, source.folder), 'utf8')
      return {
        app: source.app,
        name: file.replace(/\.sql$/, ''),
        text,
        sha256: createHash('sha256').update(text).digest('hex'),
        breaking: text.startsWith('-- breaking:'),
      }
    })
}
