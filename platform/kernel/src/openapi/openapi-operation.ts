import { httpOf, type Operation, ProblemBody, type ProblemType, PUBLIC } from '@lumbung/contract'
import { statusOf } from '../operation/answer.ts'
import { isKeyed, problemsOf } from './problems-of.ts'
import type { Json, SchemaBook } from './schema-book.ts'

interface InputSchema {
  properties: Record<string, Json>
  required: string[]
}

/** The operation object of OpenAPI 3.1 for one declaration. */
export function operationObject(operation: Operation, app: string, book: SchemaBook): Json {
  const { method, params } = httpOf(operation)
  const {
    properties = {},
    required = [],
    ...schema
  } = book.add(operation.input.strict(), 'input') as Json & Partial<InputSchema>
  const inQuery = method === 'GET' || method === 'DELETE'
  const body = Object.keys(properties).filter((name) => !params.includes(name))
  const example = operation.example.input as Json
  const parameters = [
    ...params.map((name) => parameterObject(name, 'path', properties, required, example)),
    ...(inQuery ? body.map((name) => parameterObject(name, 'query', properties, required, example)) : []),
    ...headersOf(operation),
  ]
  const bodySchema = {
    ...schema,
    properties: pick(properties, body),
    required: required.filter((name) => body.includes(name)),
  }
  const { carriers, permission, scope = 'tenant', summary, ratePerMinute } = operation
  return {
    operationId: operation.id,
    tags: [app],
    summary: summary.en,
    description: summary.id,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(inQuery ? {} : { requestBody: requestBody(operation, bodySchema, pick(example, body)) }),
    responses: { [statusOf(operation)]: success(operation, book), ...failures(operation, book) },
    security: permission === PUBLIC ? [] : [{ bearer: [] }, { cookie: [], consoleHeader: [] }],
    'x-kind': operation.kind,
    'x-permission': permission,
    'x-scope': scope,
    ...(carriers ? { 'x-carriers': carriers } : {}),
    ...(ratePerMinute === undefined ? {} : { 'x-rate-per-minute': ratePerMinute }),
    ...(operation.kind === 'command' && operation.reversedBy
      ? { 'x-reversed-by': operation.reversedBy }
      : {}),
  }
}

function parameterObject(
  name: string,
  place: 'path' | 'query',
  properties: Record<string, Json>,
  required: string[],
  example: Json,
): Json {
  const schema = properties[name] ?? {}
  return {
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
    // A list is one value with commas, as the server reads it.
    ...(schema.type === 'array' ? { style: 'form', explode: false } : {}),
    ...(example[name] === undefined ? {} : { example: example[name] }),
  }
}

function headersOf(operation: Operation): Json[] {
  const parameter = (name: string) => ({ $ref: `#/components/parameters/${name}` })
  return [
    parameter('AcceptLanguage'),
    ...(isKeyed(operation) ? [parameter('IdempotencyKey')] : []),
    ...(operation.kind === 'command' && operation.versioned ? [parameter('IfMatch')] : []),
  ]
}

function requestBody(operation: Operation, schema: Json, example: Json): Json {
  const required = (schema.required as string[]).length > 0
  if (operation.body !== 'upload') {
    return { required, content: { 'application/json': { schema, example } } }
  }
  const properties = { ...(schema.properties as Json), file: { type: 'string', format: 'binary' } }
  const withFile = { ...schema, properties, required: [...(schema.required as string[]), 'file'] }
  return { required: true, content: { 'multipart/form-data': { schema: withFile } } }
}

function success(operation: Operation, book: SchemaBook): Json {
  const headers = {
    'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
    RateLimit: { $ref: '#/components/headers/RateLimit' },
    ...(isKeyed(operation) ? { 'Idempotency-Replayed': { $ref: '#/components/headers/Replayed' } } : {}),
  }
  if (operation.answer === 'file') {
    const schema = { type: 'string', format: 'binary' }
    return { description: 'The file.', headers, content: { 'application/octet-stream': { schema } } }
  }
  const { output } = operation.example
  const content = {
    schema: book.add(operation.output, 'output'),
    ...(output === undefined ? {} : { example: output }),
  }
  return { description: operation.summary.en, headers, content: { 'application/json': content } }
}

/** What many operations share is described once and referred to. */
function failures(operation: Operation, book: SchemaBook): Json {
  return Object.fromEntries(
    [...problemsOf(operation)].map(([status, problems]) => {
      const [only] = problems
      if (problems.length > 1 || !only) return [String(status), failure(status, problems, book)]
      book.responses[only.code] ??= failure(status, problems, book)
      return [String(status), { $ref: `#/components/responses/${only.code}` }]
    }),
  )
}

function failure(status: number, problems: ProblemType[], book: SchemaBook): Json {
  const schemas = problems.map((problem) => problemSchema(problem, book))
  const schema = schemas.length === 1 ? schemas[0] : { oneOf: schemas }
  const waits = status === 429 || status === 503
  return {
    description: problems.map((problem) => problem.code).join(', '),
    ...(waits ? { headers: { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } } } : {}),
    content: { 'application/problem+json': { schema } },
  }
}

function problemSchema(problem: ProblemType, book: SchemaBook): Json {
  const name = `problem.${problem.code}`
  const reference = { $ref: `#/components/schemas/${name}` }
  if (book.schemas[name]) return reference
  const base = book.add(ProblemBody, 'output')
  const params = book.add(problem.params, 'output')
  const hasParams = Object.keys((params.properties as Json | undefined) ?? {}).length > 0
  return book.define(name, {
    allOf: [
      base,
      {
        type: 'object',
        properties: { code: { const: problem.code }, ...(hasParams ? { params } : {}) },
        required: hasParams ? ['code', 'params'] : ['code'],
      },
    ],
  })
}

function pick<T>(all: Record<string, T>, names: string[]): Record<string, T> {
  return Object.fromEntries(names.flatMap((name) => (name in all ? [[name, all[name] as T]] : [])))
}
