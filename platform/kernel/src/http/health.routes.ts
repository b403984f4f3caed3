import { createHash, timingSafeEqual } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { raise } from '@lumbung/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { unknownRoute } from '../../contract/problems.ts'
import type { Services } from '../app/services.ts'
import type { Config } from '../config/config.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** From now on `/health/ready` answers 503, so that a balancer sends nobody new; requests are still served. */
    startDraining(): void
  }
}

const PART_WAIT_MS = 2_000

type State = 'up' | 'down' | 'overloaded' | 'draining'

interface Readiness {
  ready: boolean
  parts: Record<string, State>
}

/** Health for balancers and supervisors, metrics for scrapers; outside `/api/v1`, never shed, without sign-in. */
export function registerHealth(server: FastifyInstance, services: Services): void {
  let draining = false
  server.decorate('startDraining', () => {
    draining = true
  })
  server.addHook('preClose', async () => {
    draining = true
  })
  const config = { pressureHandler: () => undefined }

  server.get('/health/live', { config }, async (_request, reply) => {
    reply.header('cache-control', 'no-store')
    return { status: 'up' }
  })

  // Anybody may ask, so questions at the same time share one look at the database.
  let looking: Promise<Readiness> | undefined
  server.get('/health/ready', { config }, async (_request, reply) => {
    looking ??= lookAround(server, services, draining).finally(() => {
      looking = undefined
    })
    const { ready, parts } = await looking
    if (!ready) reply.code(503).header('retry-after', '2')
    reply.header('cache-control', 'no-store')
    return { status: ready ? 'up' : 'down', parts }
  })

  services.metrics.watchPools(() => services.db.counts())
  server.get('/metrics', { config }, async (request, reply) => {
    if (!mayScrape(request, services.config)) throw raise(unknownRoute, {})
    return sendMetrics(reply, services)
  })
}

async function lookAround(
  server: FastifyInstance,
  services: Services,
  draining: boolean,
): Promise<Readiness> {
  // As it is when asked, not when the slowest part has answered.
  const process = draining ? 'draining' : server.isUnderPressure() ? 'overloaded' : 'up'
  const probes = Object.entries(services.db.probes())
  const [files, ...answers] = await Promise.all([
    isUp(services.files.healthy()),
    ...probes.map(([, ask]) => isUp(ask().then(() => true))),
  ])
  const parts: Record<string, State> = {
    process,
    database: answers.every((state) => state === 'up') ? 'up' : 'down',
    ...Object.fromEntries(probes.map(([name], index) => [`database.${name}`, answers[index] as State])),
    files: files as State,
  }
  const ready = Object.values(parts).every((state) => state === 'up')
  // Without Redis each process counts calls alone: worth knowing, no reason to send people away.
  const shared = server.callCounter.isShared()
  return { ready, parts: shared === null ? parts : { ...parts, redis: shared ? 'up' : 'down' } }
}

/** What fails or does not answer in time is down; why is in the log of those who use it. */
async function isUp(check: Promise<boolean>): Promise<State> {
  const timeOut = new AbortController()
  const late = sleep(PART_WAIT_MS, false, { signal: timeOut.signal }).catch(() => false)
  const up = await Promise.race([check.catch(() => false), late])
  timeOut.abort()
  return up ? 'up' : 'down'
}

async function sendMetrics(reply: FastifyReply, { metrics }: Services): Promise<FastifyReply> {
  return reply
    .header('cache-control', 'no-store')
    .type(metrics.contentType)
    .send(await metrics.text())
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** What proxies add in one way or another. */
const PROXY_HEADER =
  /^(via|forwarded|x-forwarded(-.*)?|x-real-ip|x-client-ip|x-cluster-client-ip|x-original-.*|true-client-ip|cf-.*)$/

/**
 * One with the token; without it a scraper on this machine, but not in production: a proxy on this machine calls for
 * others, and the plainest one adds nothing by which it could be told.
 */
function mayScrape(request: FastifyRequest, config: Pick<Config, 'metricsToken' | 'production'>): boolean {
  const { authorization } = request.headers
  const token = config.metricsToken
  if (token !== undefined && authorization !== undefined && isSame(authorization, `Bearer ${token}`))
    return true
  const isForwarded = Object.keys(request.headers).some((name) => PROXY_HEADER.test(name))
  return !config.production && !isForwarded && LOOPBACK.has(request.raw.socket.remoteAddress ?? '')
}

function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}
