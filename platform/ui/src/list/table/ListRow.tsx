// biome-ignore-all lint/a11y/useSemanticElements: rows that stand at a place of their own cannot be those of a <table>; the roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: headers are read with their column; of the rows the table makes one focusable.
import { memo } from 'react'
import type { useUiTexts } from '../../texts/texts.ts'
import styles from '../list.module.css'
import type { Column } from '../list-types.ts'
import { RowTitle } from '../rows/RowTitle.tsx'

const TITLE_CELL = `${styles.cell} ${styles.titleCell}`
const PROSE_CELL = `${styles.cell} ${styles.proseCell}`

/** What all rows of a table have in common. The same object as long as none of it changes, so that rows stay as drawn. */
export interface RowFrame {
  columns: readonly Column<unknown>[]
  height: number
  opensBeside: boolean
  canChoose: boolean
  canAct: boolean
  t: ReturnType<typeof useUiTexts>
}

interface ListRowProps {
  row: unknown
  index: number
  frame: RowFrame
  href: string | null
  hasActions: boolean
  isChosen: boolean
  /** The row that the arrow keys are at; only there are its controls in the order of tabs. */
  isActive: boolean
}

/**
 * One row, drawn anew only when something in it changes, and of as few elements as can be: what a frame costs while one
 * scrolls is the style and place of each of them. Presses and keys are the table's to hear.
 */
export const ListRow = memo(function ListRow({
  row,
  index,
  frame: { columns, height, opensBeside, canChoose, canAct, t },
  href,
  hasActions,
  isChosen,
  isActive,
}: ListRowProps) {
  const tabIndex = isActive ? 0 : -1
  const number = index + 1
  return (
    <div
      role="row"
      aria-rowindex={number + 1}
      data-index={index}
      data-chosen={isChosen || undefined}
      data-pressable={opensBeside || href !== null || undefined}
      className={styles.row}
      style={{ transform: `translateY(${index * height}px)`, height }}
      tabIndex={tabIndex}
    >
      {canChoose && (
        <div role="cell" className={styles.chooseCell}>
          <label className={styles.choose}>
            <input
              type="checkbox"
              data-chooses
              checked={isChosen}
              readOnly
              tabIndex={tabIndex}
              aria-label={t('list.choose_row', { number })}
            />
          </label>
        </div>
      )}
      {columns.map((column, place) => (
        <div
          key={column.id}
          role="cell"
          className={place === 0 ? TITLE_CELL : column.prose ? PROSE_CELL : styles.cell}
          data-column={place}
          data-numeric={column.numeric || undefined}
        >
          {place === 0 ? (
            <RowTitle href={href} opensBeside={opensBeside} tabIndex={tabIndex}>
              {column.cell(row)}
            </RowTitle>
          ) : (
            column.cell(row)
          )}
        </div>
      ))}
      {canAct && (
        <div role="cell" className={styles.actCell}>
          {hasActions && (
            <button
              type="button"
              data-acts
              className={styles.act}
              tabIndex={tabIndex}
              aria-haspopup="menu"
              aria-label={t('list.act_on_row', { number })}
            >
              {'···'}
            </button>
          )}
        </div>
      )}
    </div>
  )
})
