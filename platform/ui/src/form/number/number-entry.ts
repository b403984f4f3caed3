import { type Locale, roundMeasured } from '@lumbung/contract'
import { type NumberWhy, plainText, type Unreadable } from '../values/unreadable.ts'

/** JSON carries numbers of so many digits without loss; see `@lumbung/contract`, `toDecimalText`. */
const MOST_DIGITS = 15

/**
 * The number that a person means by what they typed or pasted: `1.234,5` and `1,234.5` are each understood in both
 * languages where only one reading is possible. Null: nothing was typed. No arithmetic is done: the digits are put in
 * order as text, and read once.
 */
export function readNumber(
  typed: string,
  {
    locale,
    decimals,
    roundsTo = null,
    unit,
  }: {
    locale: Locale
    decimals: number | null
    /** Of what is measured: finer digits are rounded as its contract does, see `measured`. */
    roundsTo?: number | null
    unit?: string | undefined
  },
): number | Unreadable<NumberWhy> | null {
  const text = numberText(typed, unit)
  if (text === '') return null
  const unreadable = (why: NumberWhy): Unreadable<NumberWhy> => ({ unreadable: typed, why })
  const sign = text.startsWith('-') ? '-' : ''
  const digits = text.replace(/^[-+]/, '')
  const plain = withoutGroups(digits, locale, decimals)
  if (plain === 'ambiguous') return unreadable('ambiguous')
  if (plain === null) return unreadable('not_a_number')
  if (roundsTo === null && significantDigits(plain) > MOST_DIGITS) return unreadable('too_many_digits')
  const exact = Number(sign + plain)
  const value = roundsTo === null ? exact : roundMeasured(exact, roundsTo)
  return value === 0 ? 0 : value
}

// Making one takes a hundred times as long as using it, and a grid writes hundreds of numbers at once.
const formats = { id: formatsOf('id-ID'), en: formatsOf('en-GB') } satisfies Record<Locale, unknown>

/** A number as it stands in a field: grouped to be read, ungrouped while it is being typed. */
export function writeNumber(value: number, locale: Locale, { grouped }: { grouped: boolean }): string {
  return formats[locale][grouped ? 'grouped' : 'plain'].format(value)
}

function formatsOf(tag: string) {
  const options = { maximumSignificantDigits: MOST_DIGITS }
  return {
    grouped: new Intl.NumberFormat(tag, options),
    plain: new Intl.NumberFormat(tag, { ...options, useGrouping: false }),
  }
}

/** Currency and unit are dropped; the separators and signs of other scripts become ours. */
function numberText(typed: string, unit: string | undefined): string {
  const text = plainText(typed)
    .replaceAll('\u066b', ',')
    .replaceAll('\u066c', '.')
    .replace(/[\u2212\u2012\u2013]/g, '-')
    .replace(/^(-?)\s*(rp\.?|idr)\s*/i, '$1')
  const ending = unit?.toLowerCase()
  return ending && text.toLowerCase().endsWith(ending) ? text.slice(0, -ending.length).trimEnd() : text
}

/** `1234.5`, null where the text is no number, `ambiguous` where it could be either of two. */
function withoutGroups(text: string, locale: Locale, decimals: number | null): string | null {
  if (/^\d+$/.test(text)) return text
  const spaced = /^\d{1,3}(?: \d{3})+(?:[.,]\d*)?$/.test(text)
  const joined = spaced ? text.replaceAll(' ', '') : text
  if (!/^[\d.,]+$/.test(joined) || !/\d/.test(joined)) return null
  const separators = [...joined.replace(/\d/g, '')]
  const last = separators.at(-1) ?? ''
  if (last === '') return joined
  const isSingle = separators.length === 1
  const kinds = new Set(separators)
  if (kinds.size === 2) {
    // The last one is the decimal separator, in whichever style the number is written.
    if (separators.filter((one) => one === last).length > 1) return null
    const [whole = '', fraction = ''] = joined.split(last)
    return isGrouped(whole, last === ',' ? '.' : ',') ? decimal(ungrouped(whole), fraction) : null
  }
  if (!isSingle) return isGrouped(joined, last) ? ungrouped(joined) : null
  const [whole = '', fraction = ''] = joined.split(last)
  const couldBeGroup = /^[1-9]\d{0,2}$/.test(whole) && fraction.length === 3 && !spaced
  const isDecimalHere = last === (locale === 'id' ? ',' : '.')
  if (!couldBeGroup) return decimal(whole, fraction)
  if (!isDecimalHere) return whole + fraction
  // Three places where the field takes fewer: more likely a thousand of the other language.
  return decimals !== null && decimals < 3 ? 'ambiguous' : decimal(whole, fraction)
}

function isGrouped(text: string, separator: string): boolean {
  const [first = '', ...groups] = text.split(separator)
  return /^\d{1,3}$/.test(first) && groups.length > 0 && groups.every((group) => /^\d{3}$/.test(group))
}

function ungrouped(text: string): string {
  return text.replace(/[.,]/g, '')
}

function decimal(whole: string, fraction: string): string {
  return fraction === '' ? whole : `${whole || '0'}.${fraction}`
}

function significantDigits(plain: string): number {
  const digits = plain.replace('.', '').replace(/^0+/, '')
  return (plain.includes('.') ? digits.replace(/0+$/, '') : digits).length
}
