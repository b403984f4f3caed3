import { type RefObject, useLayoutEffect, useState } from 'react'
import type { Column } from '../list-types.ts'
import type { NeededWidths } from './table-columns.ts'

/** Padding on both sides, and a pixel that rounding takes. */
const AROUND = 25

/**
 * What header and cells of each column need, measured once when the first rows of a list are drawn and before they are
 * painted. Nothing is measured while one scrolls: a later row that needs more ends with an ellipsis.
 */
export function useNeededWidths(
  table: RefObject<HTMLElement | null>,
  columns: readonly Column<unknown>[],
  /** Changes with what is listed; empty while nothing is. */
  of: string,
): NeededWidths {
  const shown = of && `${of} ${columns.map(({ id }) => id).join()}`
  const [measured, setMeasured] = useState<{ shown: string; widths: NeededWidths }>({ shown: '', widths: {} })
  useLayoutEffect(() => {
    if (table.current && shown !== '' && measured.shown !== shown)
      setMeasured({ shown, widths: widthsIn(table.current, columns) })
  }, [table, columns, shown, measured])
  return measured.widths
}

function widthsIn(table: HTMLElement, columns: readonly Column<unknown>[]): NeededWidths {
  const range = document.createRange()
  const widths: Record<string, number> = {}
  // Parts of a cell that fill it would be measured as wide as it happens to be.
  table.toggleAttribute('data-measuring', true)
  for (const cell of table.querySelectorAll<HTMLElement>('[data-column]')) {
    const id = columns[Number(cell.dataset.column)]?.id
    if (id === undefined) continue
    range.selectNodeContents(cell)
    widths[id] = Math.max(widths[id] ?? 0, Math.ceil(range.getBoundingClientRect().width) + AROUND)
  }
  table.toggleAttribute('data-measuring', false)
  return widths
}
