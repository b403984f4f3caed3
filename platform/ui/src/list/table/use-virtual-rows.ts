import { useElementScrollRestoration } from '@tanstack/react-router'
import { defaultRangeExtractor, useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useRef } from 'react'
import { BAR_HEIGHT, HEADER_HEIGHT } from './table-columns.ts'

const OVERSCAN = 4

interface VirtualRows {
  count: number
  height: number
  /** Stays in the document wherever one scrolls, and with it the focus. */
  active: number
  /** The bar with the bulk actions lies over the lower edge. */
  isCovered: boolean
  /** The filters as text: each of them has a place of its own to come back to. */
  of: string
}

/** Which rows are in the document, and how far the table is scrolled: from the top, or where one left it. */
export function useVirtualRows(
  scroller: RefObject<HTMLDivElement | null>,
  { count, height, active, isCovered, of }: VirtualRows,
): { virtual: Virtualizer<HTMLDivElement, HTMLDivElement>; restorationId: string } {
  const restorationId = `list ${of}`
  const left = useElementScrollRestoration({ id: restorationId })
  const virtual = useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    scrollMargin: HEADER_HEIGHT,
    scrollPaddingStart: HEADER_HEIGHT,
    scrollPaddingEnd: isCovered ? BAR_HEIGHT : 0,
    initialOffset: left?.scrollY ?? 0,
    rangeExtractor: (range) => withActive(defaultRangeExtractor(range), active, count),
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights are kept until told that they are others.
  useEffect(() => virtual.measure(), [height])
  const shown = useRef(of)
  useEffect(() => {
    if (shown.current === of) return
    // Other filters show another list, which is read from its beginning.
    shown.current = of
    scroller.current?.scrollTo({ top: 0 })
  }, [of, scroller])
  return { virtual, restorationId }
}

function withActive(indexes: number[], active: number, count: number): number[] {
  const [first, last] = [indexes[0], indexes.at(-1)]
  if (first === undefined || last === undefined || active >= count) return indexes
  if (active < first) return [active, ...indexes]
  return active > last ? [...indexes, active] : indexes
}
