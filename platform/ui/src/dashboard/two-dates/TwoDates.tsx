import { Stack, Text } from '@mantine/core'
import { useId, useState } from 'react'
import { useSayUnreadable } from '../../form/check/use-say-unreadable.ts'
import { DayInput } from '../../form/time/DayInput.tsx'
import type { TimeValue } from '../../form/time/TimeInput.tsx'
import { isUnreadable } from '../../form/values/unreadable.ts'
import { useUiTexts } from '../../texts/texts.ts'
import styles from '../dashboard.module.css'
import { faultOfRange, LONGEST_RANGE_DAYS } from '../range/time-range.ts'
import type { useTimeRange } from '../range/use-time-range.ts'

/** Shown as soon as both dates make a span; until then what is wrong stands below them. */
export function TwoDates({ range }: { range: ReturnType<typeof useTimeRange> }) {
  const t = useUiTexts()
  const say = useSayUnreadable()
  const faultId = useId()
  const [typed, setTyped] = useState<{ from: TimeValue; to: TimeValue }>({ from: range.from, to: range.to })
  const unreadable = [typed.from, typed.to].find(isUnreadable)
  const fault = faultOfRange(dayOrNothing(typed.from), dayOrNothing(typed.to))
  const words = unreadable
    ? say(unreadable)
    : fault && t(`dashboard.range_${fault}`, { days: LONGEST_RANGE_DAYS })
  const change = (next: typeof typed) => {
    setTyped(next)
    const from = dayOrNothing(next.from)
    const to = dayOrNothing(next.to)
    if (faultOfRange(from, to) === null) range.showBetween(from, to)
  }
  const shared = { error: fault !== null, 'aria-describedby': fault === null ? undefined : faultId }
  return (
    <Stack gap={4}>
      <div className={styles.dates}>
        <DayInput
          {...shared}
          aria-label={t('dashboard.range_from')}
          value={typed.from}
          onChange={(from) => change({ ...typed, from })}
        />
        <span aria-hidden>–</span>
        <DayInput
          {...shared}
          aria-label={t('dashboard.range_to')}
          value={typed.to}
          onChange={(to) => change({ ...typed, to })}
        />
      </div>
      <Text id={faultId} size="xs" c="red" role="status">
        {words}
      </Text>
    </Stack>
  )
}

function dayOrNothing(value: TimeValue): string {
  return isUnreadable(value) ? '' : value
}
