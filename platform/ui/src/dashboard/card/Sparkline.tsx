import styles from './figure-card.module.css'

const WIDTH = 96
const HEIGHT = 28
const EDGE = 2

/** The course of a figure as a small line; its words stand beside it, so screen readers pass it over. */
export function Sparkline({ values }: { values: readonly number[] }) {
  if (values.length < 2) return null
  const lowest = Math.min(...values)
  const span = Math.max(...values) - lowest
  const points = values.map((value, index) => {
    const x = EDGE + (index / (values.length - 1)) * (WIDTH - 2 * EDGE)
    // What does not change is a line through the middle, not along the bottom as if it were nothing.
    const share = span === 0 ? 0.5 : (value - lowest) / span
    return [x, EDGE + (1 - share) * (HEIGHT - 2 * EDGE)] as const
  })
  const [lastX, lastY] = points.at(-1) as readonly [number, number]
  return (
    <svg
      className={styles.sparkline}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden
    >
      <polyline points={points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ')} />
      <circle cx={lastX} cy={lastY} r={2.5} />
    </svg>
  )
}
