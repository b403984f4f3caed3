import { RUNTIME_ROLES, urlForRole } from '@lumbung/kernel'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apps } from '../../server/src/apps.ts'
import { arrangeOneOfEverything } from './arrange.ts'

let platform: TestPlatform
let stranger: pg.Client
let tables: { name: string; rows: number }[]

beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  await arrangeOneOfEverything(platform)
  const found = await platform.asSuperuser<{ name: string }>(
    `SELECT table_schema || '.' || table_name AS name FROM information_schema.columns
     WHERE column_name = 'tenant_id' AND table_schema NOT IN ('control', 'pgboss', 'pg_catalog') ORDER BY 1`,
  )
  tables = []
  for (const { name } of found) {
    const [count] = await platform.asSuperuser<{ n: string }>(
      `SELECT count(*) AS n FROM ${name} WHERE tenant_id = $1`,
      [platform.tenant.id],
    )
    tables.push({ name, rows: Number(count?.n) })
  }
  stranger = new pg.Client({
    connectionString: urlForRole(platform.databaseUrl, platform.config.secret, 'lumbung_app'),
  })
  await stranger.connect()
}, 60_000)
afterAll(async () => {
  await stranger.end()
  await platform.close()
})

/** The tenants' role writes here and reads nothing, not even its own: the rows may hold a password's hash. */
const UNREADABLE = new Set(['kernel.account_effect'])
const nothingOf = (name: string) => (UNREADABLE.has(name) ? 'refused' : 0)

/** In a transaction bound to the other tenant, and always rolled back. */
async function asOtherTenant<T>(work: () => Promise<T>): Promise<T> {
  await stranger.query(`BEGIN; SELECT set_config('app.tenant_id', '${platform.otherTenant.id}', true)`)
  try {
    return await work()
  } finally {
    await stranger.query('ROLLBACK')
  }
}

/** Rows touched, or the refusal of the database: no privilege (42501), append-only (23001), policy (42501). */
async function outcome(text: string, values: unknown[] = []): Promise<number | 'refused'> {
  try {
    return (await stranger.query(text, values)).rowCount ?? 0
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === '42501' || code === '23001') return 'refused'
    throw error
  }
}

describe('the database itself keeps the tenants apart (G6)', () => {
  it('has rows of the first tenant to protect', () => {
    expect(tables.filter(({ rows }) => rows > 0).map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'fuel.site',
        'kernel.audit_entry',
        'kernel.member',
        'kernel.saved_view',
        'ledger.account',
        'ledger.day',
        'ledger.movement',
      ]),
    )
  })

  it('shows none of them to a transaction of another tenant, in any table', async () => {
    for (const { name } of tables) {
      const seen = await asOtherTenant(() =>
        outcome(`SELECT 1 FROM ${name} WHERE tenant_id = $1`, [platform.tenant.id]),
      )
      expect([name, seen]).toEqual([name, nothingOf(name)])
    }
  })

  it('shows nothing at all where no tenant is bound', async () => {
    for (const { name } of tables)
      expect([name, await outcome(`SELECT 1 FROM ${name}`)]).toEqual([name, nothingOf(name)])
  })

  it('changes and deletes none of them', async () => {
    for (const { name } of tables) {
      for (const text of [
        `UPDATE ${name} SET tenant_id = tenant_id WHERE tenant_id = '${platform.tenant.id}'`,
        `DELETE FROM ${name} WHERE tenant_id = '${platform.tenant.id}'`,
      ]) {
        expect([text, await asOtherTenant(() => outcome(text))]).toEqual([
          text,
          expect.toSatisfy((done) => done === 0 || done === 'refused'),
        ])
      }
    }
  })

  it('takes no row that is written in the first tenant’s name', async () => {
    for (const { name } of tables.filter(({ rows }) => rows > 0)) {
      const copy = `INSERT INTO ${name} SELECT (jsonb_populate_record(NULL::${name}, $1)).*`
      const [row] = await platform.asSuperuser<{ row: object }>(
        `SELECT to_jsonb(t) AS row FROM ${name} t WHERE tenant_id = $1 LIMIT 1`,
        [platform.tenant.id],
      )
      const done = await asOtherTenant(() =>
        outcome(copy, [JSON.stringify(row?.row)]).catch((error: { code: string }) => error.code),
      )
      // 428C9: a column that the database numbers itself cannot even be named.
      expect([name, done]).toEqual([name, expect.toSatisfy((code) => code === 'refused' || code === '428C9')])
    }
  })

  it('truncates nothing, whoever asks', async () => {
    for (const role of RUNTIME_ROLES) {
      const client = new pg.Client({
        connectionString: urlForRole(platform.databaseUrl, platform.config.secret, role),
      })
      await client.connect()
      try {
        for (const { name } of tables) {
          await expect(client.query(`TRUNCATE ${name} CASCADE`), `${role} ${name}`).rejects.toMatchObject({
            code: expect.stringMatching(/^(42501|23001)$/),
          })
        }
      } finally {
        await client.end()
      }
    }
  })
})
