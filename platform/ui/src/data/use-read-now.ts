import type { CallerInputOf, OutputOf, QueryOperation } from '@lumbung/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useClient } from './client.tsx'

export type ReadNow = <Op extends QueryOperation>(
  operation: Op,
  input: CallerInputOf<Op>,
) => Promise<OutputOf<Op>>

/**
 * The answer that `useRead` would show, for what happens between two drawings: at once where it was read a moment ago.
 * Fails with `ApiProblem`.
 */
export function useReadNow(): ReadNow {
  const client = useClient()
  const queries = useQueryClient()
  return (operation, input) =>
    queries.fetchQuery({
      queryKey: [operation.id, input],
      queryFn: ({ signal }) => client.call(operation, input, { signal }),
    })
}
