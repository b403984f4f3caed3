import { useId } from 'react'
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { useFormat } from '../../format/use-format.ts'
import type { ChartRow, TrendChartProps } from '../dashboard-types.ts'
import { DayFigures } from './DayFigures.tsx'
import { DAYS_HEIGHT } from './heights.ts'
import { Pattern } from './Pattern.tsx'
import type { SeriesLook } from './series-looks.ts'

/** The same in all charts of a drawing, so that their days stand above each other. */
const AXIS_WIDTH = 60
/** Below a chart without days: half the height of the axis' lowest figure. */
const NO_DAYS_HEIGHT = 8
const TICK = { fill: 'var(--chart-text)', fontSize: 12 }
/** Days between two labels need room for `20 Nov`. */
const LEAST_TICK_GAP = 28

export interface PaneProps extends Pick<TrendChartProps, 'title' | 'rows' | 'unit'> {
  looks: readonly SeriesLook[]
  height: number
  threshold?: TrendChartProps['threshold']
  syncId?: string
  /** Whether the days are written below it. */
  hasDays: boolean
}

export function Pane(props: PaneProps) {
  const { looks, rows, unit, threshold, hasDays } = props
  const format = useFormat()
  const id = useId()
  const patternOf = (look: SeriesLook) => `${id}-${look.key}`
  const bars = looks.filter(({ kind }) => kind === 'bar')
  return (
    <ResponsiveContainer width="100%" height={props.height}>
      <ComposedChart
        // The drawing takes the rows as its own and may write into them.
        data={rows as ChartRow[]}
        title={`${props.title}: ${looks.map(({ label }) => label).join(', ')} (${unit})`}
        margin={{ top: 10, right: 12, bottom: 0, left: 0 }}
        barGap={1}
        {...(props.syncId === undefined ? {} : { syncId: props.syncId })}
      >
        <defs>
          {bars.map((look) => (
            <Pattern key={look.key} id={patternOf(look)} look={look} />
          ))}
        </defs>
        <CartesianGrid vertical={false} stroke="var(--chart-grid)" />
        <XAxis
          dataKey="day"
          // Days are bands in both charts, whether or not bars stand in them, so that they stand above each other.
          scale="band"
          height={hasDays ? DAYS_HEIGHT : NO_DAYS_HEIGHT}
          tick={hasDays ? TICK : false}
          tickLine={false}
          axisLine={{ stroke: 'var(--chart-axis)' }}
          tickFormatter={format.dayOfMonth}
          minTickGap={LEAST_TICK_GAP}
        />
        <YAxis
          width={AXIS_WIDTH}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          tickFormatter={format.compact}
          tickCount={props.height < 150 ? 3 : 4}
          niceTicks="snap125"
          interval={0}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--chart-axis)', fill: 'var(--chart-cursor)' }}
          content={({ active, label, payload }) =>
            active && payload.length > 0 ? (
              <DayFigures
                day={String(label)}
                row={payload[0]?.payload as ChartRow}
                looks={looks}
                unit={unit}
              />
            ) : null
          }
        />
        {threshold && (
          <ReferenceLine
            y={threshold.value}
            stroke="var(--chart-threshold)"
            strokeDasharray="3 3"
            ifOverflow="extendDomain"
            label={{
              value: threshold.label,
              position: 'insideBottomLeft',
              fontSize: 12,
              fill: 'var(--chart-text)',
            }}
          />
        )}
        {looks.map((look) => seriesOf(look, patternOf(look)))}
      </ComposedChart>
    </ResponsiveContainer>
  )
}

/** A function and no component: the drawing recognises its parts by their type. */
function seriesOf(look: SeriesLook, pattern: string) {
  const shared = {
    dataKey: look.key,
    name: look.label,
    stroke: look.stroke,
    isAnimationActive: false,
  } as const
  const dashes = look.dashes === undefined ? {} : { strokeDasharray: look.dashes }
  if (look.kind === 'bar') {
    return <Bar key={look.key} {...shared} fill={`url(#${pattern})`} strokeWidth={0.5} maxBarSize={18} />
  }
  if (look.kind === 'area') {
    return (
      <Area
        key={look.key}
        {...shared}
        {...dashes}
        type="linear"
        strokeWidth={2}
        fill={look.stroke}
        fillOpacity={0.12}
        dot={false}
      />
    )
  }
  return <Line key={look.key} {...shared} {...dashes} type="linear" strokeWidth={2} dot={false} />
}
