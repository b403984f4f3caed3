import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { me } from '@lumbung/admin/contract'
import { httpOf } from '@lumbung/contract'
import {
  boot,
  type Config,
  createLogger,
  type EmbeddedPostgres,
  ensureFirstAdministrator,
  loadConfig,
  newSecret,
  type Platform,
  prepareDatabase,
  rotateSecret,
  startEmbeddedPostgres,
} from '@lumbung/kernel'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { apps } from '../../server/src/apps.ts'

/** A server of its own: the passwords of the roles, which this test changes, belong to the whole server. */
let cluster: EmbeddedPostgres
let folder: string
let warnings: Record<string, unknown>[] = []
/** Migrated once; each test first makes a secret of its own the installation's. */
let adminUrl: string
const log = createLogger({
  level: 'warn',
  destination: { write: (line) => void warnings.push(JSON.parse(line)) },
})
const running: Platform[] = []
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lumbung-secret-'))
  await chmod(folder, 0o755)
  cluster = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), durable: false })
  adminUrl = await newDatabase()
})
afterEach(async () => {
  for (const platform of running.splice(0)) await platform.close()
})
afterAll(async () => {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
})

let databases = 0
async function newDatabase(): Promise<string> {
  databases += 1
  const url = new URL(cluster.adminUrl)
  await asSuperuser(cluster.adminUrl, `CREATE DATABASE secret_${databases}`)
  url.pathname = `/secret_${databases}`
  return url.toString()
}
async function asSuperuser(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}
const configOf = (secret: string): Config =>
  loadConfig({
    NODE_ENV: 'test',
    LUMBUNG_DATA: join(folder, secret.slice(0, 8)),
    LUMBUNG_SECRET: secret,
    LUMBUNG_ADMIN_PASSWORD: 'kuda baterai stapler benar',
    LUMBUNG_POOL_SIZE: '4',
  })
async function startProcess(adminUrl: string, secret: string): Promise<Platform> {
  const config = configOf(secret)
  warnings = []
  await prepareDatabase({ config, adminUrl, apps, log })
  const platform = await boot({ config, adminUrl, apps, log })
  running.push(platform)
  await ensureFirstAdministrator(platform.services)
  return platform
}
const signIn = (platform: Platform) =>
  platform.http.inject({
    method: 'POST',
    url: '/api/v1/auth/login',
    payload: { login: 'admin@lumbung.local', password: 'kuda baterai stapler benar' },
  })
const passwordsOf = (url: string) =>
  asSuperuser(url, `SELECT rolname, rolpassword FROM pg_authid WHERE rolname LIKE 'lumbung_%' ORDER BY 1`)

describe('the installation knows its secret', () => {
  it('and refuses a process with another one before it changes anything; the first goes on', async () => {
    const secret = newSecret()
    await rotateSecret({ adminUrl, secret })
    const first = await startProcess(adminUrl, secret)
    const before = await passwordsOf(adminUrl)
    await expect(startProcess(adminUrl, newSecret())).rejects.toThrow(/LUMBUNG_SECRET.*secret rotate/)
    expect(await passwordsOf(adminUrl)).toEqual(before)
    expect((await signIn(first)).statusCode).toBe(200)
    const second = await startProcess(adminUrl, secret)
    expect((await signIn(second)).statusCode).toBe(200)
    // What is kept tells whether it is the same, and nothing of it.
    const [row] = await asSuperuser(adminUrl, 'SELECT * FROM control.installation')
    expect(JSON.stringify(row)).not.toContain(secret)
  })

  it('also where an older version kept no check value, and on a server whose roles are another installation’s', async () => {
    const secret = newSecret()
    await rotateSecret({ adminUrl, secret })
    await startProcess(adminUrl, secret)
    await asSuperuser(adminUrl, 'DELETE FROM control.installation')
    await expect(startProcess(adminUrl, newSecret())).rejects.toThrow(/another secret/)
    await expect(startProcess(await newDatabase(), newSecret())).rejects.toThrow(/another secret/)
    const again = await startProcess(adminUrl, secret)
    expect((await signIn(again)).statusCode).toBe(200)
    expect(await asSuperuser(adminUrl, 'SELECT singleton FROM control.installation')).toHaveLength(1)
  })

  it('and takes a new one on purpose: old processes and tokens end, sessions go on under the new', async () => {
    const [old, secret] = [newSecret(), newSecret()]
    await rotateSecret({ adminUrl, secret: old })
    const first = await startProcess(adminUrl, old)
    const { accessToken, refreshToken } = (await signIn(first)).json()
    expect(await rotateSecret({ adminUrl, secret })).toBeGreaterThan(0)

    const refused = await signIn(first)
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'platform.unavailable'])
    expect(refused.headers['retry-after']).toBeDefined()
    expect(JSON.stringify(warnings)).toContain('password authentication failed')
    await expect(startProcess(adminUrl, old)).rejects.toThrow(/another secret/)

    const second = await startProcess(adminUrl, secret)
    const get = (token: string) =>
      second.http.inject({
        url: `/api/v1${httpOf(me).path}`,
        headers: { authorization: `Bearer ${token}` },
      })
    expect((await get(accessToken)).statusCode).toBe(401)
    const refreshed = await second.http.inject({
      method: 'POST',
      url: '/api/v1/auth/refresh',
      payload: { refreshToken },
    })
    expect((await get(refreshed.json().accessToken)).statusCode).toBe(200)
  })
})
