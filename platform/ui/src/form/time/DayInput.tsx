import { addDays, dayAt } from '@lumbung/contract'
import { useState } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { useSession } from '../../session/session.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import { readDay, writeDay } from './day-entry.ts'
import { DAY_PARTS } from './separators.ts'
import { TimeInput, type TimeInputProps } from './TimeInput.tsx'

export interface DayInputProps extends TimeInputProps {
  /** Where another field already says which day it is. */
  isWithoutWords?: boolean
}

/** A calendar day, typed or picked. */
export function DayInput({ isWithoutWords = false, ...input }: DayInputProps) {
  const t = useUiTexts()
  const format = useFormat()
  const zone = useSession().me.tenant?.zone ?? 'Asia/Jakarta'
  const [today] = useState(() => dayAt(new Date(), zone))
  return (
    <TimeInput
      {...input}
      entry={{
        shape: t('form.day_shape'),
        parts: DAY_PARTS,
        read: (typed) => readDay(typed, { today }),
        write: writeDay,
        inWords: (day) => (isWithoutWords ? '' : `${format.dayInFull(day)}, ${format.daysAway(day, today)}`),
        step: (day, _caret, by) => addDays(day, by),
        dayOf: (day) => day,
        onDay: (day) => day,
        today,
      }}
    />
  )
}
