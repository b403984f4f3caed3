import { addDays, dayAt, instantAt, localTime, zoneName } from '@lumbung/contract'
import { Button, VisuallyHidden } from '@mantine/core'
import { useFormat } from '../../format/use-format.ts'
import { useLocale, useUiTexts } from '../../texts/texts.ts'
import { isUnreadable } from '../values/unreadable.ts'
import { readInstant, toMinute, writeInstant } from './instant-entry.ts'
import styles from './instant-input.module.css'
import { instantParts } from './separators.ts'
import { TimeInput, type TimeInputProps } from './TimeInput.tsx'

/** Where the written text goes over from the day to the hour, and from the hour to the minute. */
const HOUR_AT = 11
const MINUTE_AT = 14
const MINUTE_MS = 60_000

export interface InstantInputProps extends TimeInputProps {
  zone: string
  /** Milliseconds that the clock of this device is known to be ahead. */
  skew: number
}

/** An instant, typed and picked as the clocks of a zone show it, wherever the person is. */
export function InstantInput({ zone, skew, ...input }: InstantInputProps) {
  const t = useUiTexts()
  const locale = useLocale()
  const format = useFormat()
  const now = () => new Date(Date.now() - skew)
  const today = dayAt(now(), zone)
  const known = isUnreadable(input.value) || input.value === '' ? null : input.value
  const clock = zoneName(zone, known === null ? now() : new Date(known), locale === 'id' ? 'id-ID' : 'en-GB')
  const at = (day: string, time: string) => instantAt(`${day}T${time}`, zone).toISOString()
  const timeOf = (value: string | null) =>
    localTime(value === null ? now() : new Date(value), zone).slice(HOUR_AT, HOUR_AT + 5)
  return (
    <TimeInput
      {...input}
      label={
        <>
          {input.label}
          <VisuallyHidden>{`, ${t('form.in_zone', { zone: clock })}`}</VisuallyHidden>
        </>
      }
      entry={{
        shape: t('form.instant_shape'),
        parts: instantParts(locale === 'id' ? '.' : ':'),
        read: (typed, before) => readInstant(typed, { zone, now: now(), before }),
        write: (value) => writeInstant(value, zone, locale),
        inWords: (value) => {
          const day = dayAt(new Date(value), zone)
          const time = writeInstant(value, zone, locale).slice(HOUR_AT)
          return `${format.dayInFull(day)} ${time} ${clock}, ${format.daysAway(day, today)}`
        },
        step: (value, caret, by) => {
          if (caret < HOUR_AT) return at(addDays(dayAt(new Date(value), zone), by), timeOf(value))
          const minutes = caret < MINUTE_AT ? 60 : 1
          return new Date(toMinute(new Date(value)).getTime() + by * minutes * MINUTE_MS).toISOString()
        },
        dayOf: (value) => dayAt(new Date(value), zone),
        onDay: (day, value) => at(day, timeOf(value)),
        today,
        beside: (
          <>
            <span className={styles.zone} aria-hidden>
              {clock}
            </span>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => input.onChange(toMinute(now()).toISOString())}
            >
              {t('form.now')}
            </Button>
          </>
        ),
      }}
    />
  )
}
