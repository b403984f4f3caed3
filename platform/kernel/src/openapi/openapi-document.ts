import { httpOf } from '@lumbung/contract'
import type { Catalogue } from '../app/catalogue.ts'
import { operationsOf } from '../app/define-app.ts'
import { API_BASE } from '../http/api-base.ts'
import { ACCESS_COOKIE, CONSOLE_HEADER } from '../http/authenticate.ts'
import { liveOperation } from '../live/live-operation.ts'
import { liveObject } from './openapi-live.ts'
import { operationObject } from './openapi-operation.ts'
import { type Json, SchemaBook } from './schema-book.ts'

export interface DocumentOptions {
  version: string
}

/** The OpenAPI 3.1 document of every declared operation. Throws when a declaration has no JSON Schema. */
export function buildOpenApi(catalogue: Catalogue, options: DocumentOptions): Json {
  const book = new SchemaBook()
  const paths: Record<string, Json> = {}
  for (const { app, operation } of operationsOf(catalogue.apps)) {
    const { method, path } = httpOf(operation)
    try {
      paths[path] = { ...paths[path], [method.toLowerCase()]: operationObject(operation, app.id, book) }
    } catch (cause) {
      throw new Error(`${operation.id} cannot be described`, { cause })
    }
  }
  paths[httpOf(liveOperation).path] = { get: liveObject(book) }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Lumbung',
      version: options.version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    servers: [{ url: API_BASE }],
    tags: catalogue.apps
      .filter((app) => (app.operations ?? []).length > 0)
      .map((app) => ({ name: app.id, description: `${app.name.en}: ${app.summary.en}` })),
    paths,
    components: {
      schemas: sorted(book.schemas),
      responses: sorted(book.responses),
      parameters: PARAMETERS,
      headers: HEADERS,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        cookie: { type: 'apiKey', in: 'cookie', name: ACCESS_COOKIE },
        consoleHeader: {
          type: 'apiKey',
          in: 'header',
          name: CONSOLE_HEADER,
          description: 'Any value; needed for changes that are signed in by cookie.',
        },
      },
    },
  }
}

function sorted(parts: Record<string, Json>): Record<string, Json> {
  return Object.fromEntries(Object.entries(parts).sort(([one], [other]) => (one < other ? -1 : 1)))
}

const PARAMETERS = {
  AcceptLanguage: {
    name: 'Accept-Language',
    in: 'header',
    description: 'Language of messages; what the person chose goes first.',
    schema: { type: 'string', enum: ['id', 'en'] },
  },
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: 'Made by the caller, one per intent. A repetition with the same key gets the first answer.',
    schema: { type: 'string', minLength: 1, maxLength: 200, pattern: '^[\\x21-\\x7e]+$' },
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The version that the caller has seen, in quotes.',
    schema: { type: 'string', pattern: '^"?\\d{1,9}"?$', maxLength: 11 },
  },
}

const HEADERS = {
  RateLimitPolicy: { description: 'The limit that applies.', schema: { type: 'string' } },
  RateLimit: { description: 'What is left of it, and for how many seconds.', schema: { type: 'string' } },
  RetryAfter: { description: 'Seconds to wait.', schema: { type: 'integer', minimum: 1 } },
  Replayed: { description: 'This is the answer of an earlier request.', schema: { const: 'true' } },
}
