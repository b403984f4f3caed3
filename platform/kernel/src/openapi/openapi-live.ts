import { LiveChanged } from '../../contract/live.ts'
import { liveOperation } from '../live/live-operation.ts'
import { operationObject } from './openapi-operation.ts'
import type { Json, SchemaBook } from './schema-book.ts'

/** The stream of live updates: described like an operation, but that it answers events for as long as its caller stays. */
export function liveObject(book: SchemaBook): Json {
  const described = operationObject(liveOperation, 'platform', book)
  const { 200: success, ...failures } = described.responses as Record<string, Json>
  return {
    ...described,
    responses: {
      200: {
        ...success,
        description:
          'Server-sent events: `ready` first and whenever something may have been missed, then `changed` with topics.',
        content: {
          'text/event-stream': {
            schema: { type: 'string' },
            'x-events': { ready: { type: 'object' }, changed: book.add(LiveChanged, 'output') },
          },
        },
      },
      ...failures,
    },
  }
}
