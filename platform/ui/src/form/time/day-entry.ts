import { addDays } from '@lumbung/contract'
import { plainText, type TimeWhy, type Unreadable } from '../values/unreadable.ts'

/** Years that four digits without separators are taken for; outside of them the digits mean something else. */
const FIRST_YEAR = 1970
const LAST_YEAR = 2199

/** Days away from today, in the words of both languages. */
const RELATIVE: Readonly<Record<string, number>> = {
  'kemarin lusa': -2,
  'kemarin dulu': -2,
  kemarin: -1,
  yesterday: -1,
  'hari ini': 0,
  today: 0,
  besok: 1,
  tomorrow: 1,
  lusa: 2,
}

/** What people write besides the names that the languages themselves know. */
const FURTHER_NAMES = ['', 'pebruari', '', '', '', '', '', 'agt', 'sept', '', 'nopember', '']
const SHORTEST_NAME = 3

/** How many digits day, month and year have, where nothing stands between them. */
const SPLITS: Readonly<Record<number, readonly (readonly [number, number, number])[]>> = {
  3: [
    [1, 2, 0],
    [2, 1, 0],
  ],
  4: [[2, 2, 0]],
  5: [
    [1, 2, 2],
    [2, 1, 2],
  ],
  6: [
    [2, 2, 2],
    [1, 1, 4],
  ],
  7: [
    [1, 2, 4],
    [2, 1, 4],
  ],
  8: [[2, 2, 4]],
}

/**
 * The calendar day (`YYYY-MM-DD`) that a person means: `10/11/2026`, `10112026`, `10 nov`, `kemarin`; day before month in
 * both languages. Without a year it is the nearest such day. Null: nothing was typed.
 */
export function readDay(typed: string, { today }: { today: string }): string | Unreadable<TimeWhy> | null {
  const text = withoutWeekday(plainText(typed).toLowerCase()).replace(/[\s./,-]+$/, '')
  if (text === '') return null
  const away = RELATIVE[text]
  if (away !== undefined) return addDays(today, away)
  const why = (reason: TimeWhy, readings?: readonly string[]): Unreadable<TimeWhy> => ({
    unreadable: typed,
    why: reason,
    ...(readings ? { readings } : {}),
  })
  if (/^\d+$/.test(text)) return ofDigits(text, today, why)

  const backwards = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text)
  if (backwards) return ofParts(backwards[3], backwards[2], backwards[1], today, why)
  const numbers = /^(\d{1,2})[\s./-]+(\d{1,2})(?:[\s./-]+(\d{1,4}))?$/.exec(text)
  if (numbers) {
    const [, day, month, year] = numbers
    // Separators come by themselves after two digits, also where somebody meant one.
    if (year?.length === 3) return ofDigits(text.replace(/\D/g, ''), today, why)
    return ofParts(day, month, year, today, why)
  }
  const named =
    /^(\d{1,2})[\s./-]*([a-z]+)[\s./,-]*(\d{1,4})?$/.exec(text) ??
    swapped(/^([a-z]+)[\s./-]*(\d{1,2})(?:[\s./,-]+(\d{4}))?$/.exec(text))
  if (!named) return why('not_a_day')
  const month = monthOf(named[2] ?? '')
  return month === null ? why('not_a_day') : ofParts(named[1], String(month), named[3], today, why)
}

/** `10/11/2026`, as it stands in a field of either language. */
export function writeDay(day: string): string {
  const [year, month, date] = day.split('-')
  return `${date}/${month}/${year}`
}

type Why = (reason: TimeWhy, readings?: readonly string[]) => Unreadable<TimeWhy>

function ofDigits(digits: string, today: string, why: Why): string | Unreadable<TimeWhy> {
  const splits = SPLITS[digits.length]
  if (!splits) return why('incomplete')
  const days = splits.flatMap(([day, month, year]) => {
    const parts = [digits.slice(0, day), digits.slice(day, day + month), digits.slice(day + month)] as const
    const found = dayOf(parts[0], parts[1], year === 0 ? undefined : parts[2], today)
    return found !== null && (year !== 4 || isPlausible(parts[2])) ? [found] : []
  })
  const [first, second] = days
  if (first !== undefined) return second === undefined ? first : why('either_day', days.map(writeDay))
  if (digits.length !== 8) return why('incomplete')
  return isPlausible(digits.slice(0, 4))
    ? ofParts(digits.slice(6), digits.slice(4, 6), digits.slice(0, 4), today, why)
    : why('no_such_day')
}

function ofParts(
  day = '',
  month = '',
  year: string | undefined,
  today: string,
  why: Why,
): string | Unreadable<TimeWhy> {
  if (year?.length === 1 || year?.length === 3) return why('incomplete')
  if (year?.length === 4 && !isPlausible(year)) return why('no_such_day')
  const isMonthFirst = Number(month) > 12 && Number(day) >= 1 && Number(day) <= 12
  if (isMonthFirst) return why('month_first')
  return dayOf(day, month, year, today) ?? why('no_such_day')
}

/** Null where the calendar has no such day. */
function dayOf(day: string, month: string, year: string | undefined, today: string): string | null {
  if (year !== undefined) return existing(year.length === 2 ? `20${year}` : year, month, day)
  const thisYear = Number(today.slice(0, 4))
  const near = [thisYear - 1, thisYear, thisYear + 1].flatMap(
    (one) => existing(String(one), month, day) ?? [],
  )
  const away = (one: string) => Math.abs(Date.parse(one) - Date.parse(today))
  return near.toSorted((a, b) => away(a) - away(b))[0] ?? null
}

function existing(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const at = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : null
}

function isPlausible(year: string): boolean {
  return Number(year) >= FIRST_YEAR && Number(year) <= LAST_YEAR
}

/** `selasa, 10 nov 2026`: what the console itself writes can be pasted. */
function withoutWeekday(text: string): string {
  const named = /^([a-z]+)'?[a-z]*,?\s+(?=\d)/.exec(text)
  return named && monthOf(named[1] ?? '') === null ? text.slice(named[0].length) : text
}

function swapped(match: RegExpExecArray | null): (string | undefined)[] | null {
  return match && [match[0], match[2], match[1], match[3]]
}

let names: readonly (readonly string[])[] | undefined

/** 1 to 12 by a name or its beginning, in either language. */
function monthOf(word: string): number | null {
  if (word.length < SHORTEST_NAME) return null
  names ??= FURTHER_NAMES.map((further, index) => {
    const at = new Date(Date.UTC(2026, index, 1))
    const inLanguage = (tag: string) =>
      new Intl.DateTimeFormat(tag, { month: 'long', timeZone: 'UTC' }).format(at).toLowerCase()
    return [inLanguage('id-ID'), inLanguage('en-GB'), further]
  })
  const found = names.findIndex((month) => month.some((name) => name.startsWith(word)))
  return found < 0 ? null : found + 1
}
