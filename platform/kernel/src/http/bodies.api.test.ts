import { request as send } from 'node:http'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { echo, find, keep, probeApp, remove } from './probe.fixture.ts'

let platform: TestPlatform
let person: TestPerson
let port: number

beforeAll(async () => {
  platform = await createTestPlatform({ apps: [probeApp], env: { LUMBUNG_BODY_LIMIT_BYTES: '2000' } })
  person = await platform.signInAs(null)
  await platform.http.listen({ port: 0, host: '127.0.0.1' })
  port = (platform.http.server.address() as { port: number }).port
})
afterAll(() => platform.close())

interface Answer {
  status: number
  code: string | undefined
  received: unknown
}

/** A request over a real socket with exactly these headers: an injected one would have its own added. */
function post(path: string, body: string, headers: Record<string, string | string[]>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const signedIn = { authorization: `Bearer ${person.token}`, ...headers }
    const request = send(
      { port, host: '127.0.0.1', path, method: 'POST', headers: signedIn },
      async (response) => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk as Buffer)
        const answer = JSON.parse(Buffer.concat(chunks).toString()) as { code?: string; received?: unknown }
        resolve({ status: response.statusCode ?? 0, code: answer.code, received: answer.received })
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

const ECHO = '/api/v1/probe/echo'
/** Valid JSON that the contract refuses: if it came through unvalidated, the handler would answer 200. */
const REFUSED_BY_CONTRACT = '{"text":"a","count":99,"unknown":true}'

describe('a body in an encoding', () => {
  it.each(['gzip', 'br', 'deflate', 'GZIP', 'x-unknown', 'gzip, identity'])(
    '%s is refused, not read as it is',
    async (encoding) => {
      const headers = { 'content-type': 'application/json', 'content-encoding': encoding }
      expect(await post(ECHO, '{"text":"a"}', headers)).toMatchObject({
        status: 415,
        code: 'platform.unsupported_media_type',
      })
    },
  )

  it('that changes nothing is read', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'identity' }
    expect((await post(ECHO, '{"text":"a"}', headers)).status).toBe(200)
  })
})

describe('a body is JSON by its name, or it is not read', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/json ; charset="utf-8"',
    'Application/JSON',
    'APPLICATION/JSON; CHARSET=UTF-8',
    'application/json;',
    ' application/json',
    'application/json ',
    'application/json\t',
    'application/json\t;charset=utf-8',
  ])('reads and validates %j', async (type) => {
    const good = await post(ECHO, '{"text":"a"}', { 'content-type': type })
    expect(good).toMatchObject({ status: 200, received: { text: 'a' } })
    const bad = await post(ECHO, REFUSED_BY_CONTRACT, { 'content-type': type })
    expect(bad).toMatchObject({ status: 422, code: 'platform.invalid_input' })
  })

  const others = [
    'text/plain',
    'text/plain;charset=utf-8',
    'text/json',
    'text/html',
    'application/jsonp',
    'application/json5',
    'application/jsonx',
    'application/x-json',
    'application/xml',
    'application/ld+json',
    'application/problem+json',
    'application/vnd.api+json',
    'application/json+x',
    'application/octet-stream',
    'application/x-www-form-urlencoded',
    'application/*',
    '*/*',
    'application',
    'application/',
    '/json',
    'json',
    'undefined',
    'null',
    ';',
    ';charset=utf-8',
    'application/json, text/plain',
    'text/plain, application/json',
    'application/json,application/json',
    'text/plain; x=application/json',
    'multipart/form-data; x=application/json',
    'multipart/form-data; boundary=x',
    'multipart/mixed; boundary=x',
    'application/json; charset=utf-16',
    'application/json; charset=iso-8859-1',
    'application/json; charset=utf-7',
    'application/json; charset=utf-8; charset=utf-16',
    'application/json; boundary=x',
    'application/json; profile="a"',
    'application/json; charset',
    'application/json; charset=',
    'application/json; charset="utf-8',
    'application/json;;charset=utf-8',
    'application/json charset=utf-8',
    'application /json',
    'application/ json',
    'application/\tjson',
    'application/json\u00a0',
    'application\u00a0/json',
    '"application/json"',
    'application/json/',
    'application//json',
    'application\\json',
    'application%2Fjson',
    'toString',
    '__proto__',
    'constructor/prototype',
  ]
  it.each(others)('refuses %j with 415 and what would be read', async (type) => {
    const answer = await post(ECHO, REFUSED_BY_CONTRACT, { 'content-type': type })
    expect(answer).toMatchObject({ status: 415, code: 'platform.unsupported_media_type' })
    expect((await post(ECHO, '{"text":"a"}', { 'content-type': type })).status).toBe(415)
  })

  it('counts at least forty refused variants', () => {
    expect(new Set(others).size).toBeGreaterThanOrEqual(40)
  })

  it('refuses a body without a type', async () => {
    expect(await post(ECHO, '{"text":"a"}', { 'transfer-encoding': 'chunked' })).toMatchObject({
      status: 415,
    })
    expect(await post(ECHO, REFUSED_BY_CONTRACT, { 'content-length': '38' })).toMatchObject({ status: 415 })
  })

  it('believes the first of two types only as far as it goes: the body is read by it or refused', async () => {
    const both = await post(ECHO, REFUSED_BY_CONTRACT, { 'content-type': ['application/json', 'text/plain'] })
    expect([400, 415, 422]).toContain(both.status)
    const reversed = await post(ECHO, REFUSED_BY_CONTRACT, {
      'content-type': ['text/plain', 'application/json'],
    })
    expect([400, 415]).toContain(reversed.status)
  })

  it('takes no multipart body on an operation that has no file, and no JSON on one that has', async () => {
    const form = '--x\r\ncontent-disposition: form-data; name="text"\r\n\r\na\r\n--x--\r\n'
    expect((await post(ECHO, form, { 'content-type': 'multipart/form-data; boundary=x' })).status).toBe(415)
    const json = await person.callRaw(keep, { note: 'a' })
    expect(json).toMatchObject({ status: 415, problem: { code: 'platform.unsupported_media_type' } })
  })

  it('needs no body where every field may be left out', async () => {
    expect(await post(ECHO, '', {})).toMatchObject({ status: 200, received: {} })
    expect(await post(ECHO, '', { 'content-length': '0' })).toMatchObject({ status: 200, received: {} })
  })
})

describe('a body is an object with plain names', () => {
  it.each(['null', '[]', '[{"text":"a"}]', '"text"', '5', 'true'])('refuses %s', async (body) => {
    const answer = await post(ECHO, body, { 'content-type': 'application/json' })
    expect(answer).toMatchObject({ status: 400, code: 'platform.unreadable' })
  })

  it.each([
    '{"text":"a","text":"b"}',
    '{"text":"a","t\\u0065xt":"b"}',
    '{"labels":{"a":"1","a":"2"}}',
    '{"labels":{"__proto__":"a"}}',
    '{"__proto__":{"text":"a"}}',
    '{"constructor":{"prototype":{"text":"a"}}}',
    '{"text":"a"',
    '',
    ' ',
  ])('refuses %s with 400', async (body) => {
    const answer = await post(ECHO, body, { 'content-type': 'application/json' })
    expect(answer).toMatchObject({ status: 400, code: 'platform.unreadable' })
    expect(({} as Record<string, unknown>).text).toBeUndefined()
  })

  it('refuses an unknown field by name', async () => {
    const answer = await person.callRaw(echo, { text: 'a', prototype: 1, toString: 'x' })
    expect(answer.status).toBe(422)
    expect(Object.keys(answer.problem.errors ?? {}).sort()).toEqual(['prototype', 'toString'])
  })

  it('answers 413 beyond the limit, whether the length is announced or not', async () => {
    const long = JSON.stringify({ text: 'a'.repeat(3_000) })
    const json = { 'content-type': 'application/json' }
    const announced = await post(ECHO, long, { ...json, 'content-length': String(long.length) })
    expect(announced).toMatchObject({ status: 413, code: 'platform.body_too_large' })
    const chunked = await post(ECHO, long, { ...json, 'transfer-encoding': 'chunked' })
    expect(chunked).toMatchObject({ status: 413, code: 'platform.body_too_large' })
  })

  it('refuses a query string on a request that has a body, and a body on one that has none', async () => {
    const both = await post(`${ECHO}?text=b`, '{"text":"a"}', { 'content-type': 'application/json' })
    expect(both).toMatchObject({ status: 422, code: 'platform.invalid_input' })
    const answer = await platform.http.inject({
      method: 'DELETE',
      url: '/api/v1/probe/things/7',
      headers: { authorization: `Bearer ${person.token}`, 'if-match': '"1"' },
      payload: { id: 8 },
    })
    expect(answer.json()).toMatchObject({ status: 400, code: 'platform.unreadable' })
    expect((await person.call(remove, { id: 7 }, { ifMatch: 1 })).body).toEqual({ id: 7 })
  })
})

describe('a query string becomes the types of the contract', () => {
  const get = async (url: string) => {
    const headers = { authorization: `Bearer ${person.token}` }
    const answer = await platform.http.inject({ method: 'GET', url: `/api/v1/probe/things/${url}`, headers })
    return { status: answer.statusCode, body: answer.json() }
  }

  it('reads numbers, flags, lists and text', async () => {
    const answer = await get('7?limit=5&amount=-12.50&open=true&kinds=a,b&text=5')
    expect(answer.body.received).toEqual({
      id: 7,
      limit: 5,
      amount: -12.5,
      open: true,
      kinds: ['a', 'b'],
      text: '5',
    })
    expect((await get('7')).body.received).toEqual({ id: 7, limit: 20 })
    expect((await get('7?kinds=a&kinds=b')).body.received.kinds).toEqual(['a', 'b'])
  })

  it.each([
    ['limit=1e2', 'limit'],
    ['limit=0x10', 'limit'],
    ['limit=+5', 'limit'],
    ['limit=5.5', 'limit'],
    ['limit=', 'limit'],
    ['limit=NaN', 'limit'],
    ['limit=5&limit=6', 'limit'],
    ['limit[]=5', 'limit[]'],
    ['limit[a]=5', 'limit[a]'],
    ['open=1', 'open'],
    ['open=yes', 'open'],
    ['open=TRUE', 'open'],
    ['text=a&text=b', 'text'],
    ['amount=1e400', 'amount'],
    ['unknown=1', 'unknown'],
    ['__proto__=1', '__proto__'],
    ['constructor=1', 'constructor'],
    ['id=8', 'id'],
  ])('refuses ?%s instead of guessing', async (search, field) => {
    const answer = await get(`7?${search}`)
    expect(answer.status).toBe(422)
    expect(Object.keys(answer.body.errors)).toEqual([field])
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  it.each(['0', '1000', 'x', '7.5', '%37%00', '7%2F8'])('refuses the path value %s', async (id) => {
    expect([400, 422]).toContain((await get(id)).status)
  })
})

describe('an address that is not served says so', () => {
  it('answers 404 for an unknown path and 405 with Allow for another method', async () => {
    const nowhere = await platform.http.inject({ method: 'GET', url: '/api/v1/nowhere' })
    expect(nowhere.statusCode).toBe(404)
    expect(nowhere.headers['content-type']).toMatch(/^application\/problem\+json/)
    expect(nowhere.json().code).toBe('platform.unknown_route')
    const wrong = await platform.http.inject({ method: 'PUT', url: '/api/v1/probe/things/7?x=1' })
    expect(wrong.statusCode).toBe(405)
    expect(wrong.headers.allow).toBe('DELETE, GET')
    expect(wrong.json()).toMatchObject({
      code: 'platform.method_not_allowed',
      params: { allowed: 'DELETE, GET' },
    })
  })

  it.each([
    '/api/v1/probe/things/7/',
    '/API/V1/probe/things/7',
    '/api/v1//probe/things/7',
    '/api/v1/probe/things',
  ])('does not guess what %s was meant to be', async (url) => {
    expect((await platform.http.inject({ method: 'GET', url })).statusCode).toBe(404)
  })

  it('sends the security headers on answers, failures and unknown paths alike', async () => {
    const answers = [
      await platform.http.inject({ method: 'GET', url: '/api/v1/nowhere' }),
      await platform.http.inject({ method: 'POST', url: ECHO }),
      await platform.http.inject({ method: 'GET', url: '/health/live' }),
    ]
    for (const { headers } of answers) {
      expect(headers['content-security-policy']).toContain("default-src 'none'")
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
      })
      expect(headers['strict-transport-security']).toBeUndefined()
    }
    expect((await person.call(find, { id: 7 })).headers['cache-control']).toBe('no-store')
  })
})
