import type { Locale } from '@lumbung/contract'

/** An estimate to the second would jump about: five seconds, then minutes, then half hours. */
const UNITS = [
  { unit: 'hour', seconds: 3_600, from: 5_400, step: 0.5 },
  { unit: 'minute', seconds: 60, from: 55, step: 1 },
  { unit: 'second', seconds: 1, from: 0, step: 5 },
] as const

/** `45 detik`, `3 menit`, `2,5 jam`; null where it is about to end. */
export function spanOf(seconds: number, locale: Locale): string | null {
  if (seconds < 3) return null
  const { unit, seconds: size, step } = UNITS.find(({ from }) => seconds >= from) ?? UNITS[2]
  const value = Math.max(step, Math.round(seconds / size / step) * step)
  const tag = locale === 'id' ? 'id-ID' : 'en-GB'
  return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
}
