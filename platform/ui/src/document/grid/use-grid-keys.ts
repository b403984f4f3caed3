import { useRef } from 'react'
import { useUiTexts } from '../../texts/texts.ts'
import { clear, paste, removeLine } from './content.ts'
import { type Intent, intentOf, type Keystroke } from './keys.ts'
import type { Direction } from './moves.ts'
import { parseTabSeparated } from './tab-separated.ts'
import type { LineGridState } from './use-line-grid.ts'

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
}

/** Carries out what keys, paste and the remove button mean, and says what cannot be seen from where the focus is. */
export function useGridKeys<Line extends object>(
  grid: LineGridState<Line>,
  announce: (words: string) => void,
) {
  const t = useUiTexts()
  // Tab fills in the next cell; after Escape it leaves the grid, so that nobody is caught in it.
  const isLeaving = useRef(false)
  const { content, range, rules, isReadOnly, active, columns } = grid

  const remove = (row: number) => {
    if (isReadOnly) return
    grid.change(removeLine(content, row))
    // The line that had the focus is gone; the next one takes it.
    grid.select({ row, column: active.column }, { focuses: true })
    announce(t('grid.removed', { line: row + 1 }))
  }
  const wipe = () => {
    if (active.column === columns.length) remove(active.row)
    else grid.change(clear(content, range, rules))
  }
  const carryOut = (intent: Intent): boolean => {
    if (intent.do === 'move') grid.move(intent.direction, intent.extends)
    else if (intent.do === 'read-on') return grid.readOn(null, intent.step)
    else if (intent.do === 'clear') wipe()
    else if (intent.do === 'undo') announce(t(grid.undo() ? 'grid.undone' : 'grid.nothing_to_undo'))
    else if (intent.do === 'redo') announce(t(grid.redo() ? 'grid.redone' : 'grid.nothing_to_redo'))
    else if (intent.do === 'leave') announce(t('grid.leaving'))
    else if (intent.do === 'select-all') {
      const { rows } = grid.size
      grid.selectRange({ top: 0, left: 0, bottom: rows - 1, right: columns.length - 1 })
    } else if (active.column === columns.length) remove(active.row)
    else if (intent.do === 'enter') grid.enter(null, intent.step)
    else grid.edit(intent.text ?? null)
    return true
  }

  return {
    remove,
    clear: wipe,
    /** True where the key was the grid's. */
    hear: (stroke: Keystroke): boolean => {
      const intent = intentOf(stroke)
      if (intent === null) return false
      const leaves = isLeaving.current && intent.do === 'read-on'
      isLeaving.current = intent.do === 'leave'
      // What was said of the step before is over.
      announce('')
      return leaves ? false : carryOut(intent)
    },
    /** Editing ended with this text (null: it is as it was), by that key. */
    commit: (text: string | null, by: { key: string; shiftKey: boolean } | null) => {
      const step = by?.shiftKey ? -1 : 1
      if (by?.key === 'Enter') grid.enter(text, step)
      else if (by?.key === 'Tab') {
        if (!grid.readOn(text, step)) grid.stopEditing()
      } else {
        grid.commit(text)
        const direction = by && ARROWS[by.key]
        if (direction) grid.move(direction, false)
      }
    },
    paste: (text: string) => {
      const pasted = paste(content, range, parseTabSeparated(text), rules)
      if (!pasted.range) return
      grid.change(pasted.content)
      grid.selectRange(pasted.range)
      const { top, bottom } = pasted.range
      const said = [t('grid.pasted', { count: bottom - top + 1 })]
      if (pasted.leftOut > 0) said.push(t('grid.left_out', { count: pasted.leftOut }))
      announce(said.join(' '))
    },
  }
}
