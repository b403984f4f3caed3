import type { Operation } from '@lumbung/contract'
import { z } from 'zod'
import type { CatalogueOperation } from '../../data/use-catalogue.ts'

const API = '/api/v1'

/**
 * An operation of the catalogue in the shape in which the client sends one. It knows no contract: the form has checked the
 * input by the server's schema, and the server checks it again.
 */
export function operationOf(entry: CatalogueOperation): Operation {
  const { id, kind, method, path, summary, permission, plane, body, answer, versioned, unrecorded } = entry
  const common = {
    id,
    http: `${method} ${path.slice(API.length) as `/${string}`}` as const,
    summary,
    permission,
    plane,
    body,
    answer,
    input: z.looseObject({}),
    output: z.unknown(),
    example: { input: {} },
  }
  return kind === 'query' ? { ...common, kind } : { ...common, kind, versioned, unrecorded }
}
