import { httpOf, type Operation, PUBLIC } from '@lumbung/contract'
import type { AppManifest } from '../app/define-app.ts'
import { API_BASE } from '../http/api-base.ts'
import { isKeyed } from './problems-of.ts'
import type { Json } from './schema-book.ts'

/** A Postman 2.1 collection: a folder per app, a request per operation, filled with the declared example. */
export function buildPostmanCollection(apps: readonly AppManifest[]): Json {
  return {
    info: {
      name: 'Lumbung',
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: { type: 'bearer', bearer: [{ key: 'token', value: '{{token}}', type: 'string' }] },
    variable: [
      { key: 'baseUrl', value: 'http://localhost:8000' },
      { key: 'token', value: '' },
    ],
    item: apps
      .filter((app) => (app.operations ?? []).length > 0)
      .map((app) => ({
        name: app.name.en,
        description: app.summary.en,
        item: (app.operations ?? []).map(({ operation }) => requestOf(operation)),
      })),
  }
}

function requestOf(operation: Operation): Json {
  const { method, path, params } = httpOf(operation)
  const example = operation.example.input as Json
  const rest = Object.entries(example).filter(([name]) => !params.includes(name))
  const inQuery = method === 'GET' || method === 'DELETE'
  const segments = `${API_BASE}${path}`
    .slice(1)
    .replace(/\{(\w+)\}/g, ':$1')
    .split('/')
  return {
    name: operation.summary.en,
    request: {
      method,
      description: `${operation.id}: ${operation.summary.id}`,
      ...(operation.permission === PUBLIC ? { auth: { type: 'noauth' } } : {}),
      header: headersOf(operation, inQuery),
      url: {
        raw: `{{baseUrl}}/${segments.join('/')}`,
        host: ['{{baseUrl}}'],
        path: segments,
        variable: params.map((key) => ({ key, value: textOf(example[key]) })),
        query: inQuery ? rest.map(([key, value]) => ({ key, value: textOf(value) })) : [],
      },
      ...(inQuery ? {} : { body: bodyOf(operation, rest) }),
    },
  }
}

function headersOf(operation: Operation, inQuery: boolean): Json[] {
  const isJson = !inQuery && operation.body !== 'upload'
  return [
    ...(isJson ? [{ key: 'Content-Type', value: 'application/json' }] : []),
    ...(isKeyed(operation) ? [{ key: 'Idempotency-Key', value: '{{$guid}}' }] : []),
    ...(operation.kind === 'command' && operation.versioned ? [{ key: 'If-Match', value: '"1"' }] : []),
  ]
}

function bodyOf(operation: Operation, fields: [string, unknown][]): Json {
  if (operation.body !== 'upload') {
    return { mode: 'raw', raw: JSON.stringify(Object.fromEntries(fields), null, 2) }
  }
  const texts = fields.map(([key, value]) => ({ key, value: textOf(value), type: 'text' }))
  return { mode: 'formdata', formdata: [...texts, { key: 'file', type: 'file', src: [] }] }
}

function textOf(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value ?? '')
}
