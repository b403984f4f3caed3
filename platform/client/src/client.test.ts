import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { command, PageInput, problem, query } from '@lumbung/contract'
import { afterEach, expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { ApiProblem, createClient } from './index.ts'

const words = { id: 'Uji', en: 'Probe' }
const Thing = z.object({ id: z.string(), version: z.number() })

const listThings = query({
  id: 'probe.thing.list',
  http: 'GET /probe/things',
  summary: words,
  permission: 'probe.thing.read',
  input: z.object({ ...PageInput, kinds: z.array(z.string().max(10)).optional() }),
  output: z.object({ data: z.array(Thing) }),
  example: { input: {} },
})
const renameThing = command({
  id: 'probe.thing.rename',
  http: 'PATCH /probe/things/{id}',
  summary: words,
  permission: 'probe.thing.rename',
  input: z.object({ id: z.string().max(40), name: z.string().max(40) }),
  output: Thing,
  versioned: true,
  example: { input: { id: '1', name: 'a' } },
})
const signIn = command({
  id: 'probe.sign-in',
  http: 'POST /probe/sign-in',
  summary: words,
  permission: '@public',
  plane: 'control',
  input: z.object({ email: z.string().max(40) }),
  output: z.object({ ok: z.boolean() }),
  example: { input: { email: 'a' } },
})
const wrongPassword = problem('probe.wrong_password', 'unauthenticated')
const changePassword = command({
  ...signIn,
  id: 'probe.change-password',
  http: 'POST /probe/password',
  permission: '@signed-in',
  errors: [wrongPassword],
})
const importFile = command({
  id: 'probe.import',
  http: 'POST /probe/imports',
  summary: words,
  permission: 'probe.import',
  body: 'upload',
  input: z.object({ kind: z.string().max(40) }),
  output: Thing,
  example: { input: { kind: 'a' } },
})

interface Seen {
  method: string
  url: string
  headers: IncomingMessage['headers']
  body: string
}

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections()
})

/** A real server that answers its requests one after another from a list; the last answer repeats. */
async function serve(...answers: ((response: ServerResponse, request: IncomingMessage) => void)[]) {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', url = '', headers } = request
    seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
    answers[Math.min(seen.length, answers.length) - 1]?.(response, request)
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { seen, baseUrl }
}

const ok = (body: unknown) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
const fail =
  (status: number, code: string, headers: Record<string, string> = {}) =>
  (response: ServerResponse) => {
    const params = { limit: 3 }
    const errors = { name: ['Wajib diisi.'] }
    const body = {
      type: `/problems/${code}`,
      title: 't',
      status,
      detail: `Pesan ${code}`,
      code,
      params,
      errors,
    }
    response
      .writeHead(status, { 'content-type': 'application/problem+json', ...headers })
      .end(JSON.stringify({ ...body, traceId: 'trace-1', timestamp: '2026-11-20T08:00:00Z' }))
  }
const hangUp = (response: ServerResponse) => {
  response.destroy()
}
const breakOff = (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' })
  response.write('{"id":"1"', () => response.destroy())
}

async function problemOf(call: Promise<unknown>): Promise<ApiProblem> {
  const problem = await call.then(
    () => expect.unreachable('the call succeeded'),
    (error: unknown) => error,
  )
  expect(problem).toBeInstanceOf(ApiProblem)
  return problem as ApiProblem
}

test('a query travels as path and query string, lists as one value, and answers with its own type', async () => {
  const { baseUrl, seen } = await serve(ok({ data: [{ id: '1', version: 3 }] }))
  const client = createClient({ baseUrl, token: async () => 'abc', locale: 'en' })
  const page = await client.call(listThings, { limit: 5, kinds: ['a b', 'c&d'], cursor: undefined })
  expectTypeOf(page).toEqualTypeOf<{ data: { id: string; version: number }[] }>()
  expect(page.data[0]?.version).toBe(3)
  expect(seen[0]).toMatchObject({ method: 'GET', body: '' })
  expect(new URL(seen[0]?.url ?? '', baseUrl).searchParams.get('kinds')).toBe('a b,c&d')
  expect(seen[0]?.url).toMatch(/^\/api\/v1\/probe\/things\?limit=5&kinds=/)
  expect(seen[0]?.headers).toMatchObject({ authorization: 'Bearer abc', 'accept-language': 'en' })
  expect(seen[0]?.headers['idempotency-key']).toBeUndefined()
})

test('a command sends its path fields in the path, the others in the body, its version and a key', async () => {
  const { baseUrl, seen } = await serve(ok({ id: 'a/b', version: 4 }))
  const client = createClient({ baseUrl })
  await client.call(renameThing, { id: 'a/b', name: 'x' }, { ifMatch: 3 })
  expect(seen[0]).toMatchObject({ method: 'PATCH', url: '/api/v1/probe/things/a%2Fb', body: '{"name":"x"}' })
  expect(seen[0]?.headers).toMatchObject({ 'if-match': '"3"', 'content-type': 'application/json' })
  expect(seen[0]?.headers['idempotency-key']).toMatch(/^[0-9a-f]{32}$/)
  expect(seen[0]?.headers.authorization).toBeUndefined()
})

test('each call has a key of its own, and a given key is sent as it is', async () => {
  const { baseUrl, seen } = await serve(ok({ id: '1', version: 1 }))
  const client = createClient({ baseUrl })
  await client.call(renameThing, { id: '1', name: 'x' })
  await client.call(renameThing, { id: '1', name: 'x' })
  await client.call(renameThing, { id: '1', name: 'x' }, { idempotencyKey: 'mine' })
  const keys = seen.map(({ headers }) => headers['idempotency-key'])
  expect(new Set(keys).size).toBe(3)
  expect(keys[2]).toBe('mine')
})

test.each(['', '.', '..'])(
  'an id "%s" that would change the path is refused before anything is sent',
  async (id) => {
    const { baseUrl, seen } = await serve(ok({}))
    await expect(createClient({ baseUrl }).call(renameThing, { id, name: 'x' })).rejects.toThrow(RangeError)
    expect(seen).toHaveLength(0)
  },
)

test('a problem keeps code, params, field messages and trace id', async () => {
  const { baseUrl } = await serve(fail(422, 'platform.invalid_input'))
  const problem = await problemOf(createClient({ baseUrl }).call(renameThing, { id: '1', name: '' }))
  expect(problem).toMatchObject({
    status: 422,
    code: 'platform.invalid_input',
    message: 'Pesan platform.invalid_input',
    params: { limit: 3 },
    errors: { name: ['Wajib diisi.'] },
    traceId: 'trace-1',
  })
})

test.each([
  ['a 503', fail(503, 'platform.unavailable', { 'retry-after': '0' })],
  ['a 429', fail(429, 'platform.rate_limited', { 'retry-after': '0' })],
  ['a bad gateway', (response: ServerResponse) => response.writeHead(502).end('<html>')],
  ['a broken connection', hangUp],
  ['an answer that breaks off', breakOff],
])('a keyed command is sent again after %s, with the same key', async (_name, trouble) => {
  const { baseUrl, seen } = await serve(trouble, trouble, ok({ id: '1', version: 2 }))
  const answer = await createClient({ baseUrl }).call(renameThing, { id: '1', name: 'x' })
  expect(answer.version).toBe(2)
  expect(seen).toHaveLength(3)
  expect(new Set(seen.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
})

test('a command without a key is never sent twice', async () => {
  const { baseUrl, seen } = await serve(hangUp)
  const problem = await problemOf(createClient({ baseUrl }).call(signIn, { email: 'a' }))
  expect(problem).toMatchObject({ status: 0, code: 'client.unreachable' })
  expect(seen).toHaveLength(1)
  expect(seen[0]?.headers['idempotency-key']).toBeUndefined()
})

test.each([400, 403, 404, 409, 412, 422, 500])('a %i is final', async (status) => {
  const { baseUrl, seen } = await serve(fail(status, 'probe.final'))
  await problemOf(createClient({ baseUrl }).call(renameThing, { id: '1', name: 'x' }))
  expect(seen).toHaveLength(1)
})

test('after four tries the last problem is the answer', async () => {
  const { baseUrl, seen } = await serve(fail(503, 'platform.unavailable', { 'retry-after': '0' }))
  const problem = await problemOf(createClient({ baseUrl }).call(listThings, {}))
  expect(problem.code).toBe('platform.unavailable')
  expect(seen).toHaveLength(4)
})

test('the wait that the server asks for is kept', async () => {
  const { baseUrl } = await serve(
    fail(429, 'platform.rate_limited', { 'retry-after': '1' }),
    ok({ data: [] }),
  )
  const began = performance.now()
  await createClient({ baseUrl }).call(listThings, {})
  expect(performance.now() - began).toBeGreaterThanOrEqual(990)
})

test('a wait beyond half a minute is the caller’s to decide', async () => {
  const { baseUrl, seen } = await serve(fail(429, 'platform.rate_limited', { 'retry-after': '3600' }))
  const problem = await problemOf(createClient({ baseUrl }).call(listThings, {}))
  expect(problem.retryAfterSeconds).toBe(3600)
  expect(seen).toHaveLength(1)
})

test('an aborted call stops waiting and rejects with the reason', async () => {
  const { baseUrl, seen } = await serve(fail(503, 'platform.unavailable', { 'retry-after': '20' }))
  const abort = new AbortController()
  const call = createClient({ baseUrl }).call(listThings, {}, { signal: abort.signal })
  setTimeout(() => abort.abort(new Error('left the page')), 100)
  await expect(call).rejects.toThrow('left the page')
  expect(seen).toHaveLength(1)
})

test('a new token is asked for once, and the call made again with it', async () => {
  const { baseUrl, seen } = await serve(fail(401, 'platform.session_expired'), ok({ data: [] }))
  let token = 'old'
  const client = createClient({
    baseUrl,
    token: () => token,
    onUnauthenticated: async () => {
      token = 'new'
      return true
    },
  })
  await client.call(listThings, {})
  expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new'])
})

test('a second 401 ends the call, and a refused sign-in never asks for a token', async () => {
  const { baseUrl, seen } = await serve(fail(401, 'platform.unauthenticated'))
  let asked = 0
  const onUnauthenticated = () => {
    asked += 1
    return true
  }
  const client = createClient({ baseUrl, onUnauthenticated })
  await problemOf(client.call(listThings, {}))
  expect([asked, seen.length]).toEqual([1, 2])
  await problemOf(client.call(signIn, { email: 'a' }))
  expect([asked, seen.length]).toEqual([1, 3])
})

test('a 401 that an operation declares is about what was typed, and no token is asked for', async () => {
  const { baseUrl, seen } = await serve(fail(401, wrongPassword.code))
  let asked = 0
  const onUnauthenticated = () => {
    asked += 1
    return true
  }
  const call = createClient({ baseUrl, onUnauthenticated }).call(changePassword, { email: 'a' })
  expect((await problemOf(call)).code).toBe(wrongPassword.code)
  expect([asked, seen.length]).toEqual([0, 1])
})

test('an upload carries one file and its fields, also on the second try', async () => {
  const { baseUrl, seen } = await serve(
    fail(503, 'platform.unavailable', { 'retry-after': '0' }),
    ok({ id: '1', version: 1 }),
  )
  const file = new File(['a,b\n1,2\n'], 'stok.csv', { type: 'text/csv' })
  await createClient({ baseUrl }).upload(importFile, file, { kind: 'fuel' })
  expect(seen).toHaveLength(2)
  for (const { body, headers } of seen) {
    expect(headers['content-type']).toMatch(/^multipart\/form-data; boundary=/)
    expect(body).toContain('name="kind"\r\n\r\nfuel')
    expect(body).toContain('filename="stok.csv"')
    expect(body).toContain('a,b\n1,2\n')
  }
})

test('a download hands over the response', async () => {
  const { baseUrl } = await serve((response) =>
    response.writeHead(200, { 'content-type': 'text/csv' }).end('a;b'),
  )
  const response = await createClient({ baseUrl }).download(listThings, {})
  expect(await response.text()).toBe('a;b')
})

test('somebody else’s page instead of an answer is a problem, not a result', async () => {
  const { baseUrl } = await serve((response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'),
  )
  const problem = await problemOf(createClient({ baseUrl }).call(listThings, {}))
  expect(problem).toMatchObject({ status: 200, code: 'client.unexpected_answer' })
})

test('a redirect is not followed: the token stays with the server it is for', async () => {
  const target = await serve(ok({ data: [] }))
  const { baseUrl } = await serve((response) => response.writeHead(307, { location: target.baseUrl }).end())
  const client = createClient({ baseUrl, token: () => 'secret' })
  expect((await problemOf(client.call(listThings, {}))).code).toBe('client.unreachable')
  expect(target.seen).toHaveLength(0)
})
