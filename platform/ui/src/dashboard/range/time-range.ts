import { addDays } from '@lumbung/contract'
import { isDay } from '../../list/address/day-range.ts'
import type { TimeRangeState } from '../dashboard-types.ts'

/** Spans that end today; other days are chosen one by one. */
export const RANGE_DAYS = [7, 30, 90] as const
/** A year and a day: so that the same day of last year can be seen too. */
export const LONGEST_RANGE_DAYS = 366

/**
 * The span that an address names by `days`, or by `from` and `to`. The former stays "the last 30 days" however old the
 * link is. What cannot be read, or is longer than may be asked for, counts as not named.
 */
export function readTimeRange(
  address: Readonly<Record<string, string>>,
  today: () => string,
  usualDays: number,
): TimeRangeState {
  const { from = '', to = '', days = '' } = address
  if (faultOfRange(from, to) === null) return { lastDays: null, from, to }
  const named = /^\d{1,3}$/.test(days) ? Number(days) : 0
  const lastDays = named >= 1 && named <= LONGEST_RANGE_DAYS ? named : usualDays
  return {
    lastDays,
    // What day it is in a zone is asked only by who needs a day: the first answer takes a phone 60 ms.
    get from() {
      return addDays(today(), 1 - lastDays)
    },
    get to() {
      return today()
    },
  }
}

export type RangeFault = 'incomplete' | 'reversed' | 'too_long'

/** Why two dates as typed are no span; null where they are one. */
export function faultOfRange(from: string, to: string): RangeFault | null {
  if (!isDay(from) || !isDay(to)) return 'incomplete'
  if (to < from) return 'reversed'
  return to > addDays(from, LONGEST_RANGE_DAYS - 1) ? 'too_long' : null
}
