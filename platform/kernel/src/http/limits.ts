import { getHeapStatistics } from 'node:v8'
import underPressure from '@fastify/under-pressure'
import { type Operation, PUBLIC, raise } from '@lumbung/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { rateLimited, unavailable } from '../../contract/problems.ts'
import type { Services } from '../app/services.ts'
import { SIGN_INS_PER_MINUTE } from '../config/config.ts'
import { API_BASE } from './api-base.ts'
import type { Who } from './authenticate.ts'
import { type CallCounter, type Count, countedAddress, createCallCounter } from './call-counter.ts'
import { UnderWay } from './under-way.ts'

declare module 'fastify' {
  interface FastifyInstance {
    callCounter: CallCounter
    underWay: UnderWay
  }
  interface FastifyRequest {
    /** The process is too slow just now: who already has many requests under way is refused. */
    isPressed: boolean
  }
}

const MOST_HEAP_SHARE = 0.9
/** So many times slower than too slow, the process looks at nobody's request any more. */
const HOPELESS = 4

/**
 * Sheds load before the process is too slow to answer at all, first that of those who send the most, and counts the calls
 * of each person and address.
 */
export async function registerLimits(server: FastifyInstance, services: Services): Promise<void> {
  const { shedDelayMilliseconds } = services.config
  server.decorateRequest('isPressed', false)
  server.decorate('underWay', new UnderWay())
  await server.register(underPressure, {
    maxEventLoopDelay: shedDelayMilliseconds,
    maxHeapUsedBytes: Math.floor(getHeapStatistics().heap_size_limit * MOST_HEAP_SHARE),
    pressureHandler: (request, _reply, type, value) => {
      const isHopeless = type !== 'eventLoopDelay' || (value ?? 0) > HOPELESS * shedDelayMilliseconds
      request.isPressed = true
      if (!isHopeless) return
      // Files of the console cost next to nothing, and a browser does not ask twice: without them there is no page.
      if (request.url.startsWith(`${API_BASE}/`)) throw raise(unavailable, { retryAfterSeconds: 2 })
    },
  })
  const counter = createCallCounter(services.config, services.log)
  server.decorate('callCounter', counter)
  server.addHook('onClose', () => counter.close())
}

/**
 * Counts the call against its person, or its address where nobody is signed in, and against the operation's own limit
 * where it declares one. What is open to everybody is counted by address even for the signed-in: an account must not
 * buy more tries at another's password. Throws `platform.rate_limited`; the headers tell how much is left either way.
 */
export async function limitCalls(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  operation: Operation,
  who: Who,
): Promise<void> {
  joinUnderWay(request, reply, who)
  const { callCounter } = request.server
  const caller = callerOf(request, operation, who)
  const { requestsPerMinute } = services.config
  const general = await callCounter.count('default', requestsPerMinute, caller)
  if (operation.ratePerMinute === undefined) return judge(reply, services, operation, 'default', general)
  const limit = ownLimit(operation, operation.ratePerMinute, services)
  const own = await callCounter.count(operation.id, limit, caller)
  // The tighter of the two is the one that the caller must plan with.
  if (!own.allowed || own.left <= general.left) return judge(reply, services, operation, operation.id, own)
  judge(reply, services, operation, 'default', general)
}

/** Throws `platform.unavailable` where the process is too slow and this tenant, or address, has more than others. */
function joinUnderWay(request: FastifyRequest, reply: FastifyReply, who: Who): void {
  // A stream that lasts is open, not at work.
  if (request.routeOptions.config.lasting) return
  const { underWay } = request.server
  const caller = who.tenant ? who.tenant.tenant.id : countedAddress(request.ip)
  if (request.isPressed && !underWay.isModest(caller)) throw raise(unavailable, { retryAfterSeconds: 2 })
  const end = underWay.begin(caller)
  if (reply.raw.closed) end()
  else reply.raw.once('close', end)
}

/** Uploads cost disk and reading: they have a rate of their own, before the first byte of the file. */
export async function limitUploads(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  operation: Operation,
  who: Who,
): Promise<void> {
  const { uploadsPerMinute } = services.config
  const count = await request.server.callCounter.count(
    'upload',
    uploadsPerMinute,
    callerOf(request, operation, who),
  )
  if (!count.allowed) judge(reply, services, operation, 'upload', count)
}

function callerOf(request: FastifyRequest, operation: Operation, who: Who): string {
  const person = who.tenant ?? who.control
  if (person === null || operation.permission === PUBLIC) return `a:${countedAddress(request.ip)}`
  return who.tenant ? `p:${who.tenant.userId}:${who.tenant.tenant.id}` : `p:${person.userId}`
}

/** Declared rates of open operations hold at the default sign-in rate and grow or shrink with that setting. */
function ownLimit(operation: Operation, declared: number, { config }: Services): number {
  if (operation.permission !== PUBLIC) return Math.min(declared, config.requestsPerMinute)
  return Math.max(1, Math.round((declared * config.signInsPerMinute) / SIGN_INS_PER_MINUTE))
}

/** Headers of draft-ietf-httpapi-ratelimit-headers: the policy and what is left of it. */
function judge(reply: FastifyReply, services: Services, operation: Operation, policy: string, count: Count) {
  const { allowed, limit, left, resetSeconds } = count
  reply.header('ratelimit-policy', `"${policy}";q=${limit};w=60`)
  reply.header('ratelimit', `"${policy}";r=${left};t=${resetSeconds}`)
  if (allowed) return
  services.metrics.countRateLimited(operation.id)
  throw raise(rateLimited, { retryAfterSeconds: resetSeconds, limit })
}
