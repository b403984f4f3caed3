import { isProblem, type Locale, type Problem, raise } from '@lumbung/contract'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import {
  bodyTooLarge,
  bug,
  methodNotAllowed,
  unavailable,
  unknownRoute,
  unreadable,
  unsupportedMediaType,
} from '../../contract/problems.ts'
import type { Services } from '../app/services.ts'
import { problemOfDatabaseError } from '../errors/database-errors.ts'
import { chooseLocale } from '../texts/texts.ts'
import { CONSOLE_HEADER } from './authenticate.ts'
import { CallerGone } from './file-answer.ts'
import { methodsByPath } from './known-paths.ts'
import { levelOfProblem, problemBody, statusOfProblem } from './problem-body.ts'

/** The last resort: whatever is thrown below becomes one problem body; a bug is logged whole and told in general words. */
export function errorAnswerer(services: Services) {
  return async (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    if (error instanceof CallerGone) {
      services.log.debug({ requestId: request.id, route: request.routeOptions.url }, 'caller left')
      return reply.hijack()
    }
    const problem = problemOf(error, services)
    const level = levelOfProblem(problem)
    services.log[level](
      {
        err: level === 'error' ? error : undefined,
        // Of a failed dependency the cause: only whoever runs the program can mend it.
        cause: problem.type.kind === 'unavailable' ? problem.cause : undefined,
        code: problem.code,
        requestId: request.id,
        route: request.routeOptions.url,
      },
      'request failed',
    )
    const retry = problem.params.retryAfterSeconds
    if (typeof retry === 'number') reply.header('retry-after', String(retry))
    if (statusOfProblem(problem) === 401) reply.header('www-authenticate', 'Bearer')
    const body = problemBody(problem, {
      texts: services.texts,
      locale: localeOfRequest(request, services),
      traceId: request.id,
      now: services.clock(),
    })
    return reply
      .code(body.status)
      .header('cache-control', 'no-store')
      .type('application/problem+json')
      .send(JSON.stringify(body))
  }
}

/** Errors of handlers, and addresses that lead nowhere. */
export function answerErrors(server: FastifyInstance, services: Services): void {
  server.setErrorHandler(errorAnswerer(services))
  const methodsAt = methodsByPath(services.catalogue)
  server.setNotFoundHandler((request, reply) => {
    const allowed = methodsAt(request.url)
    if (allowed.length === 0) throw raise(unknownRoute, {})
    reply.header('allow', allowed.join(', '))
    throw raise(methodNotAllowed, { allowed: allowed.join(', ') })
  })
}

function problemOf(error: unknown, { config, catalogue }: Services): Problem {
  if (isProblem(error)) return error
  const { code, statusCode, message } = error as { code?: string; statusCode?: number; message?: string }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return raise(bodyTooLarge, { limitBytes: config.bodyLimitBytes }, { cause: error })
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return raise(unsupportedMediaType, { expected: 'application/json' }, { cause: error })
  }
  if (code === 'FST_UNDER_PRESSURE' || statusCode === 503)
    return raise(unavailable, { retryAfterSeconds: 2 }, { cause: error })
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return raise(unreadable, { reason: 'protocol', message: String(message).slice(0, 300) }, { cause: error })
  }
  // The database may also be lost before an operation runs: while the caller is being identified.
  return problemOfDatabaseError(error, catalogue.constraints) ?? raise(bug, {}, { cause: error })
}

/** The language for an answer when the person may not even be known yet. */
export function localeOfRequest(request: FastifyRequest, services: Services): Locale {
  // The console asks in the language that it shows on this device, whatever the person chose elsewhere.
  const isConsole = request.headers[CONSOLE_HEADER] !== undefined
  const chosen = isConsole ? null : (request.principal?.locale ?? null)
  return (
    chooseLocale(chosen, request.headers['accept-language']) ??
    request.principal?.tenant?.locale ??
    services.defaultLocale
  )
}
