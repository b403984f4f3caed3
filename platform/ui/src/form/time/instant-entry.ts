import { dayAt, instantAt, type Locale, localTime } from '@lumbung/contract'
import { isUnreadable, plainText, type TimeWhy, type Unreadable } from '../values/unreadable.ts'
import { readDay, writeDay } from './day-entry.ts'

const NOW = new Set(['sekarang', 'now'])
const SEPARATOR: Readonly<Record<Locale, string>> = { id: '.', en: ':' }
const MINUTE_MS = 60_000

export interface InstantContext {
  zone: string
  now: Date
  /** What the field held before: a day without a time keeps the time that stood there, a time its day. */
  before: string | null
}

/**
 * The instant (ISO, UTC) that a person means in a zone: `10/11/2026 08.00`, `101120260800`, `10 nov 8:00`, `kemarin`,
 * `sekarang`. What is said by its distance from today (`kemarin`) has the present time where no other is given. Null:
 * nothing was typed.
 */
export function readInstant(
  typed: string,
  { zone, now, before }: InstantContext,
): string | Unreadable<TimeWhy> | null {
  const text = withoutZone(plainText(typed).toLowerCase())
  if (text === '') return null
  if (NOW.has(text)) return toMinute(now).toISOString()
  const today = dayAt(now, zone)
  const standing = before === null ? null : localTime(new Date(before), zone)
  const unread = (why: TimeWhy, readings?: readonly string[]): Unreadable<TimeWhy> => ({
    unreadable: typed,
    why,
    ...(readings ? { readings } : {}),
  })
  const { dayText, clockText } = partsOf(text)
  const day = dayText === '' ? (standing?.slice(0, 10) ?? today) : readDay(dayText, { today })
  if (day === null) return null
  if (isUnreadable(day)) return unread(day.why, day.readings)
  const clock = clockText === null ? usualClock(dayText, standing, now, zone) : readClock(clockText)
  if (clock === null) return unread(clockText === null ? 'no_clock' : 'no_such_clock')
  return instantAt(`${day}T${clock}`, zone).toISOString()
}

/** `10/11/2026 08.00`, with the language's own separator between hour and minute. */
export function writeInstant(instant: string, zone: string, locale: Locale): string {
  const local = localTime(new Date(instant), zone)
  return `${writeDay(local.slice(0, 10))} ${local.slice(11, 16).replace(':', SEPARATOR[locale])}`
}

export function toMinute(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / MINUTE_MS) * MINUTE_MS)
}

/** `HH:mm`, null where no clock shows that. */
function readClock(text: string): string | null {
  const match = /^(\d{1,2})(?:[.: ]?(\d{2}))?$/.exec(text)
  const [, hour = '', minute = '00'] = match ?? []
  return match && Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null
}

/** Where the day ends and the time begins. A text that is a day as a whole has no time. */
function partsOf(text: string): { dayText: string; clockText: string | null } {
  const clockAlone = /^(?:pukul |jam |at )?(\d{1,2}[.:]\d{2})$/.exec(text)
  if (clockAlone) return { dayText: '', clockText: clockAlone[1] as string }
  const digits = /^(\d{8})(\d{4})$/.exec(text) ?? /^(\d{4}-\d{2}-\d{2})t(\d{2}:\d{2})(?::\d{2})?$/.exec(text)
  if (digits) return { dayText: digits[1] as string, clockText: digits[2] as string }
  if (isDay(text)) return { dayText: text, clockText: null }
  const split = /^(.*?\S)[\s,]+(?:pukul |jam |at )?(\d{1,2}(?:[.:]\d{1,2})?|\d{4})$/.exec(text)
  return split
    ? { dayText: (split[1] as string).replace(/,$/, ''), clockText: split[2] as string }
    : { dayText: text, clockText: null }
}

/** Which day it is does not matter here, only whether it reads as one. */
function isDay(text: string): boolean {
  return !isUnreadable(readDay(text, { today: '2000-01-01' }))
}

/** The time of a day that was given without one. */
function usualClock(dayText: string, standing: string | null, now: Date, zone: string): string | null {
  if (standing !== null) return standing.slice(11, 16)
  return /^[a-z ]+$/.test(dayText) ? localTime(now, zone).slice(11, 16) : null
}

function withoutZone(text: string): string {
  return text.replace(/\s*\b(wib|wita|wit)$/, '')
}
