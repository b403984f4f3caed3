import { fromDecimalText } from '@lumbung/contract'
import { type CellReading, fault } from './cell-fault.ts'
import { quotable, wordKey } from './words.ts'

export interface NumberStyle {
  /** true: `1.234,5`; false: `1,234.5`; undefined: as the number itself shows. */
  decimalComma: boolean | undefined
  /** The field rounds what is measured finer than it keeps; other fields take no digits that a number cannot carry. */
  isRounded?: boolean
  /** What the field is counted in: the unit may stand beside the number, any other word may not. */
  unit?: string | null
}

const WITH_COMMA = /^[+-]?([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?$/
const WITH_POINT = /^[+-]?([1-9]\d{0,2}(,\d{3})+|\d+)(\.\d+)?$/
/** One separator before exactly three digits: one and a bit, or a thousand and a bit. */
const TWO_READINGS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/
/** Blanks between groups of three digits, as the typographers write it. */
const WITH_BLANKS = /^([+-]?\d{1,3})((?: \d{3})+)([.,]\d+)?$/
/** `1.234,-`: no small change, so that the sign before the dash is the decimal one. */
const WITHOUT_CENTS = /([.,])\s?(?:--?|–|—)$/

/** Units that are written in several ways. */
const UNIT_WORDS: readonly (readonly string[])[] = [
  ['l', 'ltr', 'lt', 'liter', 'litre', 'liters', 'litres'],
  ['kg', 'kgs', 'kilogram', 'kilo'],
  ['t', 'ton', 'tonne', 'tonnes'],
  ['m', 'meter', 'metre', 'meters', 'metres'],
  ['m3', 'm³', 'kubik'],
  ['pcs', 'pc', 'buah', 'bh', 'unit', 'units'],
  ['%', 'persen', 'percent'],
  ['°', 'deg', 'derajat'],
  ['idr', 'rp', 'rp.', 'rupiah'],
]

/** Every way to write a unit, lower-case. */
export function wordsOfUnit(unit: string): readonly string[] {
  const key = wordKey(unit)
  return UNIT_WORDS.find((words) => words.includes(key)) ?? [key]
}

/**
 * The exact number that a text means. What can be read in two ways is refused with both readings, because a
 * quantity that is wrong by a thousand looks right in every later check.
 */
export function readNumber(written: string, style: NumberStyle): CellReading<number> {
  const text = plainForm(written, style.unit)
  const asComma = WITH_COMMA.test(text) ? plainOf(text, '.', ',') : undefined
  const asPoint = WITH_POINT.test(text) ? plainOf(text, ',', '.') : undefined
  if (style.decimalComma === undefined && TWO_READINGS.test(text)) {
    const [first, second] = [plainOf(text, '.', ','), plainOf(text, ',', '.')]
    return fault('import.number_ambiguous', { text: quotable(written), first, second })
  }
  const plain =
    style.decimalComma === undefined ? (asComma ?? asPoint) : style.decimalComma ? asComma : asPoint
  if (plain !== undefined) return toNumber(plain, style)
  const other = asComma ?? asPoint
  return other === undefined
    ? fault('import.number', { text: quotable(written) })
    : fault('import.number_style', { text: quotable(written), reading: other })
}

/** The number that a cell of the type number holds: its point is the decimal one, however the sheet shows it. */
export function readStoredNumber(text: string, style: Pick<NumberStyle, 'isRounded'>): CellReading<number> {
  if (!/^-?\d+(\.\d+)?$/.test(text)) return fault('import.number', { text: quotable(text) })
  return toNumber(text, style)
}

/** `true` or `false` when these samples can only be meant so, undefined when they tell nothing or both. */
export function detectDecimalComma(samples: readonly string[]): boolean | undefined {
  let comma = false
  let point = false
  for (const sample of samples) {
    const text = plainForm(sample, undefined)
    if (TWO_READINGS.test(text) || /^[+-]?\d+$/.test(text)) continue
    const asComma = WITH_COMMA.test(text)
    const asPoint = WITH_POINT.test(text)
    if (asComma && !asPoint) comma = true
    else if (asPoint && !asComma) point = true
  }
  return comma === point ? undefined : comma
}

/** Digits, signs and separators alone: without the unit, blanks between thousands, `,-`, and forms of the minus. */
function plainForm(written: string, unit: string | null | undefined): string {
  if (/^[+-]?\d+$/.test(written)) return written
  let text = written
    .replace(/[\s\u2007\u2009\u202F]+/g, ' ')
    .replace(/[−–](?=\s?\d)/g, '-')
    .trim()
  if (unit) text = withoutUnit(text, wordsOfUnit(unit))
  const bracketed = /^\((.*)\)$/.exec(text)
  if (bracketed) text = `-${bracketed[1]}`
  text = text.replace(WITHOUT_CENTS, '$100').replace(/^([+-]) /, '$1')
  const grouped = WITH_BLANKS.exec(text)
  return grouped ? `${grouped[1]}${grouped[2]?.replaceAll(' ', '')}${grouped[3] ?? ''}` : text
}

function withoutUnit(text: string, words: readonly string[]): string {
  const lower = text.toLowerCase()
  for (const word of words) {
    if (lower.endsWith(word) && /[\d\s.,-]$/.test(lower.slice(0, -word.length))) {
      return text.slice(0, -word.length).trim()
    }
    if (lower.startsWith(word) && /^[\d\s-]/.test(lower.slice(word.length))) {
      return text.slice(word.length).trim()
    }
  }
  return text
}

function plainOf(text: string, grouping: string, decimal: string): string {
  return text.replaceAll(grouping, '').replace(decimal, '.').replace('+', '')
}

function toNumber(plain: string, { isRounded }: Pick<NumberStyle, 'isRounded'>): CellReading<number> {
  if (isRounded) return { value: Number(plain) }
  const [whole = '', decimals = ''] = plain.split('.')
  const trimmed = decimals.replace(/0+$/, '')
  const sign = whole.startsWith('-') ? '-' : ''
  const digits = whole.replace('-', '').replace(/^0+(?=\d)/, '')
  try {
    return { value: fromDecimalText(`${sign}${digits}${trimmed === '' ? '' : `.${trimmed}`}`) }
  } catch {
    return fault('import.number_too_long', { text: quotable(plain) })
  }
}
