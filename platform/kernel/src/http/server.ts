import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Services } from '../app/services.ts'
import { registerDocumentation } from './documentation.routes.ts'
import { answerErrors } from './error-handler.ts'
import { registerHealth } from './health.routes.ts'
import { registerLimits } from './limits.ts'
import { registerOperations } from './operation-routes.ts'
import { registerUploads } from './uploads.ts'

/** The HTTP door: plugins in the order in which a request meets them, then one route per operation. */
export async function createHttpServer(services: Services): Promise<FastifyInstance> {
  const { config } = services
  const server = Fastify({
    logger: false,
    bodyLimit: config.bodyLimitBytes,
    trustProxy: config.trustedProxies.length > 0 ? config.trustedProxies : false,
    // Ids of requests come from us alone: a client's header cannot forge a trace.
    genReqId: () => services.newRequestId(),
    return503OnClosing: true,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false, caseSensitive: true },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    requestTimeout: 120_000,
  })
  // JSON only: a handler never sees a body that was parsed as something else.
  server.removeContentTypeParser('text/plain')
  answerErrors(server, services)
  await server.register(cookie)
  await server.register(helmet, { contentSecurityPolicy: false, global: true })
  registerLimits(server, services)
  await registerUploads(server, services)
  registerHealth(server, services)
  registerOperations(server, services)
  registerDocumentation(server, services)
  return server
}
