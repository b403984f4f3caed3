import type { ApiProblem } from '@lumbung/client'
import type { CallerInputOf, OutputOf, QueryOperation } from '@lumbung/contract'
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { useClient } from './client.tsx'

export interface ReadOptions {
  /** False: not asked yet. */
  enabled?: boolean
  /** Asks again every so many seconds, where the answer changes without anybody's command. */
  everySeconds?: number
  /** While another input is being read, the answer to the one before is shown. */
  keepsPrevious?: boolean
  /** Shown at once at the next visit: kept on this device until sign-out. Only for small answers of first screens. */
  remember?: boolean
}

/** The answer of a query operation, from cache at once where there is one. */
export function useRead<Op extends QueryOperation>(
  operation: Op,
  input: CallerInputOf<Op>,
  { enabled = true, everySeconds, keepsPrevious = false, remember = false }: ReadOptions = {},
): UseQueryResult<OutputOf<Op>, ApiProblem> {
  const client = useClient()
  return useQuery<OutputOf<Op>, ApiProblem>({
    queryKey: [operation.id, input],
    queryFn: ({ signal }) => client.call(operation, input, { signal }),
    enabled,
    meta: { remember },
    ...(everySeconds === undefined ? {} : { refetchInterval: everySeconds * 1_000 }),
    ...(keepsPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}
