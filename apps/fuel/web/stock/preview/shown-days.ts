import type { BookChange } from '../../../contract/index.ts'

const MOST = 3

/** The few days that are shown unasked: those that would fall below nothing, else the first ones. */
export function shownDays(days: BookChange['days']): BookChange['days'] {
  const negative = days.filter(({ newLowestLitres }) => newLowestLitres < 0)
  return (negative.length > 0 ? negative : days).slice(0, MOST)
}
