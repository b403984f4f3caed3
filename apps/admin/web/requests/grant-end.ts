import { addDays, startOfDay } from '@lumbung/contract'

/** For how long a role is given: a while from now, for good, or to the end of a day. */
export const GRANT_ENDS = ['day', 'week', 'never', 'date'] as const
export type GrantEnd = (typeof GRANT_ENDS)[number]

const DAY_MS = 86_400_000

/** The instant at which a while that begins now is over. */
export function endAfter(days: number, now: Date): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString()
}

/** The whole day still counts, in the organisation's zone. */
export function endOfDay(day: string, zone: string): string {
  return startOfDay(addDays(day, 1), zone).toISOString()
}
