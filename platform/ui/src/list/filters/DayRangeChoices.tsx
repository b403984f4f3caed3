import { Stack } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { useSayUnreadable } from '../../form/check/use-say-unreadable.ts'
import { DayInput } from '../../form/time/DayInput.tsx'
import type { TimeValue } from '../../form/time/TimeInput.tsx'
import { isUnreadable } from '../../form/values/unreadable.ts'
import { useUiTexts } from '../../texts/texts.ts'
import { DAY_PRESETS, daysOfPreset, isDayPreset } from '../address/day-range.ts'
import { ChoiceButtons } from './ChoiceButtons.tsx'

const SETTLE_MS = 600
/** While a year is typed it is first that of an emperor. */
const EARLIEST = '1970-01-01'

export interface DayRangeProps {
  from: string | undefined
  to: string | undefined
  today: string
  onChange(from: string | null, to: string | null): void
}

/** Spans that end today, or two days of one's own. */
export function DayRangeChoices({
  from,
  to,
  today,
  onChange,
  onChosen,
}: DayRangeProps & { onChosen?(): void }) {
  const t = useUiTexts()
  const preset = isDayPreset(from) ? from : null
  const days = preset ? daysOfPreset(preset, today) : { from: from ?? '', to: to ?? '' }
  const choose = (next: string | null) => {
    onChange(next, null)
    onChosen?.()
  }
  return (
    <Stack gap="xs">
      <ChoiceButtons
        choices={[
          { value: null, label: t('list.day_any') },
          ...DAY_PRESETS.map((one) => ({ value: one, label: t(`list.day_${one}`) })),
        ]}
        // Two days of one's own are none of them.
        value={preset ?? (from || to ? '' : null)}
        onChoose={choose}
      />
      <RangeDay
        label={t('list.day_from')}
        day={days.from}
        onChange={(day) => onChange(day, days.to || null)}
      />
      <RangeDay label={t('list.day_to')} day={days.to} onChange={(day) => onChange(days.from || null, day)} />
    </Stack>
  )
}

/** It counts once it holds a whole day. */
function RangeDay({
  label,
  day,
  onChange,
}: {
  label: string
  day: string
  onChange(day: string | null): void
}) {
  const say = useSayUnreadable()
  const [typed, setTyped] = useState<TimeValue>(day)
  const [isLeft, setLeft] = useState(false)
  useEffect(() => setTyped(day), [day])
  const send = (next: TimeValue) => {
    if (isUnreadable(next) || next === day || (next !== '' && next < EARLIEST)) return
    onChange(next === '' ? null : next)
  }
  const sendSoon = useDebouncedCallback(send, { delay: SETTLE_MS, flushOnUnmount: true })
  return (
    <DayInput
      label={label}
      value={typed}
      error={isLeft && isUnreadable(typed) ? say(typed) : undefined}
      onChange={(next) => {
        setTyped(next)
        setLeft(false)
        sendSoon(next)
      }}
      onBlur={() => {
        setLeft(true)
        sendSoon.flush()
      }}
    />
  )
}
