import { wordKey } from './words.ts'

const MONTHS: readonly (readonly string[])[] = [
  ['januari', 'january', 'jan'],
  ['februari', 'february', 'pebruari', 'feb', 'peb'],
  ['maret', 'march', 'mar', 'mrt'],
  ['april', 'apr'],
  ['mei', 'may'],
  ['juni', 'june', 'jun'],
  ['juli', 'july', 'jul'],
  ['agustus', 'august', 'aug', 'agu', 'agt', 'ags', 'agus'],
  ['september', 'sept', 'sep'],
  ['oktober', 'october', 'okt', 'oct'],
  ['november', 'nopember', 'nov', 'nop'],
  ['desember', 'december', 'des', 'dec'],
]
const WEEKDAYS: readonly (readonly string[])[] = [
  ['minggu', 'ahad', 'sunday', 'min', 'sun'],
  ['senin', 'monday', 'sen', 'mon'],
  ['selasa', 'tuesday', 'sel', 'tue', 'tues'],
  ['rabu', 'wednesday', 'rab', 'wed'],
  ['kamis', 'thursday', 'kam', 'thu', 'thur', 'thurs'],
  ['jumat', "jum'at", 'friday', 'jum', 'fri'],
  ['sabtu', 'saturday', 'sab', 'sat'],
]

/** Offsets of the zones that people write behind a time of day, in Indonesia and in the files of programs. */
const ZONES: Readonly<Record<string, string>> = {
  wib: '+07:00',
  wita: '+08:00',
  wit: '+09:00',
  utc: 'Z',
  gmt: 'Z',
  z: 'Z',
}

const MONTH_OF = new Map(MONTHS.flatMap((words, index) => words.map((word) => [word, index + 1] as const)))
const WEEKDAY_OF = new Map(WEEKDAYS.flatMap((words, index) => words.map((word) => [word, index] as const)))

/** 1–12 of a month's name or short name in Indonesian or English. */
export function monthOf(word: string): number | undefined {
  return MONTH_OF.get(wordKey(word).replace(/\.$/, ''))
}

/** 0 (Sunday) to 6. */
export function weekdayOf(word: string): number | undefined {
  return WEEKDAY_OF.get(wordKey(word).replace(/[’`]/g, "'").replace(/\.$/, ''))
}

/** `+07:00` of `WIB`; of `GMT+8` and `+0700` the offset that stands there. */
export function offsetOf(word: string): string | undefined {
  const key = wordKey(word)
  const named = ZONES[key]
  if (named) return named
  const match = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?$/.exec(key)
  if (!match) return undefined
  const [, sign, hours = '', minutes = '00'] = match
  if (Number(hours) > 14 || Number(minutes) > 59) return undefined
  return `${sign}${hours.padStart(2, '0')}:${minutes}`
}

/** The first of this century and the last of the one before it that two digits can mean: 69 is 2069, 70 is 1970. */
const FIRST_OF_LAST_CENTURY = 70

/** The year that two digits mean; four are what they are. */
export function yearOf(digits: string): number {
  const year = Number(digits)
  if (digits.length > 2) return year
  return year < FIRST_OF_LAST_CENTURY ? 2000 + year : 1900 + year
}
