import { addDays, raise } from '@lumbung/contract'
import { rangeIncomplete, rangeReversed, rangeTooLong } from '../contract/problems.ts'

export const MOST_DAYS = 366

export interface DayRange {
  startDate: string
  endDate: string
}

/** Both ends belong to the range. */
export function daysIn(range: DayRange): number {
  return (Date.parse(range.endDate) - Date.parse(range.startDate)) / 86_400_000 + 1
}

/** Throws `fuel.range_reversed` when both ends are given and the start is after the end. */
export function assertOrdered(startDate: string | undefined, endDate: string | undefined): void {
  if (startDate !== undefined && endDate !== undefined && startDate > endDate) {
    throw raise(rangeReversed, { startDate, endDate })
  }
}

/** Throws unless start ≤ end and the range is at most 366 days. */
export function assertRange(range: DayRange): DayRange {
  assertOrdered(range.startDate, range.endDate)
  if (daysIn(range) > MOST_DAYS) throw raise(rangeTooLong, { maximumDays: MOST_DAYS })
  return range
}

/**
 * The window of a trend: `days` days that end today (so `today − (days − 1)` to today), or a start and an end. One end
 * alone, or days together with a range, is refused rather than guessed.
 */
export function windowOf(
  input: { days?: number | undefined; startDate?: string | undefined; endDate?: string | undefined },
  today: string,
): DayRange {
  const { days, startDate, endDate } = input
  if (startDate === undefined && endDate === undefined) {
    return { startDate: addDays(today, -((days ?? 7) - 1)), endDate: today }
  }
  if (startDate === undefined || endDate === undefined || days !== undefined) throw raise(rangeIncomplete, {})
  return assertRange({ startDate, endDate })
}
