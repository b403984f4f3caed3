import { useId } from 'react'
import styles from './chart.module.css'
import { Pattern } from './Pattern.tsx'
import type { SeriesLook } from './series-looks.ts'

const WIDTH = 22
const HEIGHT = 12

/** What the lines and bars stand for, each drawn as in the chart. */
export function Legend({ looks }: { looks: readonly SeriesLook[] }) {
  return (
    <ul className={styles.legend}>
      {looks.map((look) => (
        <li key={look.key}>
          <Sample look={look} />
          {look.label}
        </li>
      ))}
    </ul>
  )
}

/** A piece of the line or bar, as it is drawn. */
export function Sample({ look }: { look: SeriesLook }) {
  const id = useId()
  return (
    <svg width={WIDTH} height={HEIGHT} aria-hidden>
      {look.kind === 'bar' ? (
        <>
          <defs>
            <Pattern id={id} look={look} />
          </defs>
          <rect x={4} width={14} height={HEIGHT} rx={2} fill={`url(#${id})`} stroke={look.stroke} />
        </>
      ) : (
        <line
          x1={0}
          x2={WIDTH}
          y1={HEIGHT / 2}
          y2={HEIGHT / 2}
          stroke={look.stroke}
          strokeWidth={2.5}
          {...(look.dashes === undefined ? {} : { strokeDasharray: look.dashes })}
        />
      )}
    </svg>
  )
}
