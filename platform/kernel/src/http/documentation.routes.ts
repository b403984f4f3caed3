import type { FastifyInstance } from 'fastify'
import type { Services } from '../app/services.ts'

export function registerDocumentation(_server: FastifyInstance, _services: Services): void {}
