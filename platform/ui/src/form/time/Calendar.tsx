import { DatePicker } from '@mantine/dates'
import '@mantine/dates/styles.layer.css'
import 'dayjs/locale/id.js'
import 'dayjs/locale/en-gb.js'
import { useFormat } from '../../format/use-format.ts'
import { useLocale, useUiTexts } from '../../texts/texts.ts'
import styles from './calendar.module.css'

export interface CalendarProps {
  /** The one that is marked. */
  day: string | null
  today: string
  onPick(day: string): void
}

/** A month of days to pick one from; its library is fetched when the first calendar opens. */
export function Calendar({ day, today, onPick }: CalendarProps) {
  const t = useUiTexts()
  const locale = useLocale()
  const format = useFormat()
  return (
    <DatePicker
      value={day}
      defaultDate={day ?? today}
      onChange={(next) => {
        // Pressing the chosen day again means it still.
        onPick(next ?? day ?? today)
      }}
      locale={locale === 'id' ? 'id' : 'en-gb'}
      firstDayOfWeek={1}
      highlightToday
      hideOutsideDates
      classNames={{
        day: styles.day,
        calendarHeaderControl: styles.turns,
        calendarHeaderLevel: styles.level,
      }}
      getDayAriaLabel={(at) => format.dayInFull(at)}
      ariaLabels={{
        previousMonth: t('form.calendar_previous'),
        nextMonth: t('form.calendar_next'),
      }}
    />
  )
}
