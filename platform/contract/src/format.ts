import type { Locale } from './scalars.ts'

/**
 * Numbers, money and times as people here write them: `1.234,5`, `Rp 6.854.250`, `20 Nov 2026 14.05 WITA`; in English
 * `1,234.5`, `IDR 6,854,250`, `20 Nov 2026 14:05 WITA`.
 */
export interface Format {
  /** At most `decimals` places (2 by default), as many as there are. */
  number(value: number, decimals?: number): string
  /** Exactly so many places, so that the figures of a column stand below one another. */
  fixed(value: number, decimals: number): string
  /** `5,2 M`; show {@link Format.number} beside or on hover. */
  compact(value: number): string
  percent(value: number, decimals?: number): string
  rupiah(value: number): string
  /** A calendar day `YYYY-MM-DD`. */
  day(day: string): string
  /** `20 Nov`, where the year is beside it. */
  dayOfMonth(day: string): string
  /** `Selasa 10 Nov 2026`. */
  dayInFull(day: string): string
  /** `21 hari yang lalu`, of two calendar days. */
  daysAway(day: string, today: string): string
  /** An instant in a zone, with the zone's short name. */
  instant(instant: string, zone?: string): string
  /** `3 menit lalu`. */
  ago(instant: string, now?: Date): string
  bytes(count: number): string
}

const FORMATS: Record<Locale, (zone: string) => Format> = {
  id: cached((zone: string) => createFormat('id-ID', zone)),
  en: cached((zone: string) => createFormat('en-GB', zone)),
}

/** One for the whole page: each of Intl's formats takes longer to make than a row of a list to draw. */
export function formatOf(locale: Locale, zone: string): Format {
  return FORMATS[locale](zone)
}

/** Nothing of it is made before it is used. */
function createFormat(tag: string, zone: string): Format {
  const numbers = cached(
    (decimals: number) => new Intl.NumberFormat(tag, { maximumFractionDigits: decimals }),
  )
  const fixed = cached(
    (decimals: number) =>
      new Intl.NumberFormat(tag, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
  )
  const compact = once(() => new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 }))
  const rupiah = once(
    () => new Intl.NumberFormat(tag, { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 }),
  )
  const days = cached(
    (year: 'numeric' | undefined) =>
      new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year, timeZone: 'UTC' }),
  )
  const fullDays = once(
    () =>
      new Intl.DateTimeFormat(tag, {
        weekday: 'long',
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
      }),
  )
  const instants = cached(
    (timeZone: string) =>
      new Intl.DateTimeFormat(tag, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        timeZone,
        timeZoneName: 'short',
      }),
  )
  const relative = once(() => new Intl.RelativeTimeFormat(tag, { numeric: 'auto' }))
  return {
    number: (value, decimals = 2) => numbers(decimals).format(value),
    fixed: (value, decimals) => fixed(decimals).format(value),
    compact: (value) => compact().format(value),
    percent: (value, decimals = 1) => `${numbers(decimals).format(value)}%`,
    rupiah: (value) => rupiah().format(value),
    day: (text) => days('numeric').format(new Date(`${text}T00:00:00Z`)),
    dayOfMonth: (text) => days(undefined).format(new Date(`${text}T00:00:00Z`)),
    dayInFull: (text) => spaced(fullDays().formatToParts(new Date(`${text}T00:00:00Z`))),
    daysAway: (text, today) =>
      relative().format(Math.round((Date.parse(text) - Date.parse(today)) / DAY_MS), 'day'),
    instant: (text, at = zone) => {
      const date = new Date(text)
      const parts = instants(at).formatToParts(date)
      return spaced(
        parts.map((part) =>
          part.type === 'timeZoneName' ? { ...part, value: zoneName(at, date, tag) } : part,
        ),
      )
    },
    ago: (text, now = new Date()) => {
      const seconds = (new Date(text).getTime() - now.getTime()) / 1_000
      const [unit, size] = SPANS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1]
      return relative().format(Math.round(seconds / size), unit)
    },
    bytes: (count) => {
      const power = count < 1_000 ? 0 : Math.min(3, Math.floor(Math.log10(count) / 3))
      return `${numbers(1).format(count / 1_000 ** power)} ${['B', 'kB', 'MB', 'GB'][power]}`
    },
  }
}

const DAY_MS = 86_400_000
const SPANS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** `20 Nov 2026 14.05 WITA`: the locale's own comma and word between date and time are left out. */
function spaced(parts: readonly Intl.DateTimeFormatPart[]): string {
  return parts
    .map(({ type, value }) => (type === 'literal' && /^,|pukul|at/.test(value.trim()) ? ' ' : value))
    .join('')
}

const zoneNames = cached((key: string) => {
  const [tag, timeZone] = key.split(' ')
  return new Intl.DateTimeFormat(tag, { timeZone, timeZoneName: 'short' })
})

/** WIB, WITA and WIT in every language, though Intl knows them in Indonesian only; the offset where a zone has no name. */
export function zoneName(zone: string, at: Date, tag: string): string {
  const nameIn = (language: string) =>
    zoneNames(`${language} ${zone}`)
      .formatToParts(at)
      .find(({ type }) => type === 'timeZoneName')?.value ?? zone
  const here = nameIn('id-ID')
  return /^WI/.test(here) ? here : nameIn(tag)
}

function cached<K, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, V>()
  return (key) => {
    const known = made.get(key)
    if (known !== undefined) return known
    const value = make(key)
    made.set(key, value)
    return value
  }
}

function once<V>(make: () => V): () => V {
  let made: V | undefined
  return () => {
    made ??= make()
    return made
  }
}
