import type { Locale } from './scalars.ts'

/**
 * Numbers, money and times as people here write them: `1.234,5`, `Rp 6.854.250`, `20 Nov 2026 14.05 WITA`; in English
 * `1,234.5`, `IDR 6,854,250`, `20 Nov 2026 14:05 GMT+8`.
 */
export interface Format {
  /** At most `decimals` places (2 by default), as many as there are. */
  number(value: number, decimals?: number): string
  /** `5,2 M`; show {@link Format.number} beside or on hover. */
  compact(value: number): string
  percent(value: number, decimals?: number): string
  rupiah(value: number): string
  /** A calendar day `YYYY-MM-DD`. */
  day(day: string): string
  /** `20 Nov`, where the year is beside it. */
  dayOfMonth(day: string): string
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

/** Intl knows WIB, WITA and WIT in Indonesian only. Nothing of it is made before it is used. */
function createFormat(tag: string, zone: string): Format {
  const numbers = cached(
    (decimals: number) => new Intl.NumberFormat(tag, { maximumFractionDigits: decimals }),
  )
  const compact = once(() => new Intl.NumberFormat(tag, { notation: 'compact', maximumFractionDigits: 1 }))
  const rupiah = once(
    () => new Intl.NumberFormat(tag, { style: 'currency', currency: 'IDR', maximumFractionDigits: 0 }),
  )
  const days = cached(
    (year: 'numeric' | undefined) =>
      new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year, timeZone: 'UTC' }),
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
    compact: (value) => compact().format(value),
    percent: (value, decimals = 1) => `${numbers(decimals).format(value)}%`,
    rupiah: (value) => rupiah().format(value),
    day: (text) => days('numeric').format(new Date(`${text}T00:00:00Z`)),
    dayOfMonth: (text) => days(undefined).format(new Date(`${text}T00:00:00Z`)),
    instant: (text, at = zone) => partsOf(instants(at), new Date(text)),
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

const SPANS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** `20 Nov 2026 14.05 WITA`: the locale's own comma between date and time is left out. */
function partsOf(format: Intl.DateTimeFormat, date: Date): string {
  return format
    .formatToParts(date)
    .map(({ type, value }) => (type === 'literal' && /^,|pukul|at/.test(value.trim()) ? ' ' : value))
    .join('')
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
