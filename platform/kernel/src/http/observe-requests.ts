import type { FastifyInstance } from 'fastify'
import type { Services } from '../app/services.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: string
    operationKind?: 'query' | 'command'
    /** A successful answer lasts as long as its caller stays: its duration says nothing. */
    lasting?: boolean
  }
}

/** One measurement per answer, and one log line where somebody listens: failures are logged where they are answered. */
export function observeRequests(server: FastifyInstance, services: Services): void {
  const { metrics, log, config } = services
  const saysEverything = config.logLevel === 'debug'
  server.addHook('onResponse', (request, reply, done) => {
    const { operation = 'unknown', operationKind = 'none', lasting } = request.routeOptions.config
    if (!lasting || reply.statusCode >= 400)
      metrics.observeRequest(operation, operationKind, reply.statusCode, reply.elapsedTime / 1_000)
    if (saysEverything) {
      log.debug(
        {
          requestId: request.id,
          method: request.method,
          route: request.routeOptions.url,
          operation,
          status: reply.statusCode,
          milliseconds: Math.round(reply.elapsedTime * 10) / 10,
          userId: request.principal?.userId,
          tenantId: request.principal?.tenant.id,
        },
        'request answered',
      )
    }
    done()
  })
}
