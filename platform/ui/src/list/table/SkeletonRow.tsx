import styles from '../list.module.css'
import type { RowFrame } from './ListRow.tsx'

/** A row that is on its way, at its place and of its size; nothing moves when it comes. */
export function SkeletonRow({
  index,
  frame: { columns, height, canChoose, canAct },
}: {
  index: number
  frame: RowFrame
}) {
  return (
    <div
      aria-hidden
      className={styles.row}
      style={{ transform: `translateY(${index * height}px)`, height }}
      data-skeleton
    >
      {canChoose && <div />}
      {columns.map(({ id, numeric }) => (
        <div key={id} className={styles.cell} data-numeric={numeric || undefined}>
          <span className={styles.bone} />
        </div>
      ))}
      {canAct && <div />}
    </div>
  )
}
