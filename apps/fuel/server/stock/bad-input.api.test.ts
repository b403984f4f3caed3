import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readStockSummary } from '../../contract/reports.ts'
import type { Site } from '../../contract/sites.ts'
import { recordStockIn, recordStockOut } from '../../contract/stock.ts'
import { createFuelScene, type FuelScene, type TestPerson } from '../fuel.fixture.ts'

let scene: FuelScene
let site: Site
let operator: TestPerson

beforeAll(async () => {
  scene = await createFuelScene()
})
afterAll(() => scene.close())

/** Each test has a site with 100 L of its own. */
beforeEach(async () => {
  site = await scene.site()
  operator = await scene.operator(site)
  await scene.fill(site, 100)
})

async function balance(): Promise<number | undefined> {
  return (await operator.call(readStockSummary, {})).body.data[0]?.balanceLitres
}

function post(payload: string | Buffer, headers: Record<string, string> = {}, token = operator.token) {
  return scene.platform.http.inject({
    method: 'POST',
    url: '/api/v1/fuel/stock/out',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    payload,
  })
}

describe('a bad amount is refused by its field, in words, and changes nothing', () => {
  test.each([
    ['nothing', '{}'],
    ['zero', '{"amount":0}'],
    ['less than zero', '{"amount":-1}'],
    ['minus zero', '{"amount":-0}'],
    ['three decimals', '{"amount":0.001}'],
    ['three decimals behind many litres', '{"amount":12345678.123}'],
    ['an infinite number', '{"amount":1e400}'],
    ['a tiny number', '{"amount":1e-7}'],
    ['more than any tank holds', '{"amount":1000000000}'],
    ['a string', '{"amount":"10"}'],
    ['null', '{"amount":null}'],
    ['a list', '{"amount":[10]}'],
    ['a boolean', '{"amount":true}'],
  ])('%s', async (_, body) => {
    const response = await post(body)
    expect(response.statusCode).toBe(422)
    const problem = response.json()
    expect(problem.code).toBe('platform.invalid_input')
    expect(Object.keys(problem.errors)).toEqual(['amount'])
    expect(problem.errors.amount[0]).not.toMatch(/^field\./)
    expect(await balance()).toBe(100)
  })

  test.each([
    ['NaN', '{"amount":NaN}'],
    ['half a body', '{"amount":'],
    ['a bare number', '5'],
    ['a list of entries', '[{"amount":5}]'],
  ])('%s is not readable', async (_, body) => {
    const response = await post(body)
    expect(response.statusCode).toBe(400)
    expect(response.json().code).toBe('platform.unreadable')
    expect(await balance()).toBe(100)
  })
})

describe('other bad input', () => {
  test.each([
    ['an unknown field', { amount: 1, userId: 'x' }, 'userId'],
    ['a date without a zone', { amount: 1, date: '2026-11-20T08:00:00' }, 'date'],
    ['a date that does not exist', { amount: 1, date: '2026-02-30T08:00:00Z' }, 'date'],
    ['notes of 501 characters', { amount: 1, notes: 'x'.repeat(501) }, 'notes'],
    ['notes with a control character', { amount: 1, notes: 'a\u0000b' }, 'notes'],
    ['a product code in lower case', { amount: 1, product: 'diesel' }, 'product'],
  ])('%s is refused by its field', async (_, input, field) => {
    const { status, problem } = await operator.callRaw(recordStockOut, input)
    expect(status).toBe(422)
    expect(Object.keys(problem.errors ?? {})).toEqual([field])
    expect(await balance()).toBe(100)
  })

  test('an unknown site and another tenant’s site are the same 404', async () => {
    const theirs = await scene.site({ code: 'THEIRS', by: scene.stranger })
    const answers = await Promise.all(
      [theirs.code, 'NOWHERE'].map((location) => scene.admin.call(recordStockIn, { location, amount: 1 })),
    )
    expect(answers.map(({ status, problem }) => [status, problem.code, problem.detail])).toEqual([
      [404, 'fuel.site_not_found', answers[1]?.problem.detail],
      [404, 'fuel.site_not_found', answers[0]?.problem.detail],
    ])
  })

  test('the same Idempotency-Key replays the first answer, with another body it is refused', async () => {
    const first = await operator.call(recordStockOut, { amount: 10 }, { idempotencyKey: 'key-1' })
    const again = await operator.call(recordStockOut, { amount: 10 }, { idempotencyKey: 'key-1' })
    expect(again.body).toEqual(first.body)
    const other = await operator.call(recordStockOut, { amount: 11 }, { idempotencyKey: 'key-1' })
    expect([other.status, other.problem.code]).toEqual([422, 'platform.idempotency_key_reused'])
    expect(await balance()).toBe(90)
  })

  test('a body over the limit, another content type, and a field that is named twice', async () => {
    const large = await post(JSON.stringify({ amount: 1, notes: 'x'.repeat(2_000_000) }))
    expect(large.statusCode).toBe(413)
    for (const type of ['text/plain', 'application/xml', 'application/x-www-form-urlencoded']) {
      expect((await post('amount=1', { 'content-type': type })).statusCode).toBe(415)
    }
    const twice = await post('{"amount":1,"amount":2}')
    expect([twice.statusCode, twice.json().code]).toEqual([400, 'platform.unreadable'])
    expect(await balance()).toBe(100)
  })

  test('prototype pollution is not a field', async () => {
    const response = await post('{"amount":1,"__proto__":{"location":"X"}}')
    expect([400, 422]).toContain(response.statusCode)
    expect(await balance()).toBe(100)
  })

  test('a token that is missing, made up or of a signed-out session', async () => {
    expect(
      (await scene.platform.http.inject({ method: 'POST', url: '/api/v1/fuel/stock/out' })).statusCode,
    ).toBe(401)
    const [header, claims] = operator.token.split('.')
    for (const token of ['x', `${header}.${claims}.AAAA`, `${header}.${claims}.`]) {
      expect((await post('{"amount":1}', {}, token)).statusCode).toBe(401)
    }
    const { sessions } = scene.platform.services
    const { accessToken, sessionId } = await sessions.start({
      userId: operator.userId,
      tenantId: scene.platform.tenant.id,
      address: null,
      agent: 'test',
    })
    expect((await post('{}', {}, accessToken)).statusCode).toBe(422)
    await sessions.signOut(sessionId)
    expect((await post('{"amount":1}', {}, accessToken)).statusCode).toBe(401)
    expect(await balance()).toBe(100)
  })
})
