import { choice, command, event, httpOf, type Operation, problem, query } from '@lumbung/contract'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { commonProblems } from '../../contract/problems.ts'
import { buildCatalogue } from '../app/catalogue.ts'
import { defineApp } from '../app/define-app.ts'
import { probeApp } from '../http/probe.fixture.ts'
import { liveOperation } from '../live/live-operation.ts'
import { handle } from '../operation/handle.ts'
import { listEvents } from './event-list.ts'
import { buildOpenApi } from './openapi-document.ts'
import { listPermissions } from './permission-list.ts'
import { buildPostmanCollection } from './postman/postman-collection.ts'
import { jsonSchemaOf } from './schema-book.ts'

const words = { id: 'Ubah | hal', en: 'Change | a thing' }
const Thing = z
  .object({ id: z.uuid(), name: z.string().max(20).default('x'), version: z.int() })
  .meta({ id: 'Thing' })
const tooMuch = problem('test.too_much', 'rule_violated', z.object({ leftLitres: z.number() }))
const gone = problem('test.gone', 'not_found')

const change = command({
  id: 'test.thing.change',
  http: 'PATCH /test/things/{id}',
  summary: words,
  permission: 'test.thing.change',
  scope: 'own',
  input: z.object({ id: z.uuid(), thing: Thing, note: z.string().max(9).optional() }),
  output: Thing,
  errors: [tooMuch, gone],
  versioned: true,
  carriers: { offline: true },
  example: { input: { id: '01936f2a-7b1c-7000-8000-000000000011', thing: { id: 'a', version: 1 } } },
})
const list = query({
  id: 'test.thing.list',
  http: 'GET /test/things',
  summary: words,
  permission: 'test.thing.read',
  input: z.object({ kinds: z.array(z.string().max(5)).optional(), day: z.iso.date() }),
  output: z.object({ data: z.array(Thing) }),
  example: { input: { day: '2026-11-20', kinds: ['a'] }, output: { data: [] } },
})
const testApp = defineApp({
  id: 'test',
  name: words,
  summary: words,
  permissions: { 'test.thing.change': words, 'test.thing.read': words },
  roles: [{ key: 'changer', name: words, permissions: ['test.*'] }],
  operations: [handle(change, async (_ctx, input) => input.thing), handle(list, async () => ({ data: [] }))],
})
const apps = [testApp, probeApp]
const catalogue = buildCatalogue(apps)

interface Described {
  operationId: string
  parameters?: { name?: string; in?: string; required?: boolean; $ref?: string; [more: string]: unknown }[]
  requestBody?: { content: Record<string, { schema: Record<string, unknown>; example?: unknown }> }
  responses: Record<string, { $ref?: string; content?: Record<string, { schema: Record<string, unknown> }> }>
  security: unknown[]
  [more: string]: unknown
}
interface Document {
  openapi: string
  paths: Record<string, Record<string, Described>>
  components: Record<string, Record<string, Record<string, unknown>>>
}
const document = buildOpenApi(catalogue, { version: '1.2.3' }) as unknown as Document

function describedAs(operation: Operation): Described {
  const { method, path } = httpOf(operation)
  return document.paths[path]?.[method.toLowerCase()] as Described
}

/** Every `$ref` of a value. */
function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, entry]) =>
    key === '$ref' ? [String(entry)] : referencesIn(entry),
  )
}

describe('the OpenAPI document', () => {
  it('is JSON, of version 3.1, and every reference in it leads somewhere', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document)
    expect(document.openapi).toMatch(/^3\.1\./)
    const references = referencesIn(document)
    expect(references.length).toBeGreaterThan(10)
    for (const reference of references) {
      const [, , part = '', name = ''] = reference.split('/')
      expect([reference, document.components[part]?.[name]]).not.toEqual([reference, undefined])
    }
  })

  it('is the same each time', () => {
    expect(JSON.stringify(buildOpenApi(catalogue, { version: '1.2.3' }))).toBe(JSON.stringify(document))
  })

  it('describes every operation once, under its own id', () => {
    const ids = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map((described) => described.operationId),
    )
    expect(ids.sort()).toEqual([...catalogue.operations.keys(), liveOperation.id].sort())
  })

  it('describes the stream of live updates as events, with what is told by them', () => {
    const { responses, security } = describedAs(liveOperation)
    expect(security).toHaveLength(2)
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['200', '401', '429', '503']))
    expect(responses['200']?.content).toMatchObject({
      'text/event-stream': { 'x-events': { changed: { required: ['topics'] } } },
    })
  })

  it('takes path fields from the path, query fields from the query string, the rest from the body', () => {
    const { parameters = [], requestBody } = describedAs(change)
    expect(parameters.filter((one) => one.in === 'path').map((one) => one.name)).toEqual(['id'])
    expect(parameters.filter((one) => one.in === 'query')).toEqual([])
    const body = requestBody?.content['application/json']
    expect(body?.schema).toMatchObject({ additionalProperties: false, required: ['thing'] })
    expect(Object.keys(body?.schema.properties as object)).toEqual(['thing', 'note'])
    expect(body?.example).toEqual({ thing: { id: 'a', version: 1 } })
    const listed = describedAs(list)
    expect(listed.requestBody).toBeUndefined()
    expect(listed.parameters).toContainEqual(
      expect.objectContaining({ name: 'day', in: 'query', required: true, example: '2026-11-20' }),
    )
    expect(listed.parameters).toContainEqual(
      expect.objectContaining({ name: 'kinds', required: false, style: 'form', explode: false }),
    )
  })

  it('asks for the headers that the operation needs, and no others', () => {
    const headers = (operation: Operation) =>
      (describedAs(operation).parameters ?? []).flatMap((one) =>
        one.$ref ? [one.$ref.split('/').at(-1)] : [],
      )
    expect(headers(change)).toEqual(['AcceptLanguage', 'IdempotencyKey', 'IfMatch'])
    expect(headers(list)).toEqual(['AcceptLanguage'])
  })

  it('names permission, scope and carriers, and opens only what is open', () => {
    const described = describedAs(change)
    expect(described).toMatchObject({
      'x-permission': 'test.thing.change',
      'x-scope': 'own',
      'x-carriers': { offline: true },
    })
    expect(described.security).toHaveLength(2)
    const knock = catalogue.operations.get('probe.knock')?.operation as Operation
    expect(describedAs(knock).security).toEqual([])
    expect(Object.keys(describedAs(knock).responses)).not.toContain('403')
  })

  it('lists every failure by status with its code and params', () => {
    const { responses } = describedAs(change)
    for (const { code } of [...commonProblems, tooMuch, gone]) {
      const found = Object.values(responses).flatMap((response) => {
        const name = response.$ref?.split('/').at(-1)
        return referencesIn(name ? document.components.responses?.[name] : response)
      })
      expect(found).toContain(`#/components/schemas/problem.${code}`)
    }
    expect(Object.keys(responses)).toEqual(
      expect.arrayContaining(['200', '404', '412', '415', '422', '428', '429']),
    )
    expect(document.components.schemas?.['problem.test.too_much']).toMatchObject({
      allOf: [
        { $ref: '#/components/schemas/Problem' },
        {
          properties: {
            code: { const: 'test.too_much' },
            params: { properties: { leftLitres: { type: 'number' } } },
          },
          required: ['code', 'params'],
        },
      ],
    })
  })

  it('keeps a part that reads differently as input and as answer under two names', () => {
    const asInput = document.components.schemas?.Thing as { required: string[] }
    const asOutput = document.components.schemas?.['Thing.output'] as { required: string[] }
    expect(asInput.required).toEqual(['id', 'version'])
    expect(asOutput.required).toEqual(['id', 'name', 'version'])
    expect(asOutput).not.toHaveProperty('additionalProperties')
  })

  it('says labels and helps as titles and descriptions, and keeps both languages as extensions', () => {
    const label = { id: 'Jumlah', en: 'Amount' }
    const help = { id: 'Sebelum susut.', en: 'Before losses.' }
    const choices = { IN: { id: 'Masuk', en: 'In' } }
    const input = z.object({
      amount: z.number().max(9).meta({ label, help, unit: 'L', decimals: 2 }).optional(),
      label: choice(choices).nullable(),
    })
    expect(jsonSchemaOf(input, 'input').properties).toEqual({
      amount: {
        type: 'number',
        maximum: 9,
        title: 'Amount',
        description: 'Before losses.',
        'x-label': label,
        'x-help': help,
        'x-unit': 'L',
        'x-decimals': 2,
      },
      label: { anyOf: [{ type: 'string', enum: ['IN'], 'x-choices': choices }, { type: 'null' }] },
    })
  })

  it('describes an upload as a form with a file, and a file answer as bytes', () => {
    const keep = describedAs(catalogue.operations.get('probe.keep')?.operation as Operation)
    expect(Object.keys(keep.requestBody?.content ?? {})).toEqual(['multipart/form-data'])
    expect(keep.requestBody?.content['multipart/form-data']?.schema.required).toContain('file')
    const download = describedAs(catalogue.operations.get('probe.download')?.operation as Operation)
    expect(Object.keys(download.responses['200']?.content ?? {})).toEqual(['application/octet-stream'])
  })

  it('says which operation cannot be described', () => {
    const broken = query({
      id: 'test.broken',
      http: 'GET /test/broken',
      summary: words,
      permission: 'test.thing.read',
      input: z.object({}),
      output: z.bigint(),
      example: { input: {} },
    })
    const app = { ...testApp, operations: [handle(broken, async () => 1n)] }
    expect(() => buildOpenApi(buildCatalogue([app]), { version: '1' })).toThrow('test.broken')
  })
})

describe('lists for people', () => {
  it('name every permission with its operations and every role, with words that cannot break the table', () => {
    const text = listPermissions(apps)
    expect(text).toContain(
      '| `test.thing.change` | Change \\| a thing | Ubah \\| hal | own | `test.thing.change` |',
    )
    expect(text).toContain('| `changer` | Change \\| a thing | Ubah \\| hal | `test.*` |')
    expect(text).toMatch(/Open to everybody: `probe.knock`/)
  })

  it('name every event with its fields', () => {
    const changed = event(
      'test.thing.changed',
      z.object({ id: z.uuid(), note: z.string().optional() }),
      words,
    )
    const text = listEvents(
      [changed],
      [{ name: 'test.listen', event: changed, handle: async () => undefined }],
    )
    expect(text).toContain('## `test.thing.changed`')
    expect(text).toContain('| `id` | string (uuid) | always |')
    expect(text).toContain('| `note` | string | may be absent |')
    expect(text).toContain('Listeners: `test.listen`')
  })

  it('make a Postman collection with a request for every operation, in folders by app and resource', () => {
    const { item } = buildPostmanCollection(apps) as {
      item: {
        name: string
        item: { name: string; item: { id: string; request: Record<string, unknown> }[] }[]
      }[]
    }
    expect(item[0]?.item[0]?.name).toBe('Thing')
    const requests = item.flatMap((app) => app.item.flatMap((resource) => resource.item))
    expect(requests).toHaveLength(catalogue.operations.size)
    expect(requests.find(({ id }) => id === 'test.thing.change')?.request).toMatchObject({
      method: 'PATCH',
      url: { path: ['api', 'v1', 'test', 'things', ':id'] },
      body: { mode: 'raw' },
    })
  })
})
