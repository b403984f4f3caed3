import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef, useState } from 'react'

interface RowKeys {
  count: number
  /** Rows that fit into the view, for a page up or down. */
  pageSize(): number
  scrollTo(index: number): void
  onOpen(index: number): void
  onChoose(index: number, isRange: boolean): void
}

/**
 * The keyboard of a table: one row is in the order of tabs, the arrows move it, Enter opens it and Space selects it. The
 * active row stays in the document while it is scrolled away, so that the focus is never lost.
 */
export function useRowKeys(
  body: RefObject<HTMLElement | null>,
  { count, pageSize, scrollTo, onOpen, onChoose }: RowKeys,
) {
  const [place, setPlace] = useState(0)
  const active = Math.min(place, Math.max(0, count - 1))
  const takesFocus = useRef(false)
  useLayoutEffect(() => {
    if (!takesFocus.current) return
    takesFocus.current = false
    body.current?.querySelector<HTMLElement>(`[data-index="${active}"]`)?.focus({ preventScroll: true })
  }, [active, body])

  const moveTo = (index: number) => {
    const next = Math.min(Math.max(index, 0), count - 1)
    takesFocus.current = next !== active
    setPlace(next)
    scrollTo(next)
  }
  const targetOf = (key: string): number | null => {
    switch (key) {
      case 'ArrowDown':
        return active + 1
      case 'ArrowUp':
        return active - 1
      case 'PageDown':
        return active + pageSize()
      case 'PageUp':
        return active - pageSize()
      case 'Home':
        return 0
      case 'End':
        return count - 1
      default:
        return null
    }
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (count === 0 || event.ctrlKey || event.metaKey || event.altKey) return
    const to = targetOf(event.key)
    const isOnRow = (event.target as HTMLElement).role === 'row'
    if (to !== null) {
      event.preventDefault()
      moveTo(to)
    } else if (isOnRow && event.key === 'Enter') {
      event.preventDefault()
      onOpen(active)
    } else if (isOnRow && event.key === ' ') {
      event.preventDefault()
      onChoose(active, event.shiftKey)
    }
  }
  /** Whatever of a row has the focus, by mouse or by a screen reader, makes it the active one. */
  const onFocus = (event: { target: EventTarget }) => {
    const index = (event.target as HTMLElement).closest<HTMLElement>('[data-index]')?.dataset.index
    if (index !== undefined) setPlace(Number(index))
  }
  return { active, onKeyDown, onFocus }
}
