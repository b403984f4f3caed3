import { Group, Skeleton } from '@mantine/core'
import { lazy, Suspense, useState } from 'react'
import { SegmentedControl } from '../../form/segments/SegmentedControl.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import { RANGE_DAYS } from './time-range.ts'
import type { useTimeRange } from './use-time-range.ts'

const CUSTOM = 'custom'
/** Most people look at the last days; what dates are typed with is fetched by those who choose two. */
const TwoDates = lazy(() =>
  import('../two-dates/TwoDates.tsx').then((module) => ({ default: module.TwoDates })),
)

/** Chooses the span of a dashboard: the last days, or two dates. What is chosen is in the URL: {@link useTimeRange}. */
export function TimeRange({ range }: { range: ReturnType<typeof useTimeRange> }) {
  const t = useUiTexts()
  const [isChoosing, setChoosing] = useState(range.lastDays === null)
  // A span that a link brought, and that is none of the offered ones, is shown as its dates.
  const isOffered = RANGE_DAYS.some((days) => days === range.lastDays)
  const isCustom = isChoosing || !isOffered
  return (
    <Group gap="sm" align="flex-start">
      <SegmentedControl
        aria-label={t('dashboard.range')}
        value={isCustom ? CUSTOM : String(range.lastDays)}
        onChange={(value) => {
          setChoosing(value === CUSTOM)
          if (value !== CUSTOM) range.showLast(Number(value))
        }}
        data={[
          ...RANGE_DAYS.map((count) => ({
            value: String(count),
            label: t('dashboard.range_days', { count }),
          })),
          { value: CUSTOM, label: t('dashboard.range_custom') },
        ]}
      />
      {isCustom && (
        <Suspense fallback={<Skeleton h={36} w={300} />}>
          <TwoDates range={range} />
        </Suspense>
      )}
    </Group>
  )
}
