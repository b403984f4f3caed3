import { ApiProblem } from '@lumbung/client'
import { QueryClient } from '@tanstack/react-query'

/**
 * Answers stay for half an hour and are shown at once when a screen is opened again, then renewed. The client itself has
 * already repeated what may be repeated, so nothing is tried again here.
 */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        gcTime: 30 * 60_000,
        staleTime: 5_000,
        retry: false,
        // A refusal or a missing document does not change by asking once more; a lost network does.
        refetchOnReconnect: (query) =>
          !(query.state.error instanceof ApiProblem && query.state.error.status >= 400),
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

/**
 * Everything that was read of an app (`fuel`) or of one of its resources (`fuel.stock`) is read anew; except the document
 * of that id, where it was deleted: it would only be missed.
 */
export function renew(queries: QueryClient, topic: string, deletedId?: string): Promise<void> {
  return queries.invalidateQueries({
    predicate: ({ queryKey: [operation, input] }) =>
      typeof operation === 'string' &&
      operation.startsWith(`${topic}.`) &&
      !(deletedId !== undefined && (input as { id?: unknown } | undefined)?.id === deletedId),
  })
}
