import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { LineColumn } from '../document-types.ts'
import styles from './line-grid.module.css'

export interface CellEditorProps {
  column: LineColumn<object>
  label: string
  /** What stands in the field when it opens. */
  initial: string
  /** Typed over the old content: arrow keys then end the editing, as in a spreadsheet. */
  isTypedOver: boolean
  /** `key`: what ended the editing, so that the grid can move on; null where the field was left otherwise. */
  onCommit(text: string, key: { key: string; shiftKey: boolean } | null): void
  onCancel(): void
}

/**
 * The field inside a cell. What is typed stays in the field until it is left, so that a keystroke draws nothing anew but
 * itself, however long the grid is.
 */
export function CellEditor({ column, label, initial, isTypedOver, onCommit, onCancel }: CellEditorProps) {
  const field = useRef<HTMLInputElement & HTMLSelectElement>(null)
  const isDone = useRef(false)

  useEffect(() => {
    const opened = field.current
    if (!opened) return
    isDone.current = false
    opened.focus({ preventScroll: true })
    if (column.kind !== 'choice') opened.setSelectionRange(initial.length, initial.length)
    else if (!isTypedOver && typeof opened.showPicker === 'function') opened.showPicker()
  }, [column.kind, initial, isTypedOver])

  const commit = (key: { key: string; shiftKey: boolean } | null) => {
    if (isDone.current) return
    isDone.current = true
    onCommit(field.current?.value ?? initial, key)
  }
  const hearKey = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    const isArrow = event.key.startsWith('Arrow') && isTypedOver && column.kind !== 'choice'
    if (event.key === 'Enter' || event.key === 'Tab' || isArrow) {
      event.preventDefault()
      commit(event)
    } else if (event.key === 'Escape') {
      isDone.current = true
      onCancel()
    }
  }
  const shared = {
    ref: field,
    className: styles.editor,
    'aria-label': label,
    onKeyDown: hearKey,
    onBlur: () => commit(null),
  }
  if (column.kind === 'choice') {
    const typed = initial.toLowerCase()
    const chosen = column.choices?.find(({ label: words }) => words.toLowerCase().startsWith(typed))
    return (
      <select {...shared} defaultValue={typed === '' ? '' : (chosen?.label ?? '')}>
        <option value="" />
        {column.choices?.map(({ value, label: words }) => (
          <option key={value}>{words}</option>
        ))}
      </select>
    )
  }
  return (
    <input
      {...shared}
      type="text"
      defaultValue={initial}
      inputMode={column.kind === 'number' ? 'decimal' : 'text'}
      data-numeric={column.kind === 'number' || undefined}
      autoComplete="off"
      maxLength={2_000}
    />
  )
}
