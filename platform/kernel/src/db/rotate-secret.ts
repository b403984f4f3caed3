import pg from 'pg'
import { RUNTIME_ROLES } from './database.ts'
import { MIGRATION_LOCK } from './migrate.ts'
import { passwordStatements, replaceSecret } from './secret-check.ts'

/**
 * Makes `secret` the installation's: the roles' passwords and the check value change in one transaction, then every
 * connection of a process with the old secret is ended, and none of them gets a new one. Tokens signed with the old
 * secret are void; sessions go on where a process has the new one. Safe to repeat.
 * @returns how many connections were ended
 */
export async function rotateSecret(options: { adminUrl: string; secret: string }): Promise<number> {
  const client = new pg.Client({ connectionString: options.adminUrl, application_name: 'lumbung_rotate' })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    const { rows: roles } = await client.query<{ rolname: string }>(
      'SELECT rolname FROM pg_roles WHERE rolname = ANY($1)',
      [[...RUNTIME_ROLES]],
    )
    await client.query('BEGIN')
    const names = roles.map(({ rolname }) => rolname)
    for (const statement of passwordStatements(client, options.secret, names)) await client.query(statement)
    await replaceSecret(client, options.secret)
    await client.query('COMMIT')
    const { rowCount } = await client.query(
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = ANY($1)',
      [names],
    )
    return rowCount ?? 0
  } finally {
    await client.end()
  }
}
