import { createHash } from 'node:crypto'
import { raise } from '@lumbung/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notFound } from '../../contract/problems.ts'
import type { Services } from '../app/services.ts'
import { listCatalogue } from '../openapi/catalogue-listing.ts'
import { DOCUMENTATION_STYLE, documentationPage } from '../openapi/documentation-page.ts'
import { buildOpenApi } from '../openapi/openapi-document.ts'
import { buildPostmanCollection } from '../openapi/postman/postman-collection.ts'
import { listProblems } from '../openapi/problem-listing.ts'
import { type Json, jsonSchemaOf } from '../openapi/schema-book.ts'
import { PRODUCT_VERSION } from '../product-version.ts'
import { API_BASE } from './api-base.ts'
import { localeOfRequest } from './error-handler.ts'
import { PAGE_POLICY } from './security-headers.ts'

/** The description of the API: the same for everybody, so it needs no sign-in and carries no tenant's data. */
export function registerDocumentation(server: FastifyInstance, services: Services): void {
  const { catalogue, config, texts } = services
  const openApi = once(() => jsonDocument(buildOpenApi(catalogue, { version: PRODUCT_VERSION })))
  const listing = once(() => jsonDocument(listCatalogue(catalogue, config)))
  const problems = once(() => jsonDocument(listProblems(catalogue, texts)))
  const postman = once(() => jsonDocument(buildPostmanCollection(catalogue.apps)))
  const style = once(() => documentOf('text/css; charset=utf-8', DOCUMENTATION_STYLE))
  const schemas = new Map<string, Document>()

  server.get(`${API_BASE}/openapi.json`, (request, reply) => sendDocument(request, reply, openApi()))
  server.get(`${API_BASE}/catalogue`, (request, reply) => sendDocument(request, reply, listing()))
  server.get(`${API_BASE}/problems`, (request, reply) => sendDocument(request, reply, problems()))
  server.get(`${API_BASE}/postman.json`, (request, reply) => sendDocument(request, reply, postman()))
  server.get(`${API_BASE}/docs/style.css`, (request, reply) => sendDocument(request, reply, style()))

  server.get(`${API_BASE}/docs`, (request, reply) => {
    const { q } = request.query as { q?: unknown }
    const search = typeof q === 'string' ? q.slice(0, 100) : ''
    const page = documentationPage(catalogue.apps, { locale: localeOfRequest(request, services), search })
    reply.header('content-security-policy', PAGE_POLICY).header('vary', 'accept-language')
    return sendDocument(request, reply, documentOf('text/html; charset=utf-8', page))
  })

  server.get(`${API_BASE}/schemas/:operationId`, (request, reply) => {
    const { operationId } = request.params as { operationId: string }
    const bound = catalogue.operations.get(operationId)
    if (!bound) throw raise(notFound, {})
    let document = schemas.get(operationId)
    if (!document) {
      document = jsonDocument({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        ...jsonSchemaOf(bound.operation.input.strict(), 'input'),
      })
      schemas.set(operationId, document)
    }
    return sendDocument(request, reply, document)
  })
}

interface Document {
  mediaType: string
  body: string
  etag: string
}

function documentOf(mediaType: string, body: string): Document {
  return { mediaType, body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` }
}

function jsonDocument(value: Json): Document {
  return documentOf('application/json; charset=utf-8', JSON.stringify(value))
}

/** Built at the first request, then kept: a start does not wait for it. */
function once(build: () => Document): () => Document {
  let built: Document | undefined
  return () => {
    built ??= build()
    return built
  }
}

function sendDocument(request: FastifyRequest, reply: FastifyReply, document: Document): FastifyReply {
  reply.header('etag', document.etag).header('cache-control', 'no-cache')
  const known = request.headers['if-none-match']?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  if (known?.includes(document.etag)) return reply.code(304).send()
  return reply.type(document.mediaType).send(document.body)
}
