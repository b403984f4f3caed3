import { hkdfSync, randomBytes } from 'node:crypto'
import pg from 'pg'
import { ConfigError } from '../config/config-error.ts'
import { OWNER_ROLE, rolePassword, urlForRole } from './database.ts'
import { sameBytes } from './same-bytes.ts'

const WRONG_PASSWORD = '28P01'
/** Who was let in may yet be refused this database, which says nothing against the password. */
const PROBE_ROLE = 'lumbung_control'

/**
 * Throws unless `secret` is the installation's, before anything is changed: the roles' passwords follow from the secret,
 * so a process with another one would lock out all that run. A database that has no check value yet (made by an older
 * version, or empty on a server whose roles are another installation's) is asked by signing in as a runtime role.
 */
export async function assertSecret(client: pg.Client, adminUrl: string, secret: string): Promise<void> {
  const kept = await findCheck(client)
  const fits = kept
    ? sameBytes(checkOf(secret, kept.salt), kept.secret_check)
    : !(await roleExists(client)) || (await letsIn(urlForRole(adminUrl, secret, PROBE_ROLE)))
  if (fits) return
  throw new ConfigError(
    'this database belongs to an installation with another secret; nothing was changed. Every process of one installation ' +
      'needs the same one: set LUMBUNG_SECRET to it (it is LUMBUNG_SECRET there, or the content of secret.key in the data ' +
      'folder of the first process). If that secret is lost or must be replaced, run "npm run lumbung -- secret rotate" ' +
      'with the same DATABASE_URL: processes that have the old one stop working until they are started with the new',
  )
}

/** Keeps the check value of an installation that has none. */
export async function recordSecret(client: pg.Client, secret: string): Promise<void> {
  await writeCheck(client, secret, 'ON CONFLICT (singleton) DO NOTHING')
}

/** In the caller's transaction: from its commit on, `secret` is the installation's. */
export async function replaceSecret(client: pg.Client, secret: string): Promise<void> {
  await writeCheck(
    client,
    secret,
    `ON CONFLICT (singleton) DO UPDATE
       SET salt = excluded.salt, secret_check = excluded.secret_check, secret_set_at = now()`,
  )
}

async function writeCheck(client: pg.Client, secret: string, onConflict: string): Promise<void> {
  if (!(await hasPlace(client))) return
  const salt = randomBytes(16)
  await client.query(`SET ROLE ${OWNER_ROLE}`)
  try {
    await client.query(
      `INSERT INTO control.installation (salt, secret_check) VALUES ($1, $2) ${onConflict}`,
      [salt, checkOf(secret, salt)],
    )
  } finally {
    await client.query('RESET ROLE')
  }
}

function checkOf(secret: string, salt: Buffer): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, salt, 'installation check', 32))
}

/** The database of an older version has no place for a check value; the migration that makes it is part of this one. */
async function hasPlace(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `SELECT to_regclass('control.installation') IS NOT NULL AS there`,
  )
  return rows[0]?.there === true
}

async function findCheck(client: pg.Client): Promise<{ salt: Buffer; secret_check: Buffer } | undefined> {
  if (!(await hasPlace(client))) return undefined
  const found = await client.query<{ salt: Buffer; secret_check: Buffer }>(
    'SELECT salt, secret_check FROM control.installation',
  )
  return found.rows[0]
}

async function roleExists(client: pg.Client): Promise<boolean> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [PROBE_ROLE])
  return rowCount === 1
}

async function letsIn(url: string): Promise<boolean> {
  const probe = new pg.Client({ connectionString: url, application_name: 'lumbung_secret_check' })
  // What happens to the probe after it was let in changes nothing.
  probe.on('error', () => undefined)
  try {
    await probe.connect()
    return true
  } catch (error) {
    return (error as { code?: string }).code !== WRONG_PASSWORD
  } finally {
    await probe.end()
  }
}

/** For the roles of this server: statements that make their passwords follow from `secret`. */
export function passwordStatements(client: pg.Client, secret: string, roles: readonly string[]): string[] {
  return roles.map(
    (role) =>
      `ALTER ROLE ${role} PASSWORD ${client.escapeLiteral(rolePassword(secret, role as typeof PROBE_ROLE))}`,
  )
}
