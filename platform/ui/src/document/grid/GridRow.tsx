import type { Locale } from '@lumbung/contract'
import { VisuallyHidden } from '@mantine/core'
import { memo, type ReactNode } from 'react'
import { Icon } from '../../icons.tsx'
import type { useUiTexts } from '../../texts/texts.ts'
import type { LineColumn } from '../document-types.ts'
import { cellText } from './cell-text.ts'
import type { Unreadable } from './content.ts'
import styles from './line-grid.module.css'
import { problemOf } from './problems.ts'

/** All of these are the same objects as before as long as nothing in the line changes: its row is then not drawn anew. */
export interface GridRowProps {
  row: number
  line: object
  columns: readonly LineColumn<object>[]
  /** Texts of this line that are no values, by column id. */
  kept: Readonly<Record<string, Unreadable>> | undefined
  problems: Readonly<Record<string, string>> | undefined
  /** Column that has the focus; −1: none in this row. */
  active: number
  /** First and last selected column; −1: none. */
  from: number
  to: number
  /** In the place of the active cell's text while it is edited. */
  editor: ReactNode
  canRemove: boolean
  locale: Locale
  t: ReturnType<typeof useUiTexts>
}

/**
 * A line of the grid. Events are heard by the table, which finds the cell by its data attributes.
 */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { row, line, columns, kept, problems, active, from, to, editor, canRemove, locale, t } = props
  return (
    <tr aria-rowindex={row + 2}>
      <th scope="row" className={styles.lineNumber} aria-label={t('grid.line', { line: row + 1 })}>
        {row + 1}
      </th>
      {columns.map((column, index) => {
        const problem = problemOf(kept?.[column.id], problems?.[column.id], t)
        const isActive = index === active
        const text = kept?.[column.id]?.text ?? cellText(column, fieldOf(line, column.id), locale)
        return (
          <td
            key={column.id}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: in a grid, a td takes the focus
            role="gridcell"
            data-row={row}
            data-column={index}
            tabIndex={isActive ? 0 : -1}
            aria-selected={index >= from && index <= to}
            aria-readonly={column.isReadOnly || undefined}
            aria-invalid={problem !== undefined || undefined}
            data-numeric={column.kind === 'number' || undefined}
            data-active={isActive || undefined}
            title={problem}
            className={styles.cell}
          >
            {isActive && editor ? editor : text}
            {problem !== undefined && <VisuallyHidden>: {problem}</VisuallyHidden>}
          </td>
        )
      })}
      {canRemove && (
        <td
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
          role="gridcell"
          data-row={row}
          data-column={columns.length}
          tabIndex={active === columns.length ? 0 : -1}
          data-active={active === columns.length || undefined}
          aria-label={t('grid.remove', { line: row + 1 })}
          className={styles.remove}
        >
          <Icon name="trash" size={16} />
        </td>
      )}
    </tr>
  )
})

/** The grid knows the fields of a line by its columns alone. */
export function fieldOf(line: object, field: string): unknown {
  return (line as Readonly<Record<string, unknown>>)[field]
}
