import { useQuery } from '@tanstack/react-query'

/** Less is told by nobody's watch, and by a slow network. */
const WORTH_TELLING_MS = 10 * 60_000

/** Milliseconds that this device's clock is ahead of the server's, by the `Date` of an answer; null where it says none. */
export function skewOf(date: string | null, asked: number, answered: number): number | null {
  const at = date === null ? Number.NaN : Date.parse(date)
  return Number.isNaN(at) ? null : (asked + answered) / 2 - at
}

/** The unit, its length, and from where on it is the one to tell in: the unit below would round to a whole one. */
const UNITS = [
  ['day', 86_400_000, 86_400_000 - 1_800_000],
  ['hour', 3_600_000, 3_600_000 - 30_000],
  ['minute', 60_000, 0],
] as const

/** How long that is in words, to the unit that people would name: a few seconds less than a day is a day. */
export function wordsOfSkew(skew: number, locale: string): string {
  const length = Math.abs(skew)
  const [unit, size] = UNITS.find(([, , from]) => length >= from) ?? UNITS[2]
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' })
  return format.format(Math.round(length / size))
}

/** How far the clock is wrong where that is worth telling, else 0; asked once, where a time is about to be typed. */
export function useClockSkew(): number {
  const { data = null } = useQuery({
    queryKey: ['clock'],
    queryFn: async ({ signal }) => {
      const asked = Date.now()
      const response = await fetch('/health/live', { method: 'HEAD', cache: 'no-store', signal })
      return skewOf(response.headers.get('date'), asked, Date.now())
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data !== null && Math.abs(data) >= WORTH_TELLING_MS ? data : 0
}
