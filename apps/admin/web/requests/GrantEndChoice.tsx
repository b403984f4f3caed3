import { addDays, dayAt } from '@lumbung/contract'
import {
  type ControlProps,
  DayInput,
  isUnreadable,
  SegmentedControl,
  Stack,
  Text,
  type Unreadable,
  useFormat,
  useSession,
} from '@lumbung/ui'
import { useId, useState } from 'react'
import { useAdminTexts } from '../texts/use-admin-texts.ts'
import { endAfter, endOfDay, GRANT_ENDS, type GrantEnd } from './grant-end.ts'

const USUAL_DAYS = 30
/** A date that was emptied must not pass for "no end". */
const NO_DATE: Unreadable = { unreadable: '', why: 'incomplete' }

/** Until when the role is given; what is sent is the instant, and it is said in full. */
export function GrantEndChoice({
  control: { id, value, onChange, onBlur, error },
}: {
  control: ControlProps
}) {
  const t = useAdminTexts()
  const format = useFormat()
  const label = useId()
  const zone = useSession().me.tenant?.zone ?? 'UTC'
  const [chosen, setChosen] = useState<GrantEnd>('week')
  const [today] = useState(() => dayAt(new Date(), zone))
  const [day, setDay] = useState<string | Unreadable>(() => addDays(today, USUAL_DAYS))
  const choose = (end: GrantEnd, lastDay: string | Unreadable) => {
    setChosen(end)
    setDay(lastDay)
    onChange(endOf(end, lastDay, zone))
  }
  return (
    <Stack gap={6}>
      <Text component="div" size="sm" fw={500} id={label}>
        {t('requests.until')}
      </Text>
      <SegmentedControl
        fullWidth
        aria-labelledby={label}
        value={chosen}
        onChange={(next) => choose(next, day)}
        data={GRANT_ENDS.map((end) => ({ value: end, label: t(`requests.until_${end}`) }))}
      />
      {chosen === 'date' && (
        <DayInput
          id={id}
          label={t('requests.until_date_label')}
          error={error}
          value={day}
          onChange={(next) => choose('date', next)}
          onBlur={onBlur}
        />
      )}
      <Text size="sm" c="dimmed" aria-live="polite">
        {chosen === 'never' && t('requests.ends_never')}
        {typeof value === 'string' && value !== '' && t('requests.ends', { at: format.instant(value) })}
      </Text>
    </Stack>
  )
}

function endOf(end: GrantEnd, day: string | Unreadable, zone: string): string | Unreadable {
  switch (end) {
    case 'day':
      return endAfter(1, new Date())
    case 'week':
      return endAfter(7, new Date())
    case 'never':
      return ''
    case 'date':
      if (isUnreadable(day)) return day
      return day === '' ? NO_DATE : endOfDay(day, zone)
  }
}
