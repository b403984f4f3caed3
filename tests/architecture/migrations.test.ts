import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { createLogger, kernelApp, type MigrationSource, migrate } from '@lumbung/kernel'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest'
import type {} from '../../platform/testing/src/provided.ts'
import { apps } from '../../server/src/apps.ts'

const log = createLogger({ level: 'silent' })
/** The same secret as every test database of the server, since its roles are shared. */
const secret = 'only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz'
const sources: MigrationSource[] = [kernelApp, ...apps].flatMap((app) =>
  app.migrations ? [{ app: app.id, folder: app.migrations }] : [],
)

let server: pg.Client
const databases: string[] = []
const folders: string[] = []
beforeAll(async () => {
  server = new pg.Client({ connectionString: inject('adminUrl') })
  await server.connect()
})
afterEach(async () => {
  for (const name of databases.splice(0)) await server.query(`DROP DATABASE ${name} WITH (FORCE)`)
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})
afterAll(() => server.end())

async function emptyDatabase(): Promise<string> {
  const name = `migrations_${process.pid}_${databases.length}`
  await server.query(`CREATE DATABASE ${name}`)
  databases.push(name)
  const url = new URL(inject('adminUrl'))
  url.pathname = `/${name}`
  return url.toString()
}

/** The apps as they were when each had only its first `count` migrations. */
function earlier(count: number): MigrationSource[] {
  return chosen((_file, index) => index < count)
}

/** The apps with some of their migrations only. */
function chosen(isChosen: (file: string, index: number) => boolean): MigrationSource[] {
  return sources.map(({ app, folder }) => {
    const copy = mkdtempSync(join(tmpdir(), 'lumbung-migrations-'))
    folders.push(copy)
    const files = readdirSync(fileURLToPath(folder)).sort().filter(isChosen)
    for (const file of files) cpSync(join(fileURLToPath(folder), file), join(copy, file))
    return { app, folder: pathToFileURL(`${copy}/`) }
  })
}

/** Columns, constraints, indexes, policies, functions, triggers and grants, in one comparable list. */
async function shapeOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const ours = `NOT IN ('pg_catalog', 'information_schema', 'pg_toast', 'public')`
    const { rows } = await client.query<{ line: string }>(`
      SELECT format('column %s.%s.%s %s %s %s', table_schema, table_name, column_name, data_type, is_nullable, column_default) AS line
        FROM information_schema.columns WHERE table_schema ${ours}
      UNION ALL SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
        FROM pg_constraint c JOIN pg_namespace n ON n.oid = connamespace WHERE nspname ${ours}
      UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname ${ours}
      UNION ALL SELECT format('policy %s.%s %s %s %s %s %s', schemaname, tablename, policyname, roles, cmd, qual, with_check)
        FROM pg_policies WHERE schemaname ${ours}
      UNION ALL SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
        WHERE nspname ${ours} AND prokind = 'f'
      UNION ALL SELECT 'trigger ' || pg_get_triggerdef(t.oid) FROM pg_trigger t WHERE NOT tgisinternal
      UNION ALL SELECT format('grant %s.%s %s %s', table_schema, table_name, grantee, privilege_type)
        FROM information_schema.table_privileges WHERE table_schema ${ours}
      ORDER BY 1`)
    return rows.map(({ line }) => line)
  } finally {
    await client.end()
  }
}

describe('migrations', () => {
  it('leave an upgraded database exactly like a fresh one, from every earlier state', async () => {
    const fresh = await emptyDatabase()
    await migrate({ adminUrl: fresh, secret, sources, log })
    const shape = await shapeOf(fresh)
    expect(shape.length).toBeGreaterThan(300)
    const most = Math.max(...sources.map(({ folder }) => readdirSync(fileURLToPath(folder)).length))
    for (let count = 1; count < most; count += 1) {
      const upgraded = await emptyDatabase()
      await migrate({ adminUrl: upgraded, secret, sources: earlier(count), log })
      await migrate({ adminUrl: upgraded, secret, sources, log })
      expect(await shapeOf(upgraded)).toEqual(shape)
    }
    // One database for each state: on a slow machine that takes longer than a test usually may.
  }, 120_000)

  it('do nothing the second time, and wait for one another when two processes start at once', async () => {
    const url = await emptyDatabase()
    const both = await Promise.all([1, 2].map(() => migrate({ adminUrl: url, secret, sources, log })))
    expect(both.map(({ applied }) => applied.length).sort((a, b) => a - b)[0]).toBe(0)
    expect((await migrate({ adminUrl: url, secret, sources, log })).applied).toEqual([])
  })

  it('refuse a file that was changed after it had been applied', async () => {
    const url = await emptyDatabase()
    const changed = earlier(1)
    await migrate({ adminUrl: url, secret, sources: changed, log })
    const folder = fileURLToPath((changed[0] as MigrationSource).folder)
    writeFileSync(join(folder, readdirSync(folder)[0] as string), '-- something else')
    await expect(migrate({ adminUrl: url, secret, sources: changed, log })).rejects.toThrow(
      'was changed after it had been applied',
    )
  })

  it('refuse a database that a newer program changed in a breaking way, and accept one it only extended', async () => {
    const url = await emptyDatabase()
    const newer = chosen(() => true)
    const folder = fileURLToPath((newer[0] as MigrationSource).folder)
    writeFileSync(join(folder, '9998_extension.sql'), 'CREATE TABLE kernel.extension (id int);')
    await migrate({ adminUrl: url, secret, sources: newer, log })
    await expect(migrate({ adminUrl: url, secret, sources, log })).resolves.toEqual({ applied: [] })
    writeFileSync(
      join(folder, '9999_break.sql'),
      '-- breaking: a column goes away\nALTER TABLE kernel.extension DROP COLUMN id;',
    )
    await migrate({ adminUrl: url, secret, sources: newer, log })
    await expect(migrate({ adminUrl: url, secret, sources, log })).rejects.toThrow(
      /newer version of Lumbung.*9999_break/,
    )
  })

  it('leave nothing of a file that fails', async () => {
    const url = await emptyDatabase()
    const broken = earlier(1)
    const folder = fileURLToPath((broken[0] as MigrationSource).folder)
    await migrate({ adminUrl: url, secret, sources: broken, log })
    const before = await shapeOf(url)
    writeFileSync(join(folder, '9999_broken.sql'), 'CREATE TABLE kernel.half (id int); SELECT 1 / 0;')
    await expect(migrate({ adminUrl: url, secret, sources: broken, log })).rejects.toThrow(
      '9999_broken failed',
    )
    expect(await shapeOf(url)).toEqual(before)
  })

  it('bring names of before to one composition, and keep two views apart that become namesakes', async () => {
    const url = await emptyDatabase()
    await migrate({
      adminUrl: url,
      secret,
      sources: chosen((file) => !file.includes('composed_names')),
      log,
    })
    const [tenant, person] = ['01936f2a-7b1c-7000-8000-000000000001', '01936f2a-7b1c-7000-8000-000000000002']
    const [composed, decomposed] = ['Caf\u00E9', 'Cafe\u0301']
    const views = ['01936f2a-7b1c-7000-8000-0000000000a1', '01936f2a-7b1c-7000-8000-0000000000a2']
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    try {
      await client.query(
        "INSERT INTO control.tenant (id, slug, name, zone) VALUES ($1, 'a', $2, 'Asia/Jakarta')",
        [tenant, decomposed],
      )
      await client.query("INSERT INTO control.user_account (id, email, name) VALUES ($1, 'a@b.id', $2)", [
        person,
        decomposed,
      ])
      await client.query(
        "INSERT INTO kernel.member (tenant_id, user_id, name, email) VALUES ($1, $2, $3, 'a@b.id')",
        [tenant, person, decomposed],
      )
      for (const [index, name] of [composed, decomposed].entries()) {
        await client.query(
          `INSERT INTO kernel.saved_view (tenant_id, id, owner_id, list, name, filters, density, shared)
           VALUES ($1, $2, $3, 'fuel.history', $4, '{}', 'compact', false)`,
          [tenant, views[index], person, name],
        )
      }
      await client.query(
        `INSERT INTO fuel.site (tenant_id, id, code, name, zone, low_stock_threshold_litres)
         VALUES ($1, $2, 'A', $3, 'Asia/Jakarta', 0)`,
        [tenant, views[0], decomposed],
      )
      await migrate({ adminUrl: url, secret, sources, log })
      const names = async (table: string) =>
        (await client.query<{ name: string }>(`SELECT name FROM ${table} ORDER BY id`)).rows.map(
          ({ name }) => name,
        )
      expect(await names('control.tenant')).toEqual([composed])
      expect(await names('control.user_account')).toEqual([composed])
      expect(await names('kernel.saved_view')).toEqual([composed, `${composed} 0000a2`])
      expect(await names('fuel.site')).toEqual([composed])
      const { rows } = await client.query<{ forced: boolean }>(
        "SELECT relforcerowsecurity AS forced FROM pg_class WHERE oid IN ('control.tenant'::regclass, 'control.user_account'::regclass, 'kernel.member'::regclass, 'kernel.role'::regclass, 'kernel.saved_view'::regclass, 'fuel.site'::regclass, 'fuel.product'::regclass)",
      )
      expect(rows.map(({ forced }) => forced)).toEqual(Array(7).fill(true))
    } finally {
      await client.end()
    }
  })
})
