import type { ApiProblem, Client } from '@lumbung/client'
import { hashKey, keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import { useClient } from '../../data/client.tsx'
import type { ListOperation, RowOf } from '../../data/use-rows.ts'
import { factsOf } from '../../form/facts/field-facts.ts'
import { appendPart, type LoadedRows, markStale, type Part, partsInView, replacePart } from './loaded-rows.ts'

/** What fills a screen comes first and fast; after it, as many as one answer may hold. */
const FIRST = 50
const FURTHER = 200
/** A long list weighs tens of megabytes; it does not stay as long as small answers do once nobody looks at it. */
const KEPT_MS = 5 * 60_000

export interface RowsInView {
  first: number
  last: number
}

export interface LongRows<Row> {
  rows: readonly Row[]
  total: number | null
  totalIsEstimate: boolean
  /** Why there are no rows, or only those of before. */
  problem: ApiProblem | null
  /** Why the list does not go on. */
  furtherProblem: ApiProblem | null
  isPending: boolean
  isRenewing: boolean
  /** The rows are those of the filters before, while those of the present ones are on their way. */
  isOfBefore: boolean
  hasMore: boolean
  isLoadingMore: boolean
  /** Goes on at the end of the list; after a failure only when asked `again`. */
  loadMore(options?: { again?: boolean }): void
  /** Told what is in view, so that just that is read anew when something changed. */
  see(view: RowsInView): void
  retry(): void
}

/**
 * The rows of a list of any length, loaded as one scrolls. When something changed, its beginning and what is in view are
 * read anew; the rest is marked, and follows when it is looked at: a hundred thousand loaded rows cost two requests.
 */
export function useLongRows<Op extends ListOperation>(
  operation: Op,
  input: Readonly<Record<string, unknown>>,
  { keyOf, enabled = true }: { keyOf(row: RowOf<Op>): string; enabled?: boolean },
): LongRows<RowOf<Op>> {
  type Row = RowOf<Op>
  const client = useClient()
  const queries = useQueryClient()
  const key = [operation.id, input, 'long'] as const
  const view = useRef<RowsInView>({ first: 0, last: 0 })
  const query = useQuery<LoadedRows<Row>, ApiProblem>({
    queryKey: key,
    queryFn: async ({ signal }) => {
      const ask = (cursor: string | null) => askPart<Row>(client, operation, input, cursor, signal)
      const before = queries.getQueryData<LoadedRows<Row>>(key)
      const [top, ...others] = await Promise.all(cursorsToRenew(before, view.current).map(ask))
      if (!top) throw new Error('a list is always asked for its beginning')
      // Meanwhile its end may have grown: what is there now is what the answers are put into.
      const present = queries.getQueryData<LoadedRows<Row>>(key)
      const counts = { total: top.total, totalIsEstimate: top.totalIsEstimate }
      if (!present) return { parts: [top.part], ...counts }
      // From below: what is put in above may move where a part below it begins.
      const renewed = [top, ...others].reduceRight(
        (loaded, { part }) => replacePart(loaded, part, keyOf),
        markStale(present),
      )
      return { ...renewed, ...counts }
    },
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
    enabled,
  })
  const further = useMutation({
    mutationFn: async ({ cursor }: { of: string; cursor: string | null }) => {
      const { part } = await askPart<Row>(client, operation, input, cursor)
      queries.setQueryData<LoadedRows<Row>>(key, (loaded) => {
        if (!loaded) return loaded
        const isKnown = loaded.parts.some((known) => known.cursor === cursor)
        return isKnown ? replacePart(loaded, part, keyOf) : appendPart(loaded, part, keyOf)
      })
    },
  })
  const of = hashKey(key)
  const isOurs = further.variables?.of === of
  const furtherProblem = isOurs ? (further.error as ApiProblem | null) : null
  const parts = query.data?.parts
  // `concat` copies each part whole: with a hundred thousand rows the difference is a part of a frame.
  const rows = useMemo(() => ([] as Row[]).concat(...(parts ?? []).map((part) => part.rows)), [parts])
  const nextCursor = parts?.at(-1)?.nextCursor ?? null
  const canGoOn = !query.isPlaceholderData && !(isOurs && further.isPending)
  return {
    rows,
    total: query.data?.total ?? null,
    totalIsEstimate: query.data?.totalIsEstimate ?? false,
    problem: query.error,
    furtherProblem,
    isPending: query.isPending,
    isRenewing: query.isFetching && !query.isPending,
    isOfBefore: query.isPlaceholderData,
    hasMore: nextCursor !== null,
    isLoadingMore: isOurs && further.isPending,
    loadMore: ({ again = false } = {}) => {
      if (nextCursor !== null && canGoOn && (again || !furtherProblem))
        further.mutate({ of, cursor: nextCursor })
    },
    see: (seen) => {
      view.current = seen
      if (!query.data || !canGoOn || query.isFetching || furtherProblem) return
      const stale = partsInView(query.data, seen).find(({ isStale }) => isStale)
      if (stale) further.mutate({ of, cursor: stale.cursor })
    },
    retry: () => void query.refetch(),
  }
}

/** The beginning first; then what is in view. */
function cursorsToRenew<Row>(loaded: LoadedRows<Row> | undefined, view: RowsInView): (string | null)[] {
  const inView = loaded ? partsInView(loaded, view).map(({ cursor }) => cursor) : []
  return [...new Set([null, ...inView])]
}

async function askPart<Row>(
  client: Client,
  operation: ListOperation,
  input: Readonly<Record<string, unknown>>,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<{ part: Part<Row>; total: number | null; totalIsEstimate: boolean }> {
  const most = factsOf(operation.input).find(({ name }) => name === 'limit')?.maximum ?? FURTHER
  const limit = Math.min(cursor === null ? FIRST : FURTHER, most)
  const { data, page } = await client.call(
    operation,
    { ...input, limit, ...(cursor === null ? {} : { cursor }) },
    signal ? { signal } : {},
  )
  const { nextCursor, total, totalIsEstimate } = page
  return { part: { rows: data as Row[], cursor, nextCursor }, total, totalIsEstimate }
}
