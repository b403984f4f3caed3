import { useEffect, useMemo, useRef, useState } from 'react'
import { useSame } from '../../data/use-same.ts'
import { useLocale } from '../../texts/texts.ts'
import type { LineColumn, LineGridProps } from '../document-types.ts'
import { readCell } from './cell-text.ts'
import {
  addLine,
  type Content,
  countUnreadable,
  type GridRules,
  isBlank,
  type UnreadableCells,
  writeCell,
} from './content.ts'
import {
  type Cell,
  type GridSize,
  inReadingOrder,
  moved,
  type Range,
  rangeOf,
  type Selection,
  within,
} from './moves.ts'
import { type History, noHistory, redo, remember, undo } from './undo.ts'

/** A cell that is being edited: by typing over it, or from the text that it has. */
export interface Editing {
  typed: string | null
}

const MOST_LINES = 500
const START: Selection = { anchor: { row: 0, column: 0 }, active: { row: 0, column: 0 } }

export type LineGridState<Line extends object> = ReturnType<typeof useLineGrid<Line>>

/** What the grid holds, what is selected and edited in it, and every change that can be made, each undone in one step. */
export function useLineGrid<Line extends object>(props: LineGridProps<Line>) {
  const { lines, keyOf, newLine, onChange, isReadOnly = false, mostLines = MOST_LINES } = props
  const columns = useSame(props.columns)
  const locale = useLocale()
  const [unreadable, setUnreadable] = useState<UnreadableCells>({})
  const [selection, setSelection] = useState<Selection>(START)
  const [editing, setEditing] = useState<Editing | null>(null)
  const [focusCalls, setFocusCalls] = useState(0)
  const history = useRef<History<Content<Line>>>(noHistory())
  const isOwnChange = useRef(false)
  // Where a line is filled in from cell to cell, Enter goes to the next line below the cell that it began with.
  const entryColumn = useRef<number | null>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: asked at every change of the lines
  useEffect(() => {
    // Somebody else changed the lines: going back to what was there before would undo their change.
    if (!isOwnChange.current) history.current = noHistory()
    isOwnChange.current = false
  }, [lines])

  const rules: GridRules<Line> = useMemo(
    () => ({
      columns,
      keyOf,
      newLine,
      mostLines,
      read: (column: LineColumn<Line>, text: string) => readCell(column, text, locale),
    }),
    [columns, keyOf, newLine, mostLines, locale],
  )
  const content: Content<Line> = { lines, unreadable }
  // The last column holds the button that removes the line.
  const size: GridSize = { rows: lines.length, columns: columns.length + (isReadOnly ? 0 : 1) }
  const active = within(selection.active, size)
  const range = rangeOf({ anchor: within(selection.anchor, size), active })

  const show = (next: Content<Line>) => {
    isOwnChange.current = true
    setUnreadable(next.unreadable)
    onChange(next.lines, { unreadable: countUnreadable(next, keyOf) })
  }
  const change = (next: Content<Line>) => {
    if (isReadOnly || next === content) return
    history.current = remember(history.current, content)
    show(next)
  }
  const step = (go: typeof undo<Content<Line>>) => {
    const gone = go(history.current, content)
    if (!gone || isReadOnly) return false
    history.current = gone.history
    show(gone.state)
    return true
  }
  const select = (cell: Cell, { extend = false, focuses = false } = {}) => {
    entryColumn.current = null
    if (focuses) setFocusCalls((calls) => calls + 1)
    setEditing(null)
    setSelection(({ anchor }) => ({ anchor: extend ? anchor : cell, active: cell }))
  }

  /** To the next line; below the last one, which has something in it, a new one. */
  const enter = (from: Content<Line>, direction: 1 | -1) => {
    const column = entryColumn.current ?? active.column
    const isPastEnd = direction === 1 && active.row === from.lines.length - 1
    const isAdding = isPastEnd && !isReadOnly && !isBlank(from, active.row, rules)
    const next = isAdding ? addLine(from, rules) : from
    change(next)
    const target = { row: active.row + direction, column }
    select(within(target, { ...size, rows: next.lines.length }))
  }
  /** To the next cell that can be filled in; false where there is none, so that the focus may leave the grid. */
  const readOn = (from: Content<Line>, direction: 1 | -1): boolean => {
    const began = entryColumn.current ?? active.column
    const data = { rows: from.lines.length, columns: columns.length }
    let target = inReadingOrder(within(active, data), direction, data)
    while (target && columns[target.column]?.isReadOnly) target = inReadingOrder(target, direction, data)
    const isAdding = !target && direction === 1 && !isReadOnly && !isBlank(from, active.row, rules)
    const next = isAdding ? addLine(from, rules) : from
    change(next)
    if (isAdding) select(within({ row: active.row + 1, column: 0 }, { ...data, rows: next.lines.length }))
    else if (target) {
      select(target)
      entryColumn.current = began
    } else return false
    return true
  }
  const written = (text: string | null) => (text === null ? content : writeCell(content, active, text, rules))

  return {
    columns,
    content,
    rules,
    locale,
    size,
    active,
    range,
    editing,
    /** Grows when something outside the grid sends the focus into it. */
    focusCalls,
    isReadOnly,
    select,
    selectRange: ({ top, left, bottom, right }: Range) =>
      setSelection({ anchor: { row: top, column: left }, active: { row: bottom, column: right } }),
    change,
    undo: () => step(undo),
    redo: () => step(redo),
    move: (direction: Parameters<typeof moved>[1], extend: boolean) =>
      select(moved(active, direction, size), { extend }),
    edit: (typed: string | null) => {
      if (!isReadOnly && columns[active.column] && !columns[active.column]?.isReadOnly) setEditing({ typed })
    },
    stopEditing: () => setEditing(null),
    /** Ends editing with this text (null: it was not changed). */
    commit: (text: string | null) => {
      setEditing(null)
      change(written(text))
    },
    enter: (text: string | null, direction: 1 | -1) => enter(written(text), direction),
    readOn: (text: string | null, direction: 1 | -1) => readOn(written(text), direction),
    addLine: () => {
      const next = addLine(content, rules)
      change(next)
      select({ row: next.lines.length - 1, column: 0 }, { focuses: true })
    },
  }
}
