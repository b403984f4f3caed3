import { useFormat } from '../../format/use-format.ts'
import { useUiTexts } from '../../texts/texts.ts'
import { inOrder, isDay, isDayPreset } from '../address/day-range.ts'

/** A range of days in words, from what the address holds of it; null where it holds none. */
export function useDayWords(): (from: string | undefined, to: string | undefined) => string | null {
  const t = useUiTexts()
  const format = useFormat()
  return (from, to) => {
    if (isDayPreset(from)) return t(`list.day_${from}`)
    const days = inOrder({ from: dayOrNone(from), to: dayOrNone(to) })
    const first = days.from === undefined ? null : format.day(days.from)
    const last = days.to === undefined ? null : format.day(days.to)
    if (first !== null && last !== null)
      return first === last ? first : t('list.day_between', { from: first, to: last })
    if (first !== null) return t('list.day_since', { from: first })
    return last === null ? null : t('list.day_until', { to: last })
  }
}

function dayOrNone(text: string | undefined): string | undefined {
  return text !== undefined && isDay(text) ? text : undefined
}
