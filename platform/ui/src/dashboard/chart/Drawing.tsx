import { useId } from 'react'
import type { TrendChartProps } from '../dashboard-types.ts'
import { HEIGHTS } from './heights.ts'
import { Pane } from './Pane.tsx'
import type { SeriesLook } from './series-looks.ts'

export interface DrawingProps extends Pick<TrendChartProps, 'title' | 'rows' | 'unit' | 'threshold'> {
  looks: readonly SeriesLook[]
}

/** One chart, or two over the same days; pointing at a day in one points at it in the other. */
export function Drawing({ looks, threshold, ...shared }: DrawingProps) {
  const syncId = useId()
  const above = looks.filter(({ below }) => !below)
  const below = looks.filter((look) => look.below)
  if (below.length === 0) {
    return <Pane {...shared} looks={above} threshold={threshold} height={HEIGHTS.alone} hasDays />
  }
  return (
    <>
      <Pane
        {...shared}
        looks={above}
        threshold={threshold}
        height={HEIGHTS.above}
        syncId={syncId}
        hasDays={false}
      />
      <Pane {...shared} looks={below} height={HEIGHTS.below} syncId={syncId} hasDays />
    </>
  )
}
