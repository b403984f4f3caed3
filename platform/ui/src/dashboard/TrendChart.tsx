import { Card, Group, Skeleton, Text, Title, VisuallyHidden } from '@mantine/core'
import { useId, useState } from 'react'
import { SegmentedControl } from '../form/segments/SegmentedControl.tsx'
import { ScreenButton } from '../page/navigation.tsx'
import { ProblemNotice } from '../problem/ProblemNotice.tsx'
import { useUiTexts } from '../texts/texts.ts'
import styles from './chart/chart.module.css'
import { ExportButton } from './chart/ExportButton.tsx'
import { bodyHeight } from './chart/heights.ts'
import { Legend } from './chart/Legend.tsx'
import { looksOf } from './chart/series-looks.ts'
import { TrendTable } from './chart/TrendTable.tsx'
import { useDrawing } from './chart/use-drawing.ts'
import { useHasBeenSeen } from './chart/use-has-been-seen.ts'
import type { TrendChartProps } from './dashboard-types.ts'

type View = 'chart' | 'table'

/**
 * Figures over days as a drawing or, at a press, as a table with the same numbers. The drawing's code is fetched when it
 * comes into view; outline, drawing and table are equally high, so that nothing below them moves.
 */
export function TrendChart(props: TrendChartProps) {
  const t = useUiTexts()
  const titleId = useId()
  const descriptionId = useId()
  const [view, setView] = useState<View>('chart')
  const looks = looksOf(props.series)
  return (
    <Card
      component="section"
      withBorder
      className={styles.chart}
      aria-labelledby={titleId}
      aria-describedby={descriptionId}
    >
      <Group justify="space-between" gap="xs">
        <Title order={2} size="h4" id={titleId} className={styles.title}>
          {props.title}
        </Title>
        <Group gap="xs">
          {props.to !== undefined && (
            <ScreenButton to={props.to} variant="subtle" size="compact-sm">
              {t('dashboard.open_rows')}
            </ScreenButton>
          )}
          <SegmentedControl
            size="xs"
            aria-label={t('dashboard.shown_as', { title: props.title })}
            value={view}
            onChange={setView}
            data={[
              { value: 'chart', label: t('dashboard.chart') },
              { value: 'table', label: t('dashboard.table') },
            ]}
          />
        </Group>
      </Group>
      <VisuallyHidden component="p" id={descriptionId}>
        {props.description} {view === 'chart' && t('dashboard.chart_keys')}
      </VisuallyHidden>
      {view === 'chart' && <Legend looks={looks} />}
      <Body {...props} view={view} looks={looks} />
      {view === 'table' && props.exportOf && <ExportButton exportOf={props.exportOf} />}
    </Card>
  )
}

function Body(props: TrendChartProps & { view: View; looks: ReturnType<typeof looksOf> }) {
  const t = useUiTexts()
  const { rows, looks, problem, view } = props
  const [place, hasBeenSeen] = useHasBeenSeen<HTMLDivElement>()
  const Drawing = useDrawing(hasBeenSeen)
  const height = bodyHeight(looks.filter(({ below }) => below).length)
  const table = <TrendTable {...props} height={height} />
  const content = () => {
    if (props.isPending) return <Skeleton height={height} />
    if (problem && rows.length === 0) return <ProblemNotice problem={problem} onRetry={props.onRetry} />
    if (!hasFigures(props)) {
      return (
        <Text c="dimmed" size="sm" className={styles.empty} style={{ height }}>
          {t('dashboard.nothing')}
        </Text>
      )
    }
    if (view === 'table') return table
    if (Drawing === null) return <Skeleton height={height} />
    if (Drawing === 'failed') {
      return (
        <>
          <Text size="sm" role="status">
            {t('dashboard.chart_failed')}
          </Text>
          {table}
        </>
      )
    }
    return <Drawing {...props} />
  }
  return (
    <div ref={place} style={{ minHeight: height }}>
      {content()}
    </div>
  )
}

/** Zeros alone draw an empty chart with a scale of its own making. */
function hasFigures({ rows, series }: Pick<TrendChartProps, 'rows' | 'series'>): boolean {
  return rows.some((row) => series.some(({ key }) => Number(row[key]) !== 0))
}
