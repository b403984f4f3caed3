import { useFormat } from '../../format/use-format.ts'
import type { ChartRow } from '../dashboard-types.ts'
import styles from './chart.module.css'
import { Sample } from './Legend.tsx'
import type { SeriesLook } from './series-looks.ts'

/** The exact figures of the day that is pointed at, by mouse, finger or arrow keys; read out when they change. */
export function DayFigures({
  day,
  row,
  looks,
  unit,
}: {
  day: string
  row: ChartRow
  looks: readonly SeriesLook[]
  unit: string
}) {
  const format = useFormat()
  return (
    <div className={styles.figures} role="status">
      <strong>{format.day(day)}</strong>
      {looks.map((look) => (
        <div key={look.key}>
          <Sample look={look} />
          <span className={styles.figureLabel}>{look.label}</span>
          <span>
            {format.number(Number(row[look.key]))} {unit}
          </span>
        </div>
      ))}
    </div>
  )
}
