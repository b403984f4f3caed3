import type { CatalogueApp, CatalogueOperation } from '@lumbung/ui'
import { expect, test } from 'vitest'
import { curlExample } from './curl-example.ts'
import { exampleAnswerOf, failuresOf } from './failures-of.ts'
import { findOperations } from './find-operations.ts'
import { inputFieldsOf } from './input-fields.ts'
import { type OpenApi, type OperationObject, operationOf } from './open-api.ts'

const rename: OperationObject = {
  operationId: 'probe.rename',
  parameters: [
    { name: 'id', in: 'path', required: true, schema: { type: 'string', format: 'uuid' }, example: 'a/1' },
    { $ref: '#/components/parameters/AcceptLanguage' },
    { $ref: '#/components/parameters/IdempotencyKey' },
  ],
  requestBody: {
    content: {
      'application/json': {
        schema: {
          properties: {
            name: { type: 'string' },
            tanks: { type: 'array', items: { $ref: '#/components/schemas/Tank' } },
            kind: { anyOf: [{ type: 'string' }, { type: 'null' }] },
          },
          required: ['name'],
        },
        example: { name: "Jum'at" },
      },
    },
  },
  responses: {
    200: { content: { 'application/json': { example: { ok: true } } } },
    404: { $ref: '#/components/responses/probe.gone' },
    422: {
      content: {
        'application/problem+json': {
          schema: {
            oneOf: [
              { $ref: '#/components/schemas/problem.probe.taken' },
              { $ref: '#/components/schemas/problem.platform.invalid_input' },
            ],
          },
        },
      },
    },
  },
}
const list: OperationObject = {
  operationId: 'probe.list',
  parameters: [
    { name: 'status', in: 'query', schema: { type: 'string' }, example: 'a b' },
    { name: 'limit', in: 'query', schema: { type: 'integer' } },
  ],
  responses: {},
}
const document: OpenApi = {
  paths: { '/things/{id}': { patch: rename }, '/things': { get: list } },
  components: {
    schemas: { Tank: { properties: { litres: { type: 'number' } }, required: ['litres'] } },
    responses: {
      'probe.gone': {
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/problem.probe.gone' } },
        },
      },
    },
    parameters: {
      AcceptLanguage: { name: 'Accept-Language', in: 'header', schema: { type: 'string' } },
      IdempotencyKey: { name: 'Idempotency-Key', in: 'header', schema: { type: 'string' } },
    },
  },
}

test('an operation is found by its id, whatever its path', () => {
  expect(operationOf(document, 'probe.list')).toBe(list)
  expect(operationOf(document, 'probe.none')).toBe(null)
})

test('fields are told flat, with their place, also those inside of lists', () => {
  expect(
    inputFieldsOf(document, rename).map(({ name, place, type, isRequired }) => [
      name,
      place,
      type,
      isRequired,
    ]),
  ).toEqual([
    ['id', 'path', 'string (uuid)', true],
    ['Idempotency-Key', 'header', 'string', false],
    ['name', 'body', 'string', true],
    ['tanks', 'body', 'any[]', false],
    ['tanks[].litres', 'body', 'number', true],
    ['kind', 'body', 'string | null', false],
  ])
})

test('failures are told by status and code, referred to or written out', () => {
  expect(failuresOf(document, rename)).toEqual([
    { status: 404, code: 'probe.gone' },
    { status: 422, code: 'probe.taken' },
    { status: 422, code: 'platform.invalid_input' },
  ])
  expect(exampleAnswerOf(rename)).toEqual({ ok: true })
  expect(exampleAnswerOf(list)).toBe(undefined)
})

test('a command can be pasted into a shell, quotes and slashes included', () => {
  const facts = {
    method: 'PATCH',
    path: '/api/v1/things/{id}',
    permission: 'probe.rename',
    answer: 'json',
  } as const
  expect(curlExample(document, rename, facts, 'http://localhost:8000')).toBe(
    [
      "curl -X PATCH 'http://localhost:8000/api/v1/things/a%2F1'",
      '-H "Authorization: Bearer $TOKEN"',
      '-H "Idempotency-Key: $(uuidgen)"',
      "-H 'Content-Type: application/json'",
      `-d '{"name":"Jum'\\''at"}'`,
    ].join(' \\\n  '),
  )
})

test('a public read of a file sends no token, only what has an example, and keeps the name', () => {
  const facts = { method: 'GET', path: '/api/v1/things', permission: '@public', answer: 'file' } as const
  expect(curlExample(document, list, facts, 'http://localhost:8000')).toBe(
    "curl 'http://localhost:8000/api/v1/things?status=a+b' \\\n  -OJ",
  )
})

test('operations are found by words of both languages, method and path together', () => {
  const operation = (id: string, changes: Partial<CatalogueOperation>) =>
    ({
      id,
      method: 'GET',
      path: '/',
      summary: { id: '', en: '' },
      permission: 'p',
      ...changes,
    }) as CatalogueOperation
  const apps = [
    {
      id: 'fuel',
      name: { id: 'BBM', en: 'Fuel' },
      operations: [
        operation('fuel.stock.out', {
          method: 'POST',
          path: '/api/v1/fuel/stock/out',
          summary: { id: 'Catat pemakaian', en: 'Record fuel used' },
        }),
        operation('fuel.site.list', { path: '/api/v1/fuel/sites' }),
      ],
    },
  ] as unknown as CatalogueApp[]
  const found = (words: string, isWanted = () => true) =>
    findOperations(apps, words, isWanted).flatMap(({ operations }) => operations.map(({ id }) => id))
  expect(found('')).toHaveLength(2)
  expect(found('POST /fuel')).toEqual(['fuel.stock.out'])
  expect(found('pemakaian')).toEqual(['fuel.stock.out'])
  expect(found('used record')).toEqual(['fuel.stock.out'])
  expect(found('bbm site')).toEqual(['fuel.site.list'])
  expect(found('nothing')).toEqual([])
  expect(found('', () => false)).toEqual([])
})
