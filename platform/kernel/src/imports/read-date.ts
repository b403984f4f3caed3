import { type CellReading, fault } from './cell-fault.ts'
import { monthOf, offsetOf, weekdayOf, yearOf } from './date-words.ts'
import { instantInZone, isRealTime, type LocalTime } from './local-time.ts'
import { quotable } from './words.ts'

export type DateFormat = 'iso' | 'd/m/y' | 'm/d/y'

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?)?(Z|[+-]\d{2}:?\d{2})?$/
const YEAR_FIRST = /^(\d{4})([/.])(\d{1,2})\2(\d{1,2})$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/
const SLASHED = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})$/
const DAY_MONTH_NAME = /^(\d{1,2})[\s./-]*(\p{L}+)\.?,?[\s./-]*(\d{4}|\d{2})$/u
const MONTH_NAME_DAY = /^(\p{L}+)\.?[\s./-]*(\d{1,2})(?:st|nd|rd|th)?,?[\s./-]+(\d{4}|\d{2})$/u
const CLOCK =
  /(?:^|[\sT,]+)(?:pukul|jam|pkl\.?|at)?\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*([ap]\.?m\.?)?\s*((?:[a-z]{1,4})?(?:[+-]\d{1,2}(?::?\d{2})?)?)$/i
const LEADING_WORD = /^(\p{L}[\p{L}'’`]*)\.?,?\s+/u

type Moment = { time: LocalTime; offset: string | undefined }
type Read = CellReading<Moment>

/** `YYYY-MM-DD` of a cell; a time of day would be lost, so it is refused unless it is midnight. */
export function readDay(text: string, format: DateFormat | undefined): CellReading<string> {
  const reading = readAny(text, format)
  if ('fault' in reading) return reading
  const { time, offset } = reading.value
  if (offset !== undefined || time.hour + time.minute + time.second > 0) {
    return fault('import.date_with_time', { text: quotable(text) })
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
    const match = SLASHED.exec(partsOf(text).day)
    if (!match) continue
    if (Number(match[1]) > 12) dayFirst = true
    if (Number(match[3]) > 12) monthFirst = true
  }
  if (dayFirst === monthFirst) return undefined
  return dayFirst ? 'd/m/y' : 'm/d/y'
}

function readAny(written: string, format: DateFormat | undefined): Read {
  const iso = ISO.exec(written)
  if (iso) return checked(written, timeOf(iso[1], iso[2], iso[3], clockOf(iso.slice(4, 7))), iso[7])
  const parts = partsOf(written)
  if (!parts.clock) return refused(written)
  const { day, clock, offset } = parts
  const fixed = dayOf(day)
  if (fixed) return checked(written, { ...fixed, ...clock }, offset)
  const slashed = SLASHED.exec(day)
  if (!slashed || format === 'iso') return refused(written)
  const [, first, , second, year] = slashed
  const dayFirst = timeOf(year, second, first, clock)
  const monthFirst = timeOf(year, first, second, clock)
  if (format === 'd/m/y') return checked(written, dayFirst, offset)
  if (format === 'm/d/y') return checked(written, monthFirst, offset)
  if (isRealTime(dayFirst) && isRealTime(monthFirst) && first !== second) {
    const params = { text: quotable(written), first: dayText(dayFirst), second: dayText(monthFirst) }
    return fault('import.date_ambiguous', params)
  }
  return checked(written, isRealTime(dayFirst) ? dayFirst : monthFirst, offset)
}

type Clock = Pick<LocalTime, 'hour' | 'minute' | 'second'>

/** The text of the day, the time of day behind it (null: none that there is), and the zone behind that. */
function partsOf(written: string): { day: string; clock: Clock | null; offset: string | undefined } {
  let text = written.replace(/[\s\u2007\u2009\u202F]+/g, ' ').trim()
  const word = LEADING_WORD.exec(text)
  if (word && weekdayOf(word[1] as string) !== undefined) text = text.slice(word[0].length)
  const found = CLOCK.exec(text)
  // `31.12.2025` ends like a time of day.
  if (!found || found.index === 0) return { day: text, clock: clockOf([]), offset: undefined }
  const [, hour, minute, second, half, zone] = found
  const day = text.slice(0, found.index).replace(/,$/, '').trim()
  const offset = zone ? offsetOf(zone) : undefined
  if (zone && offset === undefined) return { day, clock: null, offset: undefined }
  return { day, clock: inHalfDay(clockOf([hour, minute, second]), half), offset }
}

/** `2:00 PM`; null for 14:00 PM. */
function inHalfDay(clock: Clock, half: string | undefined): Clock | null {
  if (!half) return clock
  if (clock.hour < 1 || clock.hour > 12) return null
  const isAfternoon = half.toLowerCase().startsWith('p')
  return { ...clock, hour: (clock.hour % 12) + (isAfternoon ? 12 : 0) }
}

/** A day that can be meant in one way only. */
function dayOf(text: string): Pick<LocalTime, 'year' | 'month' | 'day'> | undefined {
  const numbers = YEAR_FIRST.exec(text)
  if (numbers) return { year: Number(numbers[1]), month: Number(numbers[3]), day: Number(numbers[4]) }
  const digits = COMPACT.exec(text) ?? ISO.exec(text)
  if (digits) return { year: Number(digits[1]), month: Number(digits[2]), day: Number(digits[3]) }
  const dayFirst = DAY_MONTH_NAME.exec(text)
  if (dayFirst) return named(dayFirst[3], dayFirst[2], dayFirst[1])
  const monthFirst = MONTH_NAME_DAY.exec(text)
  return monthFirst ? named(monthFirst[3], monthFirst[1], monthFirst[2]) : undefined
}

function named(year = '', word = '', day = ''): Pick<LocalTime, 'year' | 'month' | 'day'> | undefined {
  const month = monthOf(word)
  return month === undefined ? undefined : { year: yearOf(year), month, day: Number(day) }
}

function checked(text: string, time: LocalTime, offset: string | undefined): Read {
  return isRealTime(time) ? { value: { time, offset } } : refused(text)
}

function refused(text: string): Read {
  return fault('import.date', { text: quotable(text) })
}

function clockOf([hour, minute, second]: (string | undefined)[]): Clock {
  return { hour: Number(hour ?? 0), minute: Number(minute ?? 0), second: Number(second ?? 0) }
}

function timeOf(year = '', month = '', day = '', clock: Clock): LocalTime {
  return { year: yearOf(year), month: Number(month), day: Number(day), ...clock }
}

function dayText({ year, month, day }: LocalTime): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
