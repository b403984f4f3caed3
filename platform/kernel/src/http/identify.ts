import type { Operation } from '@lumbung/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Services } from '../app/services.ts'
import { authenticate, type Who } from './authenticate.ts'
import { limitCalls } from './limits.ts'

/**
 * Who calls, and the call counted against their limits. A failed sign-in is counted too, by its address, so that tokens
 * cannot be tried without end.
 */
export async function identify(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  operation: Operation,
): Promise<Who> {
  const who = await authenticated(request, reply, services, operation)
  request.principal = who.tenant ?? undefined
  await limitCalls(request, reply, services, operation, who)
  return who
}

async function authenticated(
  request: FastifyRequest,
  reply: FastifyReply,
  services: Services,
  operation: Operation,
): Promise<Who> {
  try {
    return await authenticate(request, services, operation)
  } catch (error) {
    await limitCalls(request, reply, services, operation, { tenant: null, control: null })
    throw error
  }
}
