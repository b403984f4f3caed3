import type { ChartSeries } from '../dashboard-types.ts'

/** What tells a series apart besides its colour. */
export interface SeriesLook extends ChartSeries {
  /** Colour as CSS; light and dark are decided in the style sheet. */
  stroke: string
  /** Of bars: how they are filled. */
  fill: 'solid' | 'hatched' | 'dotted'
  /** Of lines: `stroke-dasharray`; undefined is a whole line. */
  dashes: string | undefined
}

const FILLS = ['solid', 'hatched', 'dotted'] as const
const DASHES = [undefined, '7 4', '2 3'] as const

/** Each kind counts by itself: the second bar is hatched, the second line dashed, and so on. */
export function looksOf(series: readonly ChartSeries[]): SeriesLook[] {
  const counts = { bar: 0, line: 0 }
  return series.map((one) => {
    const kind = one.kind === 'bar' ? 'bar' : 'line'
    const index = counts[kind]
    counts[kind] += 1
    return {
      ...one,
      stroke: `var(--chart-${one.color})`,
      fill: FILLS[index % FILLS.length] as SeriesLook['fill'],
      dashes: DASHES[index % DASHES.length],
    }
  })
}
