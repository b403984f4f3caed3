import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apps } from '../../server/src/apps.ts'

/** Schemas whose tables belong to the platform, not to a tenant. */
const PLATFORM_SCHEMAS = ['control', 'pgboss']

let platform: TestPlatform
beforeAll(async () => {
  platform = await createTestPlatform({ apps })
})
afterAll(() => platform.close())

const tenantTables = `
  SELECT c.oid, n.nspname || '.' || c.relname AS name, c.relrowsecurity, c.relforcerowsecurity
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public')
    AND n.nspname NOT LIKE 'pg_%' AND NOT n.nspname = ANY ($1)`

describe('every tenant table', () => {
  it('exists (the query below finds the tables it judges)', async () => {
    const rows = await platform.asSuperuser<{ name: string }>(tenantTables, [PLATFORM_SCHEMAS])
    expect(rows.map((row) => row.name)).toEqual(
      expect.arrayContaining(['kernel.member', 'ledger.movement', 'fuel.site']),
    )
  })

  it('has forced row-level security and the one isolation policy', async () => {
    const rows = await platform.asSuperuser<{ name: string }>(
      `SELECT t.name FROM (${tenantTables}) t
       WHERE NOT (t.relrowsecurity AND t.relforcerowsecurity)
          OR NOT EXISTS (SELECT 1 FROM pg_policies p WHERE p.schemaname || '.' || p.tablename = t.name
                         AND p.policyname = 'tenant_isolation' AND p.cmd = 'ALL'
                         AND p.qual = '(tenant_id = kernel.current_tenant())'
                         AND p.with_check = '(tenant_id = kernel.current_tenant())')`,
      [PLATFORM_SCHEMAS],
    )
    expect(rows).toEqual([])
  })

  it('lets the application’s role see nothing but the bound tenant: no other policy speaks to it', async () => {
    const rows = await platform.asSuperuser(
      `SELECT p.schemaname, p.tablename, p.policyname FROM pg_policies p
       WHERE p.policyname <> 'tenant_isolation' AND p.schemaname <> ALL ($1)
         AND ('lumbung_app' = ANY (p.roles) OR 'public' = ANY (p.roles))`,
      [PLATFORM_SCHEMAS],
    )
    expect(rows).toEqual([])
  })

  it('begins its primary key and every unique constraint with the tenant', async () => {
    const rows = await platform.asSuperuser(
      `SELECT t.name, i.indexrelid::regclass::text AS index FROM (${tenantTables}) t
       JOIN pg_index i ON i.indrelid = t.oid AND i.indisunique
       JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = i.indkey[0]
       WHERE a.attname <> 'tenant_id'`,
      [PLATFORM_SCHEMAS],
    )
    expect(rows).toEqual([])
  })

  it('refers to other tenant tables by keys that include the tenant on both sides', async () => {
    const rows = await platform.asSuperuser(
      `SELECT k.conname FROM pg_constraint k
       JOIN (${tenantTables}) t ON t.oid = k.conrelid
       WHERE k.contype = 'f' AND NOT EXISTS (
         SELECT 1 FROM unnest(k.conkey, k.confkey) AS pair (own, other)
         JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = pair.own AND a.attname = 'tenant_id'
         JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = pair.other AND b.attname = 'tenant_id')`,
      [PLATFORM_SCHEMAS],
    )
    expect(rows).toEqual([])
  })
})

describe('every foreign key', () => {
  it('has an index on its own side that begins with its columns', async () => {
    const rows = await platform.asSuperuser(
      `SELECT k.conrelid::regclass::text AS table, k.conname FROM pg_constraint k
       JOIN pg_namespace n ON n.oid = k.connamespace
       WHERE k.contype = 'f' AND n.nspname NOT IN ('pgboss') AND NOT EXISTS (
         SELECT 1 FROM pg_index i WHERE i.indrelid = k.conrelid
           AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`,
    )
    expect(rows).toEqual([])
  })
})

describe('the roles of the running program', () => {
  it('are neither superuser nor owner, and bypass nothing', async () => {
    const roles = await platform.asSuperuser(
      `SELECT rolname FROM pg_roles WHERE rolname IN ('lumbung_app', 'lumbung_control', 'lumbung_worker')
         AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication)`,
    )
    expect(roles).toEqual([])
    const memberships = await platform.asSuperuser(
      `SELECT m.roleid::regrole::text AS role, m.member::regrole::text AS member FROM pg_auth_members m
       WHERE m.member::regrole::text IN ('lumbung_app', 'lumbung_control', 'lumbung_worker')`,
    )
    expect(memberships).toEqual([])
    const owned = await platform.asSuperuser(
      `SELECT c.oid::regclass::text FROM pg_class c
       WHERE c.relowner::regrole::text IN ('lumbung_app', 'lumbung_control', 'lumbung_worker')`,
    )
    expect(owned).toEqual([])
  })

  it('cannot truncate anything, nor create in any schema', async () => {
    const truncatable = await platform.asSuperuser(
      `SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgboss')
         AND (has_table_privilege('lumbung_app', c.oid, 'TRUNCATE') OR has_table_privilege('lumbung_control', c.oid, 'TRUNCATE'))`,
    )
    expect(truncatable).toEqual([])
    const creatable = await platform.asSuperuser(
      `SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg_temp%' AND nspname NOT LIKE 'pg_toast%'
         AND (has_schema_privilege('lumbung_app', oid, 'CREATE') OR has_schema_privilege('lumbung_control', oid, 'CREATE')
              OR has_schema_privilege('lumbung_worker', oid, 'CREATE'))`,
    )
    expect(creatable).toEqual([])
  })

  it('reach the rows of a tenant through no view or function that runs as its owner', async () => {
    const definers = await platform.asSuperuser(
      `SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
       WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgboss')`,
    )
    expect(definers).toEqual([])
    const views = await platform.asSuperuser(
      `SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind IN ('v', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pgboss')
         AND NOT ('security_invoker=true' = ANY (coalesce(c.reloptions, '{}')))`,
    )
    expect(views).toEqual([])
  })
})
