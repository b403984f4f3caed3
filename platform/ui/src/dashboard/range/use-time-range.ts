import { dayAt } from '@lumbung/contract'
import { useUrlState } from '../../page/navigation.tsx'
import { useSession } from '../../session/session.tsx'
import type { TimeRangeState } from '../dashboard-types.ts'
import { readTimeRange } from './time-range.ts'

/** The span of days in the URL, counted in the organisation's zone, and what changes it. */
export function useTimeRange(usualDays = 30): TimeRangeState & {
  showLast(days: number): void
  showBetween(from: string, to: string): void
} {
  const [address, change] = useUrlState()
  const { me } = useSession()
  const today = () => dayAt(new Date(), me.tenant?.zone ?? 'Asia/Jakarta')
  return Object.assign(readTimeRange(address, today, usualDays), {
    showLast: (days: number) =>
      change({ days: days === usualDays ? null : String(days), from: null, to: null }),
    showBetween: (from: string, to: string) => change({ days: null, from, to }),
  })
}
