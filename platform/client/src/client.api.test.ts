import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { download, echo, find, keep, knock, probeApp } from '../../kernel/src/http/probe.fixture.ts'
import { ApiProblem, type Client, createClient } from './index.ts'

let platform: TestPlatform
let person: TestPerson
let baseUrl: string
let client: Client

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [probeApp], env: { LUMBUNG_RATE_PER_MINUTE: '40' } })
  person = await platform.signInWith(['probe.file.keep'])
  await platform.http.listen({ port: 0, host: '127.0.0.1' })
  baseUrl = `http://127.0.0.1:${(platform.http.server.address() as { port: number }).port}`
  client = createClient({ baseUrl, token: () => person.token, locale: 'en' })
})
afterAll(() => platform.close())

test('what the client sends is what the handler receives: path, query string, lists and body', async () => {
  const found = await client.call(find, { id: 7, kinds: ['a b', 'ü'], open: false, amount: -1.5 })
  expect(found.received).toEqual({ id: 7, limit: 20, kinds: ['a b', 'ü'], open: false, amount: -1.5 })
  const echoed = await client.call(echo, { text: 'é "x"', labels: { a: 'b' } })
  expect(echoed.received).toEqual({ text: 'é "x"', labels: { a: 'b' } })
})

test('the same key gets the same answer, and another body with it is refused', async () => {
  const idempotencyKey = 'one-intent'
  const first = await client.call(echo, { text: 'a' }, { idempotencyKey })
  expect(await client.call(echo, { text: 'a' }, { idempotencyKey })).toEqual(first)
  const misuse = client.call(echo, { text: 'b' }, { idempotencyKey })
  await expect(misuse).rejects.toMatchObject({ status: 422, code: 'platform.idempotency_key_reused' })
})

test('a file arrives whole with its fields, and comes back as a download', async () => {
  const kept = await client.upload(keep, new File(['1;2\n'], 'a.csv', { type: 'text/csv' }), {
    note: 'n',
    copies: 2,
  })
  expect(kept).toMatchObject({ name: 'a.csv', bytes: 4, note: 'n', copies: 2 })
  const response = await client.download(download, { lines: 3 })
  expect(response.headers.get('content-disposition')).toContain('laporan.txt')
  expect((await response.text()).length).toBe(3 * 1_060)
})

test('a cut download is an error to its reader', async () => {
  const response = await client.download(download, { lines: 5_000, failAt: 4_000 })
  await expect(response.text()).rejects.toThrow()
})

test('problems arrive as errors with their fields, in the language asked for', async () => {
  const error = (await client.call(echo, { count: 99 }).catch((one: unknown) => one)) as ApiProblem
  expect(error).toBeInstanceOf(ApiProblem)
  expect(error).toMatchObject({ status: 422, code: 'platform.invalid_input' })
  expect(error.errors.count).toEqual(['At most 9.'])
  expect(error.traceId).toMatch(/^[0-9a-f-]{36}$/)
  const anonymous = createClient({ baseUrl, locale: 'en' })
  await expect(anonymous.call(echo, {})).rejects.toMatchObject({
    status: 401,
    code: 'platform.unauthenticated',
  })
  expect(await anonymous.call(knock, { name: 'a' })).toEqual({ name: 'a' })
})

test('a limit beyond the client’s patience is told with the time to wait', async () => {
  const calls = await Promise.allSettled(Array.from({ length: 45 }, () => client.call(find, { id: 1 })))
  const refused = calls.filter((call) => call.status === 'rejected').map((call) => call.reason as ApiProblem)
  expect(refused.length).toBeGreaterThan(0)
  for (const { code, retryAfterSeconds } of refused) {
    expect(code).toBe('platform.rate_limited')
    expect(retryAfterSeconds).toBeGreaterThan(30)
  }
})
