// biome-ignore-all lint/a11y/useSemanticElements: rows that stand at a place of their own cannot be those of a <table>; the roles say what they are.
// biome-ignore-all lint/a11y/useFocusableInteractive: headers are read with their column; of the rows the table makes one focusable.
import { VisuallyHidden } from '@mantine/core'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import styles from '../list.module.css'
import type { Column } from '../list-types.ts'
import type { Choosing } from '../rows/use-choosing.ts'

interface TableHeaderProps {
  columns: readonly Column<unknown>[]
  choosing: Choosing<unknown> | null
  canAct: boolean
  canSort: boolean
  sort: string | null
  onSort(sort: string | null): void
}

/** Names of the columns; pressing one sorts by it, then the other way round, then no longer. */
export function TableHeader({ columns, choosing, canAct, canSort, sort, onSort }: TableHeaderProps) {
  const t = useUiTexts()
  return (
    <div role="rowgroup" className={styles.header}>
      <div role="row" aria-rowindex={1} className={styles.headerRow}>
        {choosing && (
          <div role="columnheader" className={styles.chooseCell}>
            <VisuallyHidden>{t('list.choose_column')}</VisuallyHidden>
            <label className={styles.choose}>
              <input
                type="checkbox"
                ref={(box) => {
                  if (box) box.indeterminate = choosing.rows.length > 0 && !choosing.isAll
                }}
                checked={choosing.isAll}
                onChange={choosing.toggleAll}
                aria-label={t('list.choose_all')}
              />
            </label>
          </div>
        )}
        {columns.map((column, place) => (
          <HeaderCell
            key={column.id}
            place={place}
            column={column}
            by={canSort ? (column.sort ?? null) : null}
            sort={sort}
            onSort={onSort}
          />
        ))}
        {canAct && (
          <div role="columnheader" className={styles.actCell}>
            <VisuallyHidden>{t('list.act_column')}</VisuallyHidden>
          </div>
        )}
      </div>
    </div>
  )
}

function HeaderCell({
  column: { header, numeric },
  place,
  by,
  sort,
  onSort,
}: {
  column: Column<unknown>
  place: number
  by: string | null
  sort: string | null
  onSort(sort: string | null): void
}) {
  const isUp = by !== null && sort === by
  const isDown = by !== null && sort === `-${by}`
  const next = isUp ? `-${by}` : isDown ? null : by
  return (
    <div
      role="columnheader"
      className={place === 0 ? `${styles.headerCell} ${styles.titleCell}` : styles.headerCell}
      data-column={place}
      data-numeric={numeric || undefined}
      {...(by === null ? {} : { 'aria-sort': isUp ? 'ascending' : isDown ? 'descending' : 'none' })}
    >
      {by === null ? (
        header
      ) : (
        <button type="button" className={styles.sorts} onClick={() => onSort(next)}>
          {header}
          <span className={styles.sortMark} data-on={isUp || isDown || undefined}>
            <Icon name={isDown ? 'arrow-down' : 'arrow-up'} size={14} />
          </span>
        </button>
      )}
    </div>
  )
}
