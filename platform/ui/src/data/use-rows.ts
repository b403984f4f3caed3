import type { ApiProblem } from '@lumbung/client'
import type { OutputOf, Page, QueryOperation } from '@lumbung/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { z } from 'zod'
import { useClient } from './client.tsx'

/** A query whose answer is a page: `pageOf(row)`. */
export type ListOperation = QueryOperation<z.ZodObject, z.ZodType<Page<unknown>, Page<unknown>>>
export type RowOf<Op extends ListOperation> = OutputOf<Op>['data'][number]

export interface Rows<Row> {
  rows: readonly Row[]
  /** Null where the server does not count. */
  total: number | null
  totalIsEstimate: boolean
  problem: ApiProblem | null
  isPending: boolean
  /** Showing rows of before while newer ones are on their way. */
  isRenewing: boolean
  hasMore: boolean
  isLoadingMore: boolean
  loadMore(): void
  retry(): void
}

/** The rows of a list, page after page by its cursor. */
export function useRows<Op extends ListOperation>(
  operation: Op,
  input: Record<string, unknown>,
  { limit = 50, enabled = true }: { limit?: number; enabled?: boolean } = {},
): Rows<RowOf<Op>> {
  const client = useClient()
  const query = useInfiniteQuery({
    queryKey: [operation.id, input, limit],
    queryFn: ({ pageParam, signal }) =>
      client.call(
        operation as ListOperation,
        { ...input, limit, ...(pageParam === null ? {} : { cursor: pageParam }) },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ page }) => page.nextCursor,
    enabled,
  })
  const pages = query.data?.pages
  // A search may look through a part of a long list, find nothing in it, and go on from there.
  const { hasNextPage, isFetching, fetchNextPage, isError } = query
  const isSearchingOn = hasNextPage && !isError && pages?.at(-1)?.data.length === 0
  useEffect(() => {
    if (isSearchingOn && !isFetching) void fetchNextPage()
  }, [isSearchingOn, isFetching, fetchNextPage])
  const rows = useMemo(() => (pages ?? []).flatMap(({ data }) => data) as RowOf<Op>[], [pages])
  const first = pages?.[0]?.page
  return {
    rows,
    total: first?.total ?? null,
    totalIsEstimate: first?.totalIsEstimate ?? false,
    problem: query.error as ApiProblem | null,
    isPending: query.isPending || (isSearchingOn && rows.length === 0),
    isRenewing: query.isFetching && !query.isFetchingNextPage,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
    },
    retry: () => void query.refetch(),
  }
}
