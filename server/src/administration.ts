import {
  admitMember,
  boot,
  type Config,
  createLogger,
  createTenantWithAdmin,
  newPassword,
  type Platform,
  prepareDatabase,
  rotateSecret,
  secretFile,
  sql,
  writeFileWholeSync,
} from '@lumbung/kernel'
import { apps } from './apps.ts'
import { openDatabase } from './database.ts'
import { expected } from './session-file.ts'

const say = (line: string) => process.stdout.write(`${line}\n`)

/** Runs work on the platform without opening its HTTP door; for commands at the machine itself. */
async function withPlatform<T>(config: Config, work: (platform: Platform) => Promise<T>): Promise<T> {
  const log = createLogger({ level: config.logLevel === 'info' ? 'warn' : config.logLevel })
  const database = await openDatabase(config, log)
  try {
    const { adminUrl } = database
    await prepareDatabase({ config, adminUrl, apps, log })
    const platform = await boot({ config: { ...config, role: 'command' }, adminUrl, apps, log })
    try {
      return await work(platform)
    } finally {
      await platform.close()
    }
  } finally {
    await database.stop()
  }
}

export async function migrateOnly(config: Config): Promise<void> {
  const log = createLogger({ level: 'warn' })
  const database = await openDatabase(config, log)
  try {
    const { applied } = await prepareDatabase({ config, adminUrl: database.adminUrl, apps, log })
    say(applied.length === 0 ? 'The schema is up to date.' : `Applied:\n  ${applied.join('\n  ')}`)
  } finally {
    await database.stop()
  }
}

export async function listTenants(config: Config): Promise<void> {
  await withPlatform(config, async ({ services }) => {
    const tenants = await services.db.withControl((tx) =>
      tx.rows<{ slug: string; name: string; status: string; zone: string }>(
        sql`SELECT slug, name, status, zone FROM control.tenant ORDER BY slug`,
      ),
    )
    for (const tenant of tenants)
      say(`${tenant.slug.padEnd(24)} ${tenant.status.padEnd(12)} ${tenant.zone.padEnd(20)} ${tenant.name}`)
  })
}

export async function createTenant(
  config: Config,
  input: {
    slug: string
    name: string
    zone: string
    locale: 'id' | 'en'
    adminEmail: string
    adminName: string
  },
): Promise<void> {
  await withPlatform(config, async ({ services }) => {
    const made = await createTenantWithAdmin(services, input)
    say(`Organisation ${made.tenantSlug} is ready.`)
    say(`  Sign in with ${made.email}`)
    if (made.password) say(`  Password     ${made.password}   (shown this once)`)
  })
}

export async function createUser(
  config: Config,
  input: { email: string; tenant: string; name: string; role: string; site?: string },
): Promise<void> {
  await withPlatform(config, async ({ services }) => {
    const password = newPassword()
    const account = await services.accounts.ensure({ email: input.email, name: input.name, password })
    await admitMember(services, {
      tenantSlug: input.tenant,
      userId: account.id,
      roleKey: input.role,
      scope: input.site ? { kind: 'site', name: input.site } : null,
    })
    say(`${account.email} may now enter ${input.tenant} as ${input.role}.`)
    if (account.passwordSet) say(`  Password ${password}   (shown this once)`)
  })
}

export async function resetPassword(config: Config, email: string): Promise<void> {
  await withPlatform(config, async ({ services }) => {
    const account = await services.accounts.find(email)
    if (!account) throw expected(`nobody has the address ${email}`)
    const password = newPassword()
    await services.accounts.setPassword(account.id, password)
    await services.accounts.endSessions(account.id, 'password_changed')
    say(`New password of ${email}: ${password}   (shown this once)`)
  })
}

/**
 * Makes `config.secret` the installation's. Where it is kept in the data folder it is written there first: a crash in
 * between is mended by rotating again, and a database whose secret stands nowhere cannot come to be.
 */
export async function rotateInstallationSecret(config: Config, isKept: boolean): Promise<void> {
  const log = createLogger({ level: 'warn' })
  const database = await openDatabase(config, log)
  try {
    if (isKept) writeFileWholeSync(secretFile(config.dataFolder), `${config.secret}\n`, true)
    const ended = await rotateSecret({ adminUrl: database.adminUrl, secret: config.secret })
    say(`The installation has a new secret${isKept ? `, kept in ${secretFile(config.dataFolder)}` : ''}.`)
    say(`  Connections of running processes that were ended: ${ended}`)
    say('  Start every process anew with this secret. People go on where they were, or sign in again.')
  } finally {
    await database.stop()
  }
}
