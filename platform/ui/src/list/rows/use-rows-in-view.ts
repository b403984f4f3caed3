import { useEffect } from 'react'
import type { LongRows, RowsInView } from './use-long-rows.ts'

/**
 * Tells the list what is in view, and asks for more rows while so many are still ahead. After every drawing: what is stale
 * in the same view, or what is on its way, may have changed without a scroll.
 */
export function useRowsInView(
  list: LongRows<unknown>,
  range: { startIndex: number; endIndex: number } | null,
  ahead: number,
): RowsInView {
  const { startIndex: first = 0, endIndex: last = 0 } = range ?? {}
  useEffect(() => {
    if (!range) return
    list.see({ first, last })
    if (last >= list.rows.length - ahead) list.loadMore()
  })
  return { first, last }
}

/** How many rows there are for who cannot see the end of them: null where nobody knows. */
export function countOfRows({ rows, total, totalIsEstimate, hasMore }: LongRows<unknown>): number | null {
  if (total !== null && !totalIsEstimate) return total
  return hasMore ? null : rows.length
}
