import { createHash, randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import multipart, { type MultipartFile } from '@fastify/multipart'
import { composed, isProblem, raise } from '@lumbung/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { bodyTooLarge, unreadable } from '../../contract/problems.ts'
import type { Services } from '../app/services.ts'
import { isDependencyFailure } from '../errors/dependency-errors.ts'
import { temporaryFolder } from '../files/sweep-files.ts'
import type { UploadedFile } from '../operation/ctx.ts'
import { discardRest } from './discard-rest.ts'
import { CallerGone } from './file-answer.ts'
import type { UploadRoom } from './upload-quota.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Text fields of an upload. */
    uploadFields: Record<string, string> | undefined
    uploadedFile: (UploadedFile & { gone: AbortController }) | undefined
  }
}

const MOST_FIELDS = 50
const MOST_FIELD_BYTES = 100_000
/** Boundaries and part headers around one file and its fields. */
const ENVELOPE_BYTES = 64 * 1024

export function registerUploads(server: FastifyInstance): void {
  server.decorateRequest('uploadFields', undefined)
  server.decorateRequest('uploadedFile', undefined)
}

/** Makes this part of the server read multipart bodies and nothing else; upload operations are registered inside it. */
export async function acceptMultipartOnly(scope: FastifyInstance, services: Services): Promise<void> {
  scope.removeAllContentTypeParsers()
  await scope.register(multipart, {
    throwFileSizeLimit: false,
    limits: {
      fileSize: services.config.uploadLimitBytes,
      files: 2,
      fields: MOST_FIELDS,
      fieldSize: MOST_FIELD_BYTES,
      fieldNameSize: 100,
      headerPairs: 50,
    },
  })
  // 'close' comes after every end of a response, also when the caller goes away; 'finish' does not.
  scope.addHook('onRequest', async (request, reply) => {
    reply.raw.once('close', () => {
      const file = request.uploadedFile
      if (!file) return
      file.gone.abort(new CallerGone('the caller closed the connection, or was answered'))
      removeLater(file.path, services)
    })
  })
}

function removeLater(path: string, { log }: Services): void {
  rm(path, { force: true }).catch((error: unknown) =>
    log.warn({ err: error, path }, 'an uploaded file was not removed'),
  )
}

/**
 * Reads one file and its text fields: the file to disk within the limit, its SHA-256 on the way. Sets
 * `request.uploadedFile` and `request.uploadFields`. The file is gone when the response has ended, so a handler that
 * keeps it copies it. Throws `platform.body_too_large` (413) beyond the limit, `platform.storage_full` beyond the room of
 * the tenant's files, both before the body is read where its length is known, and `platform.unreadable` otherwise.
 */
export async function takeUpload(
  request: FastifyRequest,
  services: Services,
  room?: UploadRoom,
): Promise<void> {
  const { uploadLimitBytes, dataFolder } = services.config
  const envelope = MOST_FIELD_BYTES + ENVELOPE_BYTES
  const declared = declaredBytes(request)
  if (declared !== undefined && declared > uploadLimitBytes + envelope) {
    await discardRest(request.raw)
    throw raise(bodyTooLarge, { limitBytes: uploadLimitBytes })
  }
  if (room && (room.leftBytes === 0 || (declared ?? 0) > room.leftBytes + envelope)) {
    await discardRest(request.raw)
    throw room.refusal()
  }
  const folder = temporaryFolder(dataFolder)
  await mkdir(folder, { recursive: true })
  const fields: Record<string, string> = {}
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') {
        if (request.uploadedFile) throw raise(unreadable, { reason: 'one_file' })
        await keepFile(request, part, join(folder, `upload-${randomUUID()}`), uploadLimitBytes, room)
        continue
      }
      const { fieldname, value, fieldnameTruncated, valueTruncated } = part
      if (fieldnameTruncated || valueTruncated) throw raise(bodyTooLarge, { limitBytes: MOST_FIELD_BYTES })
      if (typeof value !== 'string')
        throw raise(unreadable, { reason: 'field_no_text', name: fieldname.slice(0, 60) })
      if (fieldname in fields)
        throw raise(unreadable, { reason: 'field_twice', name: fieldname.slice(0, 60) })
      fields[fieldname] = value
    }
  } catch (error) {
    await discardRest(request.raw)
    throw isOurs(error)
      ? error
      : raise(unreadable, { reason: 'protocol', message: messageOf(error) }, { cause: error })
  }
  if (!request.uploadedFile) throw raise(unreadable, { reason: 'one_file' })
  request.uploadFields = fields
}

/** Of the whole body; undefined where it comes in pieces. */
export function declaredBytes(request: FastifyRequest): number | undefined {
  const length = request.headers['content-length']
  return length === undefined ? undefined : Number(length)
}

/** A refusal of ours, or the disk's: everything else is the parser's word on what the caller sent. */
function isOurs(error: unknown): boolean {
  return (
    isProblem(error) || isDependencyFailure(error) || (error as NodeJS.ErrnoException).syscall !== undefined
  )
}

function messageOf(error: unknown): string {
  return (error as Error).message.slice(0, 300)
}

/** Signs that no database or screen takes, and that turn the reading direction, so that `txt.exe` reads `exe.txt`. */
const NO_SIGN_OF_A_NAME = /[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu

/** The name that the caller's program gave its file, as it is kept and shown; its end, which says what it is. */
function keptFileName(name: string | undefined): string {
  const end = composed(name ?? '').slice(-255)
  return end.replace(NO_SIGN_OF_A_NAME, '_').trim() || 'upload'
}

function keptMediaType(type: string | undefined): string {
  return type !== undefined && /^[\x21-\x7e]{1,200}$/.test(type) ? type : 'application/octet-stream'
}

async function keepFile(
  request: FastifyRequest,
  part: MultipartFile,
  path: string,
  limitBytes: number,
  room: UploadRoom | undefined,
): Promise<void> {
  const hash = createHash('sha256')
  const [name, mediaType] = [keptFileName(part.filename), keptMediaType(part.mimetype)]
  const gone = new AbortController()
  const uploaded = { path, name, mediaType, bytes: 0, sha256: '', signal: gone.signal, gone }
  // Set before the first byte, so that an interrupted upload is removed too.
  request.uploadedFile = uploaded
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      uploaded.bytes += chunk.length
      hash.update(chunk)
      if (room && uploaded.bytes > room.leftBytes) done(room.refusal())
      else done(null, chunk)
    },
  })
  await pipeline(part.file, measure, createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  if (part.file.truncated) throw raise(bodyTooLarge, { limitBytes })
  uploaded.sha256 = hash.digest('hex')
}
