import { instantAt, localTime } from '@lumbung/contract'
import { Button, TextInput, VisuallyHidden } from '@mantine/core'
import type { ChangeEvent, FocusEvent } from 'react'
import { useSession } from '../../session/session.tsx'
import { useLocale, useUiTexts } from '../../texts/texts.ts'
import type { Unreadable } from '../number/number-entry.ts'
import { ClockWarning } from './ClockWarning.tsx'
import { useClockSkew } from './clock-skew.ts'
import { type FieldProps, useFrame } from './control-frame.tsx'
import styles from './fields.module.css'

const INCOMPLETE: Unreadable = { unreadable: '', why: 'incomplete' }

/** An instant, typed as the clocks of a zone show it: the organisation's, wherever the person is. */
export function InstantField(props: FieldProps) {
  const t = useUiTexts()
  const locale = useLocale()
  const { me } = useSession()
  const frame = useFrame(props)
  const skew = useClockSkew()
  const zone = props.field.spec.zone ?? me.tenant?.zone ?? 'Asia/Jakarta'
  const value = typeof props.value === 'string' && props.value !== '' ? new Date(props.value) : null
  const clock = zoneName(zone, value ?? new Date(), locale)
  const local = value === null || Number.isNaN(value.getTime()) ? '' : localTime(value, zone).slice(0, 16)
  return (
    <div>
      <TextInput
        {...frame}
        label={
          <>
            {frame.label}
            <VisuallyHidden>{`, ${t('form.in_zone', { zone: clock })}`}</VisuallyHidden>
          </>
        }
        type="datetime-local"
        max="9999-12-31T23:59"
        classNames={{ input: styles.time }}
        inputContainer={(input) => (
          <div className={styles.beside}>
            {input}
            <span className={styles.zone} aria-hidden>
              {clock}
            </span>
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => props.onChange(toMinute(Date.now() - skew).toISOString())}
            >
              {t('form.now')}
            </Button>
          </div>
        )}
        value={local}
        onChange={(event) => {
          const typed = event.currentTarget.value
          props.onChange(typed === '' ? emptyOrIncomplete(event) : instantAt(typed, zone).toISOString())
        }}
        onBlur={(event) => {
          if (event.currentTarget.validity.badInput) props.onChange(INCOMPLETE)
          props.onBlur()
        }}
      />
      <ClockWarning />
    </div>
  )
}

/** A calendar day. */
export function DayField(props: FieldProps) {
  const frame = useFrame(props)
  return (
    <div>
      <TextInput
        {...frame}
        type="date"
        max="9999-12-31"
        classNames={{ input: styles.time }}
        value={typeof props.value === 'string' ? props.value : ''}
        onChange={(event) => props.onChange(event.currentTarget.value || emptyOrIncomplete(event))}
        onBlur={(event) => {
          if (event.currentTarget.validity.badInput) props.onChange(INCOMPLETE)
          props.onBlur()
        }}
      />
      <ClockWarning />
    </div>
  )
}

/** Browsers answer the same empty text where nothing is typed and where only a part is. */
function emptyOrIncomplete({ currentTarget }: ChangeEvent<HTMLInputElement> | FocusEvent<HTMLInputElement>) {
  return currentTarget.validity.badInput ? INCOMPLETE : ''
}

/** WIB, WITA and WIT in Indonesian; the offset where a zone has no name that people know. */
function zoneName(zone: string, at: Date, locale: 'id' | 'en'): string {
  const parts = new Intl.DateTimeFormat(locale === 'id' ? 'id-ID' : 'en-GB', {
    timeZone: zone,
    timeZoneName: 'short',
  }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

function toMinute(milliseconds: number): Date {
  return new Date(Math.floor(milliseconds / 60_000) * 60_000)
}
