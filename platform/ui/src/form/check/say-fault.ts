import type { Format, Locale } from '@lumbung/contract'
import type { Fault } from './fault.ts'

/** Numbers of a contract are written whole: bounds have up to six places. */
const MOST_PLACES = 6

/** The sentence of a fault, its numbers as people here write them. */
export function sayFault(
  { text, params = {} }: Fault,
  t: (key: Fault['text'], params: Record<string, unknown>) => string,
  format: Pick<Format, 'number'>,
  locale: Locale,
): string {
  const written = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'number'
      ? format.number(value, MOST_PLACES)
      : typeof value === 'string'
        ? value
        : value[locale],
  ])
  return t(text, Object.fromEntries(written))
}
