import { httpOf, isProblem, raise } from '@lumbung/contract'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { unauthenticated, unavailable } from '../../contract/problems.ts'
import type { Services } from '../app/services.ts'
import { API_BASE } from '../http/api-base.ts'
import { authenticate } from '../http/authenticate.ts'
import { identify } from '../http/identify.ts'
import { refuse } from '../http/operation-routes.ts'
import { liveOperation } from './live-operation.ts'
import { LiveStream } from './live-stream.ts'
import { LiveStreams } from './live-streams.ts'

/** Often enough that no proxy takes the stream for dead; it also notices what ends by itself, like a role's last day. */
const HEARTBEAT_MS = 20_000

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // A proxy that buffers would hold hints back until there are enough of them.
  'x-accel-buffering': 'no',
  // The connection is the stream's alone: when the stream ends, a stopping server waits for nothing more on it.
  connection: 'close',
}

/**
 * The stream of live updates, served by every process that answers people. Nothing that bounds other requests cuts it:
 * the server's request timeout ends with the last byte of the request, and load is shed only where a request begins.
 */
export function registerLive(server: FastifyInstance, services: Services): void {
  const { method, path } = httpOf(liveOperation)
  const config = { operation: liveOperation.id, operationKind: liveOperation.kind, lasting: true }
  const route = { method, url: API_BASE + path, exposeHeadRoute: false, config }
  if (services.config.role === 'worker') {
    server.route({ ...route, handler: refuse(liveOperation, services) })
    return
  }
  const streams = new LiveStreams()
  const unsubscribe = services.live.subscribe(streams)
  const unwatch = services.principals.onForget((whom) => void streams.accessChanged(whom))
  services.metrics.watchLiveStreams(() => streams.count())
  server.addHook('preClose', async () => {
    unsubscribe()
    unwatch()
    streams.close()
  })
  server.route({
    ...route,
    handler: async (request, reply) => {
      const { tenant } = await identify(request, reply, services, liveOperation)
      if (!tenant) throw raise(unauthenticated, {})
      if (!streams.hasRoom()) throw raise(unavailable, { retryAfterSeconds: 5 })
      const { raw } = reply.hijack()
      // Who left while we looked up who they are closes the response no second time.
      if (raw.destroyed) return
      raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...HEADERS })
      const recheck = (stream: LiveStream) => beat(request, stream, streams, services)
      const stream = new LiveStream(raw, tenant, recheck)
      streams.add(stream)
      stream.begin()
      const heartbeat = setInterval(() => stream.recheck(), HEARTBEAT_MS)
      raw.once('close', () => {
        clearInterval(heartbeat)
        streams.remove(stream)
      })
      raw.on('error', (error) =>
        services.log.debug({ err: error, requestId: request.id }, 'live stream lost'),
      )
    },
  })
}

/** Asks as if the request came now: who would be refused hears no more. */
async function beat(
  request: FastifyRequest,
  stream: LiveStream,
  streams: LiveStreams,
  services: Services,
): Promise<void> {
  try {
    const { tenant } = await authenticate(request, services, liveOperation)
    if (tenant) stream.beat(tenant)
    else streams.end(stream)
  } catch (error) {
    if (!isProblem(error))
      services.log.warn({ err: error }, 'live stream ended: its person cannot be looked up')
    streams.end(stream)
  }
}
