import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CallerInputOf,
  httpOf,
  type Operation,
  type OutputOf,
  type ProblemBody,
} from '@lumbung/contract'
import {
  type AppManifest,
  boot,
  type Config,
  createLogger,
  loadConfig,
  newId,
  type Platform,
  sql,
} from '@lumbung/kernel'
import pg from 'pg'
import { inject } from 'vitest'
import type {} from './provided.ts'
import { createDatabaseFromTemplate } from './template-database.ts'

/** The same for every test database of a server, because the runtime roles' passwords follow from it. */
const TEST_SECRET = 'only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz'

export interface TestTenant {
  id: string
  slug: string
  zone: string
}

export interface CallOptions {
  idempotencyKey?: string
  ifMatch?: number
  locale?: 'id' | 'en'
  headers?: Record<string, string>
}

/** What came back: `body` is the output where the status is below 400, the problem otherwise. */
export interface CallResult<Output> {
  status: number
  body: Output
  problem: ProblemBody
  headers: Record<string, string | string[] | number | undefined>
  text: string
}

/** A signed-in person (or nobody) who calls operations over HTTP injection. */
export interface TestPerson {
  userId: string
  token: string
  tenant: TestTenant
  call<Op extends Operation>(
    operation: Op,
    input: CallerInputOf<Op>,
    options?: CallOptions,
  ): Promise<CallResult<OutputOf<Op>>>
  /** Any input, for bad-input tests. */
  callRaw(operation: Operation, input: unknown, options?: CallOptions): Promise<CallResult<unknown>>
}

export interface SignInOptions {
  tenant?: TestTenant
  scope?: { kind: string; id: string }
  name?: string
}

export interface TestPlatform extends Platform {
  config: Config
  /** The superuser's URL of this test's database, to look behind the curtain. */
  databaseUrl: string
  tenant: TestTenant
  otherTenant: TestTenant
  createTenant(slug: string, zone?: string): Promise<TestTenant>
  /** A new member of the tenant who holds this role of an app's template (null: no role at all). */
  signInAs(roleKey: string | null, options?: SignInOptions): Promise<TestPerson>
  /** A new member whose one role holds exactly these permissions. */
  signInWith(permissions: string[], options?: SignInOptions): Promise<TestPerson>
  anonymous: TestPerson
  /** Runs statements as superuser: for arranging what no operation does and for looking at what is stored. */
  asSuperuser<R extends object>(text: string, values?: unknown[]): Promise<R[]>
  /** Moves the platform's clock; null lets it run again. */
  setClock(now: Date | null): void
}

/**
 * The whole platform on a real PostgreSQL database of its own, two tenants in it, called over HTTP injection. Nothing
 * is replaced. Close it in `afterAll`.
 */
export async function createTestPlatform(options: {
  apps: readonly AppManifest[]
  env?: Record<string, string>
}): Promise<TestPlatform> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'lumbung-test-data-'))
  const config = loadConfig({
    NODE_ENV: 'test',
    PORT: '0',
    LUMBUNG_DATA: dataFolder,
    LUMBUNG_SECRET: TEST_SECRET,
    LUMBUNG_LOG_LEVEL: process.env.LUMBUNG_TEST_LOG ?? 'silent',
    LUMBUNG_POOL_SIZE: '8',
    LUMBUNG_RATE_PER_MINUTE: '1000000',
    LUMBUNG_SIGN_IN_RATE: '1000000',
    // A slow machine is no overload: a test that a neighbour holds up must not be answered 503.
    LUMBUNG_SHED_DELAY_MS: '600000',
    LUMBUNG_WAIT_MS: '60000',
    LUMBUNG_UPLOADS_PER_MINUTE: '1000000',
    ...options.env,
  })
  const log = createLogger({ level: config.logLevel })
  const adminUrl = inject('adminUrl')
  const database = await createDatabaseFromTemplate({ adminUrl, apps: options.apps, config, log })
  let frozen: Date | null = null
  const clock = () => frozen ?? new Date()
  const platform = await boot({ config, adminUrl: database.url, apps: options.apps, log, clock })
  const superuser = new pg.Client({ connectionString: database.url })
  await superuser.connect()

  const asSuperuser = async <R extends object>(text: string, values: unknown[] = []) =>
    (await superuser.query(text, values)).rows as R[]

  const createTenant = async (slug: string, zone = 'Asia/Makassar'): Promise<TestTenant> => {
    const tenant = { id: newId(), slug, zone }
    await asSuperuser('INSERT INTO control.tenant (id, slug, name, zone) VALUES ($1, $2, $3, $4)', [
      tenant.id,
      slug,
      slug,
      zone,
    ])
    await platform.services.db.withTenant(tenant.id, async (tx) => {
      for (const app of platform.services.catalogue.apps) {
        for (const role of app.roles ?? []) {
          await tx.run(sql`
            INSERT INTO kernel.role (id, key, name, permissions, template)
            VALUES (${newId()}, ${role.key}, ${role.name.id}, ${role.permissions}, ${role.key})`)
        }
        await app.provision?.(tx, tenant)
      }
    })
    return tenant
  }
  const tenant = await createTenant('lumbung-one')
  const otherTenant = await createTenant('lumbung-two')

  const signIn = async (
    role: { key: string } | { permissions: string[] } | null,
    options: SignInOptions = {},
  ) => {
    const home = options.tenant ?? tenant
    const userId = newId()
    const email = `person-${userId}@example.test`
    const name = options.name ?? `Person ${userId.slice(-6)}`
    await asSuperuser('INSERT INTO control.user_account (id, email, name) VALUES ($1, $2, $3)', [
      userId,
      email,
      name,
    ])
    await platform.services.db.withTenant(home.id, async (tx) => {
      await tx.run(
        sql`INSERT INTO kernel.member (user_id, name, email) VALUES (${userId}, ${name}, ${email})`,
      )
      if (role === null) return
      let roleId: string
      if ('key' in role) {
        roleId = (await tx.one<{ id: string }>(sql`SELECT id FROM kernel.role WHERE key = ${role.key}`)).id
      } else {
        roleId = newId()
        await tx.run(sql`
          INSERT INTO kernel.role (id, key, name, permissions)
          VALUES (${roleId}, ${`test-${roleId}`}, 'Test role', ${role.permissions})`)
      }
      await tx.run(sql`
        INSERT INTO kernel.assignment (id, user_id, role_id, scope_kind, scope_id)
        VALUES (${newId()}, ${userId}, ${roleId}, ${options.scope?.kind ?? 'tenant'}, ${options.scope?.id ?? null})`)
    })
    const { accessToken } = await platform.services.sessions.start({
      userId,
      tenantId: home.id,
      address: null,
      agent: 'test',
    })
    return personOf(platform, userId, accessToken, home)
  }

  return {
    ...platform,
    config,
    databaseUrl: database.url,
    tenant,
    otherTenant,
    createTenant,
    signInAs: (roleKey, options) => signIn(roleKey === null ? null : { key: roleKey }, options),
    signInWith: (permissions, options) => signIn({ permissions }, options),
    anonymous: personOf(platform, '', '', tenant),
    asSuperuser,
    setClock: (now) => {
      frozen = now
    },
    close: async () => {
      await platform.close()
      await superuser.end()
      await database.drop()
      await rm(dataFolder, { recursive: true, force: true })
    },
  }
}

function personOf(platform: Platform, userId: string, token: string, tenant: TestTenant): TestPerson {
  const callRaw = async (
    operation: Operation,
    input: unknown,
    options: CallOptions = {},
  ): Promise<CallResult<unknown>> => {
    const { method, path, params } = httpOf(operation)
    const fields = { ...(input as Record<string, unknown>) }
    // A URL cannot carry half a surrogate pair: no caller could send one.
    const url = path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(String(fields[name]).toWellFormed()),
    )
    for (const name of params) delete fields[name]
    const inQuery = method === 'GET' || method === 'DELETE'
    const query = inQuery
      ? Object.fromEntries(
          Object.entries(fields)
            .filter(([, v]) => v !== undefined)
            .map(([k, v]) => [k, String(v)]),
        )
      : {}
    const response = await platform.http.inject({
      method,
      url: `/api/v1${url}`,
      query,
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
        ...(options.ifMatch !== undefined ? { 'if-match': `"${options.ifMatch}"` } : {}),
        ...(options.locale ? { 'accept-language': options.locale } : {}),
        ...options.headers,
      },
      ...(inQuery
        ? {}
        : {
            payload: (input !== null && typeof input === 'object' && !Array.isArray(input)
              ? fields
              : input) as object,
          }),
    })
    const isJson = String(response.headers['content-type'] ?? '').includes('json')
    const parsed = isJson ? JSON.parse(response.body) : undefined
    return {
      status: response.statusCode,
      body: parsed,
      problem: parsed,
      headers: response.headers,
      text: response.body,
    }
  }
  return { userId, token, tenant, callRaw, call: callRaw as TestPerson['call'] }
}
