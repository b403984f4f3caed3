import { useId } from 'react'
import type { TrendChartProps } from '../dashboard-types.ts'
import { DAYS_HEIGHT, HEIGHTS } from './heights.ts'
import { Pane } from './Pane.tsx'
import type { SeriesLook } from './series-looks.ts'

export interface DrawingProps extends Pick<TrendChartProps, 'title' | 'rows' | 'unit' | 'threshold'> {
  looks: readonly SeriesLook[]
}

/** One chart, or several over the same days; pointing at a day in one points at it in the others. */
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
      {below.map((look, place) => {
        const hasDays = place === below.length - 1
        return (
          <Pane
            key={look.key}
            {...shared}
            looks={[look]}
            height={HEIGHTS.below + (hasDays ? DAYS_HEIGHT : 0)}
            syncId={syncId}
            hasDays={hasDays}
          />
        )
      })}
    </>
  )
}
