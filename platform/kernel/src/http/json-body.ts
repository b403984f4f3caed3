import { isUtf8 } from 'node:buffer'
import { raise } from '@lumbung/contract'
import type { FastifyInstance } from 'fastify'
import { unreadable, unsupportedMediaType } from '../../contract/problems.ts'
import { assertPlainNames } from './json-names.ts'

/** The only spellings of the media type that are read; UTF-8 is the only encoding of JSON (RFC 8259). */
const JSON_TYPE = /^application\/json[ \t]*(?:;[ \t]*charset[ \t]*=[ \t]*(?:utf-8|"utf-8")[ \t]*)?;?$/i

/** `identity` means as it is; whatever else is named would have to be decoded first, which nothing here does. */
function refuseEncodedBodies(server: FastifyInstance): void {
  server.addHook('onRequest', (request, reply, done) => {
    const encoding = request.headers['content-encoding']
    if (encoding === undefined || encoding.trim().toLowerCase() === 'identity') return done()
    // RFC 9110, 15.5.16: says which encodings would have been read.
    reply.header('accept-encoding', 'identity')
    done(raise(unsupportedMediaType, { expected: 'content-encoding: identity' }))
  })
}

/** Every body is JSON, read whole and strictly, whatever the framework would have tolerated. */
export function acceptJsonOnly(server: FastifyInstance): void {
  refuseEncodedBodies(server)
  server.removeAllContentTypeParsers()
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) {
        throw raise(unsupportedMediaType, { expected: 'application/json' })
      }
      done(null, parseJson(body as Buffer))
    } catch (error) {
      done(error as Error)
    }
  })
}

/** Throws `platform.unreadable` for what is not UTF-8, not JSON, ambiguous or too deep. */
export function parseJson(bytes: Buffer): unknown {
  if (bytes.length === 0) throw raise(unreadable, { reason: 'empty_body' })
  if (!isUtf8(bytes)) throw raise(unreadable, { reason: 'not_utf8' })
  const text = bytes.toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw raise(unreadable, { reason: 'not_json' }, { cause })
  }
  assertPlainNames(text)
  return value
}
