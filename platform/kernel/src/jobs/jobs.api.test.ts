import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listJobs } from '../../contract/jobs.ts'
import { encodeCursor } from '../db/page.ts'
import { SEND_MAIL } from '../mail/mail.jobs.ts'

let platform: TestPlatform
let reader: TestPerson

beforeAll(async () => {
  // A query process carries no work, so the jobs stay as the test left them.
  platform = await createTestPlatform({ apps: [], env: { LUMBUNG_ROLE: 'query' } })
  reader = await platform.signInWith(['platform.job.read'])
})

afterAll(() => platform.close())

async function enqueueMails(tenantId: string, to: string[]): Promise<void> {
  for (const address of to) {
    await platform.services.db.withTenant(tenantId, (tx) =>
      platform.services.enqueueJob(tx, SEND_MAIL, {
        tenantId,
        message: {
          to: address,
          subject: 'Rahasia',
          text: 'https://lumbung.example.test/masuk?sekali=abcdef',
        },
      }),
    )
  }
}

test('the list shows the tenant’s own jobs, newest first and page by page, and never their data', async () => {
  await enqueueMails(platform.tenant.id, ['a@example.test', 'b@example.test', 'c@example.test'])
  await enqueueMails(platform.otherTenant.id, ['d@example.test'])
  const first = await reader.call(listJobs, { limit: 2 })
  expect(first.status).toBe(200)
  expect(first.body.data).toHaveLength(2)
  expect(first.text).not.toContain('example.test')
  const second = await reader.call(listJobs, { limit: 2, cursor: first.body.page.nextCursor as string })
  expect(second.body.data).toHaveLength(1)
  expect(second.body.page.nextCursor).toBeNull()
  const third = await reader.call(listJobs, { limit: 2, page: 2 })
  expect(third.body.data).toEqual(second.body.data)
  const ids = [...first.body.data, ...second.body.data].map((job) => job.id)
  const stored = await platform.asSuperuser<{ id: string }>(
    "SELECT id FROM pgboss.job WHERE data ->> 'tenantId' = $1 ORDER BY created_on DESC, id DESC",
    [platform.tenant.id],
  )
  expect(ids).toEqual(stored.map((row) => row.id))
  expect(first.body.data[0]).toMatchObject({
    job: SEND_MAIL,
    state: 'created',
    tries: 0,
    mostTries: 51,
    lastError: null,
  })
})

test('a failed try shows its error and when the next one is', async () => {
  await platform.asSuperuser(
    "UPDATE pgboss.job SET state = 'retry', started_on = now(), output = $2 WHERE data ->> 'tenantId' = $1",
    [
      platform.tenant.id,
      JSON.stringify({ name: 'Error', message: 'the server refused', stack: 'at secret.ts' }),
    ],
  )
  const { body, text } = await reader.call(listJobs, { state: 'retry' })
  expect(body.data[0]).toMatchObject({ state: 'retry', tries: 1, lastError: 'the server refused' })
  expect(body.data[0]?.nextTryAt).not.toBeNull()
  expect(text).not.toContain('secret.ts')
  expect((await reader.call(listJobs, { state: 'failed' })).body.data).toEqual([])
})

test('the list is refused without its permission and without a sign-in', async () => {
  const nobody = await platform.signInWith([])
  expect((await nobody.call(listJobs, {})).status).toBe(403)
  expect((await platform.anonymous.call(listJobs, {})).status).toBe(401)
})

test('the farthest cursor is only an empty page', async () => {
  const id = '00000000-0000-7000-8000-000000000001'
  for (const [time, rows] of [
    ['0', 0],
    ['9999999999999999', 3],
  ] as const) {
    const answer = await reader.call(listJobs, { cursor: encodeCursor([time, id]) })
    expect(answer.body.data).toHaveLength(rows)
  }
})

test('a cursor that was not ours is an input error', async () => {
  const id = '00000000-0000-7000-8000-000000000001'
  for (const cursor of [
    'x',
    '%%%',
    encodeCursor(['not a time', 'not an id']),
    encodeCursor(['1e9', id]),
    encodeCursor(['-1', id]),
    encodeCursor(['99999999999999999', id]),
    encodeCursor(['1', `${id}'`]),
    encodeCursor(['1', '------------------------------------']),
    encodeCursor(['1']),
  ]) {
    const answer = await reader.call(listJobs, { cursor })
    expect(answer.status, cursor).toBe(422)
    expect(answer.problem.code, cursor).toBe('platform.cursor_invalid')
  }
})
