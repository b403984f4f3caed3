import { httpOf } from '@lumbung/contract'
import { createTestPlatform, type TestPerson, type TestPlatform } from '@lumbung/testing'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { z } from 'zod'
import { apps } from '../../server/src/apps.ts'
import { arrangeOneOfEverything } from './arrange.ts'
import {
  exampleRequest,
  expectOrderly,
  attackedOperations as operations,
  type Sent,
} from './hostile-requests.ts'
import { NASTY_DAYS, NASTY_INSTANTS, NASTY_SIGNS } from './schema-arbitrary.ts'

let platform: TestPlatform
let admin: TestPerson
beforeAll(async () => {
  platform = await createTestPlatform({ apps })
  admin = (await arrangeOneOfEverything(platform)).admin
})
afterAll(() => platform.close())

const send = (sent: Sent) => expectOrderly(platform, admin, sent)

describe('one field at a time, of an input that is right otherwise', () => {
  const formatOf = (field: z.ZodType) => JSON.stringify(z.toJSONSchema(field, { io: 'input' }))
  const valuesFor = (field: z.ZodType): readonly string[] => {
    const schema = formatOf(field)
    if (schema.includes('"format":"date"')) return NASTY_DAYS
    if (schema.includes('"format":"date-time"')) return NASTY_INSTANTS
    return schema.includes('"string"') && !schema.includes('"enum"') ? NASTY_SIGNS : []
  }
  it.each(operations.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    for (const [name, field] of Object.entries(operation.input.shape)) {
      for (const value of valuesFor(field as z.ZodType))
        await send(exampleRequest(operation, { [name]: value }))
    }
  })
})

describe('what stands in an address', () => {
  const SEGMENTS = [
    '%00',
    '%',
    '%zz',
    '%ff%fe',
    '%c0%80',
    '%ed%a0%80',
    '..%2f..%2f',
    '%2e%2e',
    '%20',
    'null',
    '-0',
  ]
  const withParams = operations.filter((operation) => httpOf(operation).params.length > 0)
  it.each(withParams.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    const { path } = httpOf(operation)
    for (const segment of [
      ...SEGMENTS,
      ...NASTY_SIGNS.map((sign) => encodeURIComponent(sign.toWellFormed())),
    ]) {
      await send({ ...exampleRequest(operation), url: `/api/v1${path.replace(/\{\w+\}/g, segment)}` })
    }
  })
})

describe('what stands in a query string', () => {
  const VALUES = [
    '%00',
    'a%00b',
    '%',
    '%zz',
    '%ff',
    '%ed%a0%80',
    '%E2%80%8B',
    '',
    '+',
    '-0',
    '1e308',
    '0x10',
    '9'.repeat(400),
  ]
  const reading = operations.filter((operation) => httpOf(operation).method === 'GET')
  it.each(reading.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    const { method, url } = exampleRequest(operation)
    const [path] = url.split('?')
    const names = Object.keys(operation.input.shape)
    for (const name of [...names, 'unknown', '__proto__', 'a%00']) {
      for (const value of VALUES) await send({ method, url: `${path}?${name}=${value}` })
      await send({ method, url: `${path}?${name}=1&${name}=2` })
    }
    for (const query of ['?', '?&&', '?=', '?%', '?[]=1', '?a[b]=1'])
      await send({ method, url: path + query })
  })
})

describe('what stands in the headers', () => {
  const HEADERS: [string, string[]][] = [
    [
      'if-match',
      ['*', '""', '"-1"', '"0"', '0', '"999999999"', '"99999999999"', 'W/"1"', '"1", "2"', '\u00ff', '1.5'],
    ],
    ['idempotency-key', ['', ' ', 'a b', '\u00ff', 'x'.repeat(201), 'x'.repeat(200), "';--", '%00', '\t']],
    ['accept-language', ['', '*', 'id;q=9', 'xx-'.repeat(500), '\u00ff', ',,,;q=', 'en-GB,id;q=0.5']],
    [
      'content-type',
      [
        '',
        'application/json;',
        'application/json; charset=utf-16',
        'text/plain',
        'multipart/form-data',
        'multipart/form-data; boundary=',
        'application/json; charset="utf-8"',
        '\u00ff',
        'application/x-www-form-urlencoded',
      ],
    ],
    ['content-encoding', ['gzip', 'br', 'x']],
    [
      'authorization',
      ['', 'Bearer', 'Bearer ', 'Bearer a.b.c', 'Basic \u00ff', `Bearer ${'x'.repeat(5_000)}`],
    ],
    ['cookie', ['', '=', 'lumbung_access', 'lumbung_access=%00', 'lumbung_access=%', ';;;', '\u00ff=1']],
    ['x-lumbung-console', ['', '\u00ff']],
    ['origin', ['', 'null', 'http://', '\u00ff']],
  ]
  it.each(operations.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    const sent = exampleRequest(operation)
    for (const [name, values] of HEADERS) {
      for (const value of values) {
        await send({ ...sent, headers: { ...sent.headers, [name]: value } })
      }
    }
  })
})

describe('what stands in a body', () => {
  const BODIES = [
    '',
    ' ',
    'null',
    '[]',
    '"a"',
    '1',
    '{',
    '{"a":1e999}',
    '{"a":-0}',
    '{"\\u0000":1}',
    '{"\\ud800":"\\udc00"}',
    `${'['.repeat(200)}${']'.repeat(200)}`,
    '\u0000',
    '{"a":"\\u0000"}',
  ]
  const taking = operations.filter((operation) => !['GET', 'DELETE'].includes(httpOf(operation).method))
  it.each(taking.map((operation) => [operation.id, operation] as const))('%s', async (_id, operation) => {
    for (const payload of [
      ...BODIES,
      Buffer.from([0xff, 0xfe]),
      Buffer.from('{"a":"\xed\xa0\x80"}', 'latin1'),
    ]) {
      await send({ ...exampleRequest(operation), payload })
    }
  })
})
