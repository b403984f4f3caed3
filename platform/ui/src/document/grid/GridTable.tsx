import { VisuallyHidden } from '@mantine/core'
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  useEffect,
  useRef,
} from 'react'
import { useUiTexts } from '../../texts/texts.ts'
import type { LineColumn, LineGridProps } from '../document-types.ts'
import { CellEditor } from './CellEditor.tsx'
import { editText } from './cell-text.ts'
import { copy } from './content.ts'
import { fieldOf, GridRow } from './GridRow.tsx'
import styles from './line-grid.module.css'
import type { Cell } from './moves.ts'
import { formatTabSeparated } from './tab-separated.ts'
import { useGridKeys } from './use-grid-keys.ts'
import type { LineGridState } from './use-line-grid.ts'

/** Of a column that says none; those share what is left where there is more room. */
const COLUMN_WIDTH = 140
/** The line's number on the left and its bin on the right. */
const EDGES_WIDTH = 44 + 40

/** Lines as a table that is edited like a spreadsheet: one cell takes the focus, the keys move it. */
export function GridTable<Line extends object>({
  grid,
  label,
  keyOf,
  problems = {},
  announce,
}: Pick<LineGridProps<Line>, 'label' | 'keyOf' | 'problems'> & {
  grid: LineGridState<Line>
  announce(words: string): void
}) {
  const t = useUiTexts()
  const table = useRef<HTMLTableElement>(null)
  const hasFocus = useRef(false)
  const { content, active, range, editing, focusCalls, locale, rules, isReadOnly } = grid
  const columns = grid.columns as readonly LineColumn<object>[]
  const keys = useGridKeys(grid, announce)

  // The focus follows the active cell, but only where it was in the grid before, or is sent there.
  const focusedCall = useRef(0)
  useEffect(() => {
    const isCalled = focusedCall.current !== focusCalls
    focusedCall.current = focusCalls
    if (editing || !(hasFocus.current || isCalled)) return
    cellElement(table.current, { row: active.row, column: active.column })?.focus()
  }, [active.row, active.column, editing, focusCalls])

  const press = (event: PointerEvent) => {
    const cell = cellOf(event.target)
    if (!cell || isField(event.target)) return
    // Leaving the field first takes over what was typed in it.
    if (editing && document.activeElement instanceof HTMLElement) document.activeElement.blur()
    // A finger has no double click: the second tap on a cell opens it.
    if (event.pointerType === 'touch' && cell.row === active.row && cell.column === active.column)
      grid.edit(null)
    else grid.select(cell, { extend: event.shiftKey })
    hasFocus.current = true
  }
  const click = (event: MouseEvent) => {
    const cell = cellOf(event.target)
    if (cell?.column === columns.length) keys.remove(cell.row)
  }
  const drag = (event: PointerEvent) => {
    const cell = event.pointerType === 'mouse' && event.buttons === 1 ? cellOf(event.target) : null
    if (cell && !editing) grid.select(cell, { extend: true })
  }
  const hearKey = (event: KeyboardEvent) => {
    if (!editing && cellOf(event.target) && keys.hear(event)) event.preventDefault()
  }
  const hearCopy = (event: ClipboardEvent, cuts: boolean) => {
    if (editing) return
    event.preventDefault()
    event.clipboardData.setData('text/plain', formatTabSeparated(copy(content, range, rules, locale)))
    if (cuts) keys.clear()
  }
  const hearPaste = (event: ClipboardEvent) => {
    if (editing || isReadOnly) return
    event.preventDefault()
    keys.paste(event.clipboardData.getData('text/plain'))
  }
  const editorOf = (line: Line) => {
    const column = columns[active.column]
    if (!editing || !column) return null
    const kept = content.unreadable[keyOf(line)]?.[column.id]?.text
    const present = kept ?? editText(column, fieldOf(line, column.id), locale)
    return (
      <CellEditor
        column={column}
        label={`${column.header}, ${t('grid.line', { line: active.row + 1 })}`}
        initial={editing.typed ?? present}
        isTypedOver={editing.typed !== null}
        onCommit={(text, key) => keys.commit(text === present ? null : text, key)}
        onCancel={grid.stopEditing}
      />
    )
  }
  return (
    <table
      ref={table}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table that is edited is what role grid is for
      role="grid"
      aria-label={label}
      aria-multiselectable
      aria-readonly={isReadOnly || undefined}
      aria-rowcount={content.lines.length + 1}
      className={styles.table}
      style={{ minWidth: columns.reduce((sum, { width = COLUMN_WIDTH }) => sum + width, EDGES_WIDTH) }}
      onPointerDown={press}
      onClick={click}
      onPointerOver={drag}
      onDoubleClick={(event) => cellOf(event.target) && !isField(event.target) && grid.edit(null)}
      onKeyDown={hearKey}
      onCopy={(event) => hearCopy(event, false)}
      onCut={(event) => hearCopy(event, !isReadOnly)}
      onPaste={hearPaste}
      onFocus={() => {
        hasFocus.current = true
      }}
      onBlur={({ relatedTarget }) => {
        hasFocus.current = table.current?.contains(relatedTarget) ?? false
      }}
    >
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col" className={styles.lineNumber}>
            #
          </th>
          {columns.map((column) => (
            <th
              key={column.id}
              scope="col"
              data-numeric={column.kind === 'number' || undefined}
              style={{ width: column.width }}
            >
              {column.header}
              {column.unit && <span className={styles.unit}> {column.unit}</span>}
            </th>
          ))}
          {!isReadOnly && (
            <th scope="col" className={styles.remove}>
              <VisuallyHidden>{t('grid.actions')}</VisuallyHidden>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {content.lines.map((line, row) => {
          const key = keyOf(line)
          const isSelected = row >= range.top && row <= range.bottom
          const isActive = row === active.row
          return (
            <GridRow
              key={key}
              row={row}
              line={line}
              columns={columns}
              kept={content.unreadable[key]}
              problems={problems[key]}
              active={isActive ? active.column : -1}
              from={isSelected ? range.left : -1}
              to={isSelected ? range.right : -1}
              editor={isActive ? editorOf(line) : null}
              canRemove={!isReadOnly}
              locale={locale}
              t={t}
            />
          )
        })}
      </tbody>
    </table>
  )
}

function cellElement(table: HTMLElement | null, { row, column }: Cell): HTMLElement | null {
  return table?.querySelector<HTMLElement>(`[data-row="${row}"][data-column="${column}"]`) ?? null
}

function cellOf(target: EventTarget): Cell | null {
  const element = target instanceof Element ? target.closest<HTMLElement>('[data-row]') : null
  return element ? { row: Number(element.dataset.row), column: Number(element.dataset.column) } : null
}

function isField(target: EventTarget): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLSelectElement
}
