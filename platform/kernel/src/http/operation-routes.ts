import { httpOf, type Operation, raise } from '@lumbung/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { invalidInput, unauthenticated, unreadable, wrongProcess } from '../../contract/problems.ts'
import type { Services } from '../app/services.ts'
import type { Answer } from '../operation/answer.ts'
import type { CallInfo, ReplyControls } from '../operation/ctx.ts'
import { passGate } from '../operation/gate.ts'
import type { BoundOperation } from '../operation/handle.ts'
import { coerce, coercionsOf } from '../operation/parse-input.ts'
import { API_BASE } from './api-base.ts'
import { cookieOptions, isFromConsole, type Who } from './authenticate.ts'
import { Downloads } from './downloads.ts'
import { localeOfRequest } from './error-handler.ts'
import { handlerMillisecondsOf } from './handler-limits.ts'
import { identify } from './identify.ts'
import { limitUploads } from './limits.ts'
import { UploadQuota, type UploadRoom } from './upload-quota.ts'
import { acceptMultipartOnly, declaredBytes, takeUpload } from './uploads.ts'

/** What all routes that send or receive files share. */
interface Carriers {
  downloads: Downloads
  quota: UploadQuota
}

/** One route per operation of the catalogue; a process that does not carry the kind answers 405 and where to go. */
export async function registerOperations(server: FastifyInstance, services: Services): Promise<void> {
  const all = [...services.catalogue.operations.values()]
  const carriers = { downloads: new Downloads(services), quota: new UploadQuota(services) }
  for (const bound of all) {
    if (bound.operation.body !== 'upload') addRoute(server, bound, services, carriers)
  }
  await server.register(async (uploads) => {
    await acceptMultipartOnly(uploads, services)
    for (const bound of all) {
      if (bound.operation.body === 'upload') addRoute(uploads, bound, services, carriers)
    }
  })
}

function addRoute(
  server: FastifyInstance,
  bound: BoundOperation,
  services: Services,
  carriers: Carriers,
): void {
  const { operation } = bound
  const { method, path } = httpOf(operation)
  server.route({
    method,
    url: API_BASE + path.replace(/\{(\w+)\}/g, ':$1'),
    exposeHeadRoute: false,
    handlerTimeout: handlerMillisecondsOf(operation),
    config: { operation: operation.id, operationKind: operation.kind },
    handler: isServedHere(operation, services)
      ? handlerOf(bound, services, carriers)
      : refuse(operation, services),
  })
}

/** Sign-in and the platform's own operations are served by every process that answers people. */
function isServedHere(operation: Operation, services: Services): boolean {
  const { role } = services.config
  return role === 'all' || operation.plane === 'control' ? role !== 'worker' : role === operation.kind
}

/** For a process whose role does not carry the operation: 405, and where to send it. */
export function refuse(operation: Operation, services: Services) {
  const role = services.config.role as 'query' | 'command' | 'worker'
  return async (_request: FastifyRequest, reply: FastifyReply) => {
    reply.header('allow', '')
    throw raise(wrongProcess, {
      role,
      hint: `${operation.id} is a ${operation.kind}; send it to a process started with --role ${operation.kind} or all.`,
    })
  }
}

function handlerOf(bound: BoundOperation, services: Services, { downloads, quota }: Carriers) {
  const { operation } = bound
  const coercions = coercionsOf(operation.input)
  const { params } = httpOf(operation)
  const { runner } = services
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const who = await identify(request, reply, services, operation)
    if (operation.body === 'upload') {
      // Before the first byte of the file: nobody fills the disk with what they may not send.
      if (who.tenant && operation.plane !== 'control') passGate(operation, who.tenant)
      await limitUploads(request, reply, services, operation, who)
      await takeUpload(request, services, await roomFor(request, reply, who, quota))
    }
    const call = callOf(request, services)
    const input = inputOf(request, coercions, params)
    if (operation.plane === 'control') {
      return send(
        reply,
        await runner.control(bound, who.control, input, call, controlsOf(request, reply, services)),
      )
    }
    const principal = who.tenant
    if (!principal) throw raise(unauthenticated, {})
    if (operation.answer === 'file') {
      await downloads.answer(reply, principal, (deliver) =>
        runner.file(bound, principal, input, call, deliver),
      )
      return reply
    }
    if (operation.kind === 'query') return send(reply, await runner.query(bound, principal, input, call))
    const answer = await runner.command(bound, principal, input, call)
    if (answer.replayed) reply.header('idempotency-replayed', 'true')
    return send(reply, answer)
  }
}

/** What the upload may add to its tenant's files; given back when the answer has ended. */
async function roomFor(
  request: FastifyRequest,
  reply: FastifyReply,
  who: Who,
  quota: UploadQuota,
): Promise<UploadRoom | undefined> {
  if (!who.tenant) return undefined
  const room = await quota.begin(who.tenant.tenant.id, declaredBytes(request))
  if (reply.raw.closed) room.end()
  else reply.raw.once('close', room.end)
  return room
}

function send(reply: FastifyReply, answer: Answer): FastifyReply {
  if (answer.version !== null) reply.header('etag', `"${answer.version}"`)
  return reply
    .code(answer.status)
    .header('cache-control', 'no-store')
    .type('application/json; charset=utf-8')
    .send(answer.body)
}

/** Path, query string and body as one input; the same name in two places is refused. */
function inputOf(
  request: FastifyRequest,
  coercions: ReturnType<typeof coercionsOf>,
  params: string[],
): unknown {
  const query = request.query as Record<string, unknown>
  const path = request.params as Record<string, unknown>
  if (request.method === 'GET' || request.method === 'DELETE') {
    if (request.body !== undefined && request.body !== null) {
      throw raise(unreadable, { reason: 'no_body_taken' })
    }
    refuseFields(params.filter((name) => name in query))
    return coerce({ ...query, ...path }, coercions)
  }
  const body = request.uploadFields ?? (request.body === undefined ? {} : request.body)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw raise(unreadable, { reason: 'no_object' })
  }
  refuseFields([...params.filter((name) => name in body), ...Object.keys(query)])
  const given = request.uploadFields ? coerce(request.uploadFields, coercions) : body
  return params.length === 0 ? given : { ...given, ...coerce(path, coercions) }
}

function refuseFields(names: string[]): void {
  if (names.length === 0) return
  const fields = Object.fromEntries(names.slice(0, 20).map((name) => [name, [{ code: 'field.unknown' }]]))
  throw raise(invalidInput, {}, { fields })
}

const KEY = /^[\x21-\x7e]{1,200}$/
const VERSION = /^"?(\d{1,9})"?$/

function callOf(request: FastifyRequest, services: Services): CallInfo {
  const key = request.headers['idempotency-key']
  if (key !== undefined && (typeof key !== 'string' || !KEY.test(key))) {
    throw raise(unreadable, { reason: 'idempotency_key' })
  }
  const match = request.headers['if-match']
  const version = match === undefined ? null : VERSION.exec(match)
  if (match !== undefined && !version) throw raise(unreadable, { reason: 'if_match' })
  return {
    requestId: request.id,
    address: request.ip,
    agent: request.headers['user-agent']?.slice(0, 300) ?? null,
    locale: localeOfRequest(request, services),
    idempotencyKey: key ?? null,
    expectedVersion: version ? Number(version[1]) : null,
    upload: request.uploadedFile ?? null,
  }
}

function controlsOf(request: FastifyRequest, reply: FastifyReply, services: Services): ReplyControls {
  const isConsole = isFromConsole(request, services.config)
  return {
    isConsole,
    setCookie: (name, value, { path, maxAgeSeconds }) => {
      reply.setCookie(name, value, { ...cookieOptions(services.config), path, maxAge: maxAgeSeconds })
    },
    clearCookie: (name, path) => {
      reply.clearCookie(name, { ...cookieOptions(services.config), path })
    },
    header: (name, value) => {
      reply.header(name, value)
    },
    cookie: (name) => (isConsole ? request.cookies[name] : undefined),
  }
}
