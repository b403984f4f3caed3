import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useState } from 'react'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import { DAY_PRESETS, daysOfPreset, isDay, isDayPreset } from '../address/day-range.ts'
import styles from './filters.module.css'

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
      <Stack gap={2} role="group">
        {[null, ...DAY_PRESETS].map((one) => {
          const isOn = one === null ? !from && !to : one === preset
          return (
            <Button
              key={one}
              className={styles.preset}
              justify="space-between"
              variant={isOn ? 'light' : 'subtle'}
              {...(isOn ? {} : { color: 'gray' })}
              size="sm"
              fw={isOn ? 600 : 400}
              rightSection={isOn ? <Icon name="check" size={16} /> : null}
              aria-pressed={isOn}
              onClick={() => choose(one)}
            >
              {t(one === null ? 'list.day_any' : `list.day_${one}`)}
            </Button>
          )
        })}
      </Stack>
      <Group gap="xs" grow wrap="nowrap">
        <DayInput
          label={t('list.day_from')}
          day={days.from}
          onChange={(day) => onChange(day, days.to || null)}
        />
        <DayInput
          label={t('list.day_to')}
          day={days.to}
          onChange={(day) => onChange(days.from || null, day)}
        />
      </Group>
    </Stack>
  )
}

/** The browser's own date field, which every phone has a good one of; it counts once it holds a whole day. */
function DayInput({
  label,
  day,
  onChange,
}: {
  label: string
  day: string
  onChange(day: string | null): void
}) {
  const [typed, setTyped] = useState(day)
  useEffect(() => setTyped(day), [day])
  const send = (next: string) => {
    if (next !== day && (next === '' || (isDay(next) && next >= EARLIEST)))
      onChange(next === '' ? null : next)
  }
  const sendSoon = useDebouncedCallback(send, { delay: SETTLE_MS, flushOnUnmount: true })
  return (
    <TextInput
      type="date"
      label={label}
      classNames={{ input: styles.inList }}
      value={typed}
      min={EARLIEST}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        sendSoon(event.currentTarget.value)
      }}
      onBlur={() => sendSoon.flush()}
    />
  )
}
