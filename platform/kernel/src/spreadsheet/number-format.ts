import { parseFormatCode, showNumber } from './format-code.ts'

export type DateKind = 'date' | 'datetime' | 'time'

const SECONDS_PER_DAY = 86_400
const DAYS_FROM_1900_TO_1904 = 1462
/** 31 December 9999, the last day that Excel knows. */
const LAST_SERIAL = 2_958_465
const EPOCH_MS = Date.UTC(1899, 11, 30)

/** Formats that are not written into the file; ECMA-376 part 1, 18.8.30, with those of the East Asian locales. */
const BUILT_IN: Record<DateKind, number[]> = {
  date: [14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58],
  datetime: [22],
  time: [18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56],
}

/** The codes of numbers among them that a program shows otherwise than they are stored. */
const BUILT_IN_NUMBERS: Record<number, string> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  37: '#,##0;(#,##0)',
  38: '#,##0;(#,##0)',
  39: '#,##0.00;(#,##0.00)',
  40: '#,##0.00;(#,##0.00)',
}

/** What a cell format makes of a stored number. */
export interface NumberFormat {
  /** `undefined`: a number. */
  dateKind: DateKind | undefined
  /** The number as shown, where that is not its plain decimal. */
  show(plain: string): string | undefined
}

/** Of a code written into the file, or of a built-in one. */
export function makeNumberFormat(id: number, code: string | undefined): NumberFormat {
  const dateKind = code === undefined ? classifyBuiltInFormat(id) : classifyFormatCode(code)
  const shownBy = dateKind ? undefined : (code ?? BUILT_IN_NUMBERS[id])
  const sections = shownBy === undefined ? undefined : parseFormatCode(shownBy)
  return { dateKind, show: (plain) => sections && showNumber(plain, sections) }
}

function classifyBuiltInFormat(id: number): DateKind | undefined {
  return (Object.keys(BUILT_IN) as DateKind[]).find((kind) => BUILT_IN[kind].includes(id))
}

/** What a number format shows: a date, a time, both, or (`undefined`) a number. Durations (`[h]:mm`) are numbers. */
export function classifyFormatCode(code: string): DateKind | undefined {
  const [first = []] = parseFormatCode(code)
  let signs = ''
  for (const token of first) {
    if ('bracket' in token && /^(h+|m+|s+)$/i.test(token.bracket)) return undefined
    if ('sign' in token) signs += token.sign.toLowerCase()
  }
  if (signs.includes('general')) return undefined
  const bare = signs.replaceAll('am/pm', 'h').replaceAll('a/p', 'h')
  const hasTime = /[hs]/.test(bare)
  const hasDate = /[yd]/.test(bare) || (!hasTime && bare.includes('m'))
  if (hasDate) return hasTime ? 'datetime' : 'date'
  return hasTime ? 'time' : undefined
}

/**
 * ISO text of a date serial, rounded to the second. A cell formatted as a date that has a time of day keeps it.
 * `undefined` when the number is no date: negative, after 9999, or the 29 February 1900 that only Excel knows.
 */
export function toIsoText(serialText: string, kind: DateKind, date1904: boolean): string | undefined {
  const serial = Number(serialText)
  if (serialText.trim() === '' || !Number.isFinite(serial) || serial < 0) return undefined
  if (kind === 'time' && serial < 1) return toClock(Math.round(serial * SECONDS_PER_DAY) % SECONDS_PER_DAY)
  const seconds = Math.round((date1904 ? serial + DAYS_FROM_1900_TO_1904 : serial) * SECONDS_PER_DAY)
  const days = Math.floor(seconds / SECONDS_PER_DAY)
  if (days > LAST_SERIAL || days === 60 || days < 1) return undefined
  const date = new Date(EPOCH_MS + (days < 60 ? days + 1 : days) * SECONDS_PER_DAY * 1000)
    .toISOString()
    .slice(0, 10)
  const clock = seconds % SECONDS_PER_DAY
  return kind === 'date' && clock === 0 ? date : `${date}T${toClock(clock)}`
}

/** `HH:mm:ss` of seconds since midnight. */
function toClock(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
}

/**
 * The inverse of {@link toIsoText} for `YYYY-MM-DD` and `YYYY-MM-DDTHH:mm[:ss[.fff]]`, as decimal text.
 * `undefined` for a date before 1900 or at 1 January to 28 February of it, which programs number differently.
 * @throws RangeError when `iso` is no such text or no such day; a zone is refused, since a cell has none
 */
export function toDateSerial(iso: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?)?$/.exec(iso)
  const midnight = match ? Date.parse(`${match[1]}T00:00:00Z`) : Number.NaN
  const isRealDay = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(match![1]!)
  const [hour = 0, minute = 0, second = 0] = match ? match.slice(2, 5).map((part) => Number(part ?? 0)) : []
  if (!isRealDay || hour > 23 || minute > 59 || second > 59)
    throw new RangeError(`not a local ISO date: ${iso}`)
  const days = (midnight - EPOCH_MS) / (SECONDS_PER_DAY * 1000)
  if (days <= 60) return undefined
  const clock = hour * 3600 + minute * 60 + second
  return clock === 0 ? String(days) : `${days}${(clock / SECONDS_PER_DAY).toFixed(10).slice(1)}`
}

/**
 * Plain decimal text of a stored number. Text of up to 15 significant digits, or of more than a double prints,
 * is exact as stored. Programs print a double with 16 or 17 digits, where a shorter text means the same double:
 * that shorter text is what was typed. An exponent is written out; what is no number is returned unchanged.
 */
export function toPlainNumber(stored: string): string {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(stored)
  if (!match || !Number.isFinite(Number(stored))) return stored
  const significant = `${match[2]}${match[3] ?? ''}`.replace(/^0+/, '').replace(/0+$/, '').length
  if (significant === 16 || significant === 17) {
    const shortest = String(Number(stored))
    if (
      shortest.replace(/e.*$/, '').replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length <= 15
    ) {
      return shiftExponent(shortest)
    }
  }
  return shiftExponent(stored)
}

function shiftExponent(text: string): string {
  const match = /^[+]?(-?\d+)(?:\.(\d*))?[eE]([+-]?\d+)$/.exec(text)
  if (!match) return text
  const negative = match[1]!.startsWith('-')
  const whole = match[1]!.replace('-', '')
  const fraction = match[2] ?? ''
  const point = whole.length + Number(match[3])
  const digits = `${'0'.repeat(Math.max(0, 1 - point))}${whole}${fraction}`
  const shiftedPoint = Math.max(point, 1)
  const padded = digits.padEnd(shiftedPoint, '0')
  const integer = padded.slice(0, shiftedPoint).replace(/^0+(?=\d)/, '')
  const rest = padded.slice(shiftedPoint)
  return `${negative ? '-' : ''}${integer}${rest === '' ? '' : `.${rest}`}`
}
