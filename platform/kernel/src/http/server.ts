import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import type { Services } from '../app/services.ts'
import { registerLive } from '../live/live.routes.ts'
import { registerConsole } from './console.routes.ts'
import { registerDocumentation } from './documentation.routes.ts'
import { answerErrors, errorAnswerer } from './error-handler.ts'
import { registerHealth } from './health.routes.ts'
import { acceptJsonOnly } from './json-body.ts'
import { registerLimits } from './limits.ts'
import { observeRequests } from './observe-requests.ts'
import { registerOperations } from './operation-routes.ts'
import { addSecurityHeaders } from './security-headers.ts'
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
    requestTimeout: 120_000,
    // Faults found before there is a route (an address too long, not decodable) are told in the same shape.
    frameworkErrors: errorAnswerer(services),
  })
  acceptJsonOnly(server)
  answerErrors(server, services)
  addSecurityHeaders(server, config)
  observeRequests(server, services)
  await server.register(cookie)
  await registerLimits(server, services)
  registerUploads(server)
  registerHealth(server, services)
  await registerOperations(server, services)
  registerLive(server, services)
  registerDocumentation(server, services)
  await registerConsole(server, services)
  return server
}
