import { type RefObject, useEffect } from 'react'

/**
 * Marks on the scrolling box whether it is wider than what is seen of it, and on which sides there is more: the first
 * column and the menu of the rows stay, and throw a shadow there. Only moving sideways asks for sizes, scrolling down never.
 */
export function useEdges(scroller: RefObject<HTMLElement | null>, least: number): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another least width is another overflow.
  useEffect(() => {
    const box = scroller.current
    if (!box) return
    let left = -1
    const mark = () => {
      left = box.scrollLeft
      box.toggleAttribute('data-overflows', box.scrollWidth > box.clientWidth + 1)
      box.toggleAttribute('data-sideways', left > 0)
      box.toggleAttribute('data-more', left + box.clientWidth < box.scrollWidth - 1)
    }
    const moved = () => {
      if (box.scrollLeft !== left) mark()
    }
    const observer = new ResizeObserver(mark)
    observer.observe(box)
    box.addEventListener('scroll', moved, { passive: true })
    return () => {
      observer.disconnect()
      box.removeEventListener('scroll', moved)
    }
  }, [scroller, least])
}
