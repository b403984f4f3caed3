import { type CellReading, fault } from './cell-fault.ts'
import { instantInZone, isRealTime, type LocalTime } from './local-time.ts'

export type DateFormat = 'iso' | 'd/m/y' | 'm/d/y'

const TIME = String.raw`(?:[T ]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?)?`
const ISO = new RegExp(String.raw`^(\d{4})-(\d{1,2})-(\d{1,2})${TIME}(Z|[+-]\d{2}:?\d{2})?$`)
const SLASHED = new RegExp(String.raw`^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})${TIME}$`)

type Read = CellReading<{ time: LocalTime; offset: string | undefined }>

/** `YYYY-MM-DD` of a cell; a time of day would be lost, so it is refused unless it is midnight. */
export function readDay(text: string, format: DateFormat | undefined): CellReading<string> {
  const reading = readAny(text, format)
  if ('fault' in reading) return reading
  const { time, offset } = reading.value
  if (offset !== undefined || time.hour + time.minute + time.second > 0) {
    return fault('import.date_with_time', { text: text.slice(0, 60) })
  }
  return { value: dayText(time) }
}

/** RFC 3339 of a cell. Without an offset it is meant in `zone`; without a time it is the start of that day there. */
export function readInstant(text: string, format: DateFormat | undefined, zone: string): CellReading<string> {
  const reading = readAny(text, format)
  if ('fault' in reading) return reading
  const { time, offset } = reading.value
  if (offset === undefined) return { value: instantInZone(time, zone) }
  const normal = offset === 'Z' || offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`
  return { value: instantInZone(time, 'UTC').replace('+00:00', normal) }
}

/** The order of day and month when these samples can only be meant so; undefined when they tell nothing or both. */
export function detectDateFormat(samples: readonly string[]): 'd/m/y' | 'm/d/y' | undefined {
  let dayFirst = false
  let monthFirst = false
  for (const text of samples) {
    const match = SLASHED.exec(text)
    if (!match) continue
    if (Number(match[1]) > 12) dayFirst = true
    if (Number(match[3]) > 12) monthFirst = true
  }
  if (dayFirst === monthFirst) return undefined
  return dayFirst ? 'd/m/y' : 'm/d/y'
}

function readAny(text: string, format: DateFormat | undefined): Read {
  const iso = ISO.exec(text)
  if (iso) return checked(text, timeOf(iso[1], iso[2], iso[3], iso.slice(4, 7)), iso[7])
  const slashed = SLASHED.exec(text)
  if (!slashed || format === 'iso') return fault('import.date', { text: text.slice(0, 60) })
  const [, first, , second, year] = slashed
  const clock = slashed.slice(5, 8)
  const dayFirst = timeOf(year, second, first, clock)
  const monthFirst = timeOf(year, first, second, clock)
  if (format === 'd/m/y') return checked(text, dayFirst, undefined)
  if (format === 'm/d/y') return checked(text, monthFirst, undefined)
  if (isRealTime(dayFirst) && isRealTime(monthFirst) && first !== second) {
    return fault('import.date_ambiguous', { text, first: dayText(dayFirst), second: dayText(monthFirst) })
  }
  return checked(text, isRealTime(dayFirst) ? dayFirst : monthFirst, undefined)
}

function checked(text: string, time: LocalTime, offset: string | undefined): Read {
  if (!isRealTime(time)) return fault('import.date', { text: text.slice(0, 60) })
  return { value: { time, offset } }
}

function timeOf(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  [hour, minute, second]: (string | undefined)[],
): LocalTime {
  return {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
  }
}

function dayText({ year, month, day }: LocalTime): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
