import { addDays, type CallerInputOf } from '@lumbung/contract'
import type { readStockTrend } from '../../../contract/index.ts'

/** What is summed per day holds every line; a part of the lines has no sum without reading them all. */
const PARTS = ['type', 'user', 'search']
const LONGEST_DAYS = 366

/**
 * The days whose sums are the totals of a filtered history; null where the filters leave out lines of a day, or name no
 * span that the trend takes.
 */
export function totalsInput(
  address: Readonly<Record<string, string>>,
  today: string,
): CallerInputOf<typeof readStockTrend> | null {
  if (PARTS.some((name) => address[name] !== undefined)) return null
  const span = spanOf(address, today)
  if (span === null) return null
  const { location, product } = address
  return {
    ...span,
    ...(location === undefined ? {} : { location }),
    ...(product === undefined ? {} : { product }),
  }
}

function spanOf({ startDate, endDate }: Readonly<Record<string, string>>, today: string) {
  switch (startDate) {
    case 'today':
      return { days: 1 }
    case '7d':
      return { days: 7 }
    case '30d':
      return { days: 30 }
    case 'month':
      return { startDate: `${today.slice(0, 8)}01`, endDate: today }
  }
  if (!isDay(startDate) || !isDay(endDate)) return null
  const [from, to] = startDate < endDate ? [startDate, endDate] : [endDate, startDate]
  return to > addDays(from, LONGEST_DAYS - 1) ? null : { startDate: from, endDate: to }
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(text)
}
