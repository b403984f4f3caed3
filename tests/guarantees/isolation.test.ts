import { httpOf, PUBLIC, SIGNED_IN } from '@lumbung/contract'
import { kernelApp, operationsOf } from '@lumbung/kernel'
import { createTestPlatform, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apps } from '../../server/src/apps.ts'
import { arrangeOneOfEverything } from './arrange.ts'

const operations = operationsOf([kernelApp, ...apps]).map(({ operation }) => operation)
// Uploads are refused before their first byte; the uploads' own test calls them with a real file.
const guarded = operations.filter(
  (operation) => operation.permission !== PUBLIC && operation.body !== 'upload',
)
const permitted = guarded.filter(
  (operation) =>
    operation.permission !== SIGNED_IN && operation.plane !== 'control' && operation.body !== 'upload',
)
const addressed = permitted.filter((operation) => httpOf(operation).params.includes('id'))
const UNKNOWN_ID = '0190ffff-ffff-7fff-bfff-ffffffffffff'

let platform: TestPlatform
/** Ids of rows of the first tenant, of every kind. */
let foreignIds: string[]

beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  await arrangeOneOfEverything(platform)
  const tables = await platform.asSuperuser<{ name: string; column: string }>(
    `SELECT table_schema || '.' || table_name AS name, column_name AS column FROM information_schema.columns
     WHERE table_schema NOT IN ('control', 'pgboss', 'pg_catalog', 'information_schema') AND column_name IN ('id', 'user_id') AND data_type = 'uuid'`,
  )
  const ids = new Set<string>()
  for (const { name, column } of tables) {
    const rows = await platform.asSuperuser<{ id: string }>(
      `SELECT ${column}::text AS id FROM ${name} WHERE tenant_id = $1 LIMIT 2`,
      [platform.tenant.id],
    )
    for (const row of rows) ids.add(row.id)
  }
  foreignIds = [...ids]
}, 120_000)
afterAll(() => platform.close())

describe('nobody signed in (G7)', () => {
  it.each(guarded.map((operation) => [operation.id, operation] as const))(
    '%s answers 401',
    async (_id, operation) => {
      const answer = await platform.anonymous.callRaw(operation, operation.example.input)
      expect(answer.status).toBe(401)
      expect(answer.problem.code).toBe('platform.unauthenticated')
    },
  )
})

describe('a member without any role (G7)', () => {
  it.each(permitted.map((operation) => [operation.id, operation] as const))(
    '%s answers an explained 403',
    async (_id, operation) => {
      const nobody = await platform.signInAs(null)
      const answer = await nobody.callRaw(operation, operation.example.input, { ifMatch: 1 })
      expect(answer.status).toBe(403)
      expect(answer.problem.params).toMatchObject({
        permission: operation.permission,
        rule: 'no_grant',
        smallestGrant: { permission: operation.permission },
      })
    },
  )
})

describe('an administrator of another tenant (G7)', () => {
  it.each(addressed.map((operation) => [operation.id, operation] as const))(
    '%s answers for a foreign id as for an unknown one',
    async (_id, operation) => {
      const stranger = await platform.signInWith(['*'], { tenant: platform.otherTenant })
      const outcome = async (id: string) => {
        const answer = await stranger.callRaw(operation, { ...operation.example.input, id }, { ifMatch: 1 })
        const { traceId: _trace, timestamp: _time, ...rest } = answer.problem ?? {}
        return { ...rest, status: answer.status }
      }
      const unknown = await outcome(UNKNOWN_ID)
      expect(unknown.status).toBeGreaterThanOrEqual(400)
      for (const id of foreignIds) expect(await outcome(id)).toEqual(unknown)
    },
  )

  it('finds none of the first tenant’s words in any list', async () => {
    const canary = 'KENARI-7F3A'
    expect(
      JSON.stringify(
        await platform.asSuperuser(`SELECT note FROM ledger.movement WHERE note LIKE '%${canary}%'`),
      ),
    ).toContain(canary)
    const stranger = await platform.signInWith(['*'], { tenant: platform.otherTenant })
    for (const operation of operations.filter(
      (candidate) => candidate.kind === 'query' && candidate.plane !== 'control',
    )) {
      const answer = await stranger.callRaw(operation, operation.example.input)
      expect(answer.text, operation.id).not.toContain(canary)
      for (const id of foreignIds) expect(answer.text.includes(id), `${operation.id} shows ${id}`).toBe(false)
    }
  })
})

describe('headers that claim an identity', () => {
  it('are never believed', async () => {
    const stranger = await platform.signInWith(['*'], { tenant: platform.otherTenant })
    const me = operations.find((operation) => operation.id === 'admin.auth.me')!
    const plain = await stranger.callRaw(me, {})
    const forged = await stranger.callRaw(
      me,
      {},
      {
        headers: {
          'x-tenant-id': platform.tenant.id,
          'x-user-id': UNKNOWN_ID,
          'x-forwarded-user': 'admin',
          'x-role': 'admin',
        },
      },
    )
    expect(forged.body).toEqual(plain.body)
  })
})
