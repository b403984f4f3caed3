import { Group, Stack, Text, TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import { SegmentedControl } from '../../form/segments/SegmentedControl.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import styles from '../dashboard.module.css'
import { faultOfRange, LONGEST_RANGE_DAYS, RANGE_DAYS } from './time-range.ts'
import type { useTimeRange } from './use-time-range.ts'

const CUSTOM = 'custom'

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
      {isCustom && <TwoDates range={range} />}
    </Group>
  )
}

/** Shown as soon as both dates make a span; until then what is wrong stands below them. */
function TwoDates({ range }: { range: ReturnType<typeof useTimeRange> }) {
  const t = useUiTexts()
  const faultId = useId()
  const [typed, setTyped] = useState({ from: range.from, to: range.to })
  const fault = faultOfRange(typed.from, typed.to)
  const change = (next: typeof typed) => {
    setTyped(next)
    if (faultOfRange(next.from, next.to) === null) range.showBetween(next.from, next.to)
  }
  const shared = {
    type: 'date',
    error: fault !== null,
    'aria-describedby': fault === null ? undefined : faultId,
  }
  return (
    <Stack gap={4}>
      <div className={styles.dates}>
        <TextInput
          {...shared}
          aria-label={t('dashboard.range_from')}
          value={typed.from}
          onChange={(event) => change({ ...typed, from: event.currentTarget.value })}
        />
        <span aria-hidden>–</span>
        <TextInput
          {...shared}
          aria-label={t('dashboard.range_to')}
          value={typed.to}
          onChange={(event) => change({ ...typed, to: event.currentTarget.value })}
        />
      </div>
      <Text id={faultId} size="xs" c="red" role="status">
        {fault && t(`dashboard.range_${fault}`, { days: LONGEST_RANGE_DAYS })}
      </Text>
    </Stack>
  )
}
