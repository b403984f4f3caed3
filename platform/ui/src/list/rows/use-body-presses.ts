import type { MouseEvent } from 'react'
import { useOpen } from '../../page/navigation.tsx'
import type { ListBody } from '../list-body.ts'

const CONTROLS = 'a, button, input, label, select, textarea, [role="menuitem"]'

/** Opens a row where the screen says: beside the list, or on a screen of its own. */
export function useOpenRow({ hrefOf, onOpen }: Pick<ListBody, 'hrefOf' | 'onOpen'>): (row: unknown) => void {
  const open = useOpen()
  return (row) => {
    if (onOpen) onOpen(row)
    else if (hrefOf) open(hrefOf(row))
  }
}

/**
 * What pressing somewhere in a row does. There is one listener for all rows, which finds the row by its place in
 * `data-index`: rows come and go with every scroll, and each listener less is time in which the next frame is drawn.
 */
export function useBodyPresses({
  list: { rows },
  keyOf,
  hrefOf,
  onOpen,
  rowActions,
  choosing,
  menu,
}: ListBody): (event: MouseEvent<HTMLElement>) => void {
  const openRow = useOpenRow({ hrefOf, onOpen })
  return (event) => {
    const target = event.target as HTMLElement
    const index = target.closest<HTMLElement>('[data-index]')?.dataset.index
    const row = index === undefined ? undefined : rows[Number(index)]
    if (row === undefined) return
    const button = target.closest<HTMLElement>('[data-acts]')
    if (button) {
      menu.open({ button, label: button.ariaLabel ?? '', actions: rowActions?.(row) ?? [] })
    } else if (target.closest('[data-chooses]')) {
      choosing?.toggle(keyOf(row), event.shiftKey)
    } else if (target.closest('[data-opens]')) {
      // With a modifier the browser opens the link itself, elsewhere.
      if (isElsewhere(event) && !onOpen) return
      event.preventDefault()
      openRow(row)
    } else if (!target.closest(CONTROLS) && !isReading()) {
      if (isElsewhere(event) && hrefOf) window.open(hrefOf(row), '_blank', 'noopener')
      else openRow(row)
    }
  }
}

function isElsewhere({ ctrlKey, metaKey, shiftKey }: MouseEvent): boolean {
  return ctrlKey || metaKey || shiftKey
}

/** Marking a figure to copy it is no press on its row. */
function isReading(): boolean {
  return getSelection()?.type === 'Range'
}
