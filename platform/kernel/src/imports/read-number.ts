import { fromDecimalText } from '@lumbung/contract'
import { type CellReading, fault } from './cell-fault.ts'

export interface NumberStyle {
  /** true: `1.234,5`; false: `1,234.5`; undefined: as the number itself shows. */
  decimalComma: boolean | undefined
  /** Numbers of an XLSX arrive as plain decimals with a point, however the sheet shows them. */
  pointIsDecimal: boolean
  /** The field rounds what is measured finer than it keeps; other fields take no digits that a number cannot carry. */
  isRounded?: boolean
}

const PLAIN = /^[+-]?\d+(\.\d+)?$/
const WITH_COMMA = /^[+-]?([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?$/
const WITH_POINT = /^[+-]?([1-9]\d{0,2}(,\d{3})+|\d+)(\.\d+)?$/
/** One separator before exactly three digits: one and a bit, or a thousand and a bit. */
const TWO_READINGS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/

/**
 * The exact number that a cell's text means. What can be read in two ways is refused with both readings, because a
 * quantity that is wrong by a thousand looks right in every later check.
 */
export function readNumber(text: string, style: NumberStyle): CellReading<number> {
  const asComma = WITH_COMMA.test(text) ? plainOf(text, '.', ',') : undefined
  const asPoint = WITH_POINT.test(text) ? plainOf(text, ',', '.') : undefined
  if (style.pointIsDecimal && PLAIN.test(text)) {
    if (style.decimalComma === true && TWO_READINGS.test(text)) return ambiguous(text)
    return toNumber(text.replace('+', ''), style)
  }
  if (style.decimalComma === undefined && TWO_READINGS.test(text)) return ambiguous(text)
  const plain =
    style.decimalComma === undefined ? (asComma ?? asPoint) : style.decimalComma ? asComma : asPoint
  if (plain !== undefined) return toNumber(plain, style)
  const other = asComma ?? asPoint
  return other === undefined
    ? fault('import.number', { text: text.slice(0, 60) })
    : fault('import.number_style', { text: text.slice(0, 60), reading: other })
}

/** `true` or `false` when these samples can only be meant so, undefined when they tell nothing or both. */
export function detectDecimalComma(samples: readonly string[]): boolean | undefined {
  let comma = false
  let point = false
  for (const text of samples) {
    if (TWO_READINGS.test(text) || /^[+-]?\d+$/.test(text)) continue
    const asComma = WITH_COMMA.test(text)
    const asPoint = WITH_POINT.test(text)
    if (asComma && !asPoint) comma = true
    else if (asPoint && !asComma) point = true
  }
  return comma === point ? undefined : comma
}

function ambiguous(text: string): CellReading<number> {
  const first = plainOf(text, '.', ',')
  const second = plainOf(text, ',', '.')
  return fault('import.number_ambiguous', { text, first, second })
}

function plainOf(text: string, grouping: string, decimal: string): string {
  return text.replaceAll(grouping, '').replace(decimal, '.').replace('+', '')
}

function toNumber(plain: string, { isRounded }: NumberStyle): CellReading<number> {
  if (isRounded) return { value: Number(plain) }
  const [whole = '', decimals = ''] = plain.split('.')
  const trimmed = decimals.replace(/0+$/, '')
  const sign = whole.startsWith('-') ? '-' : ''
  const digits = whole.replace('-', '').replace(/^0+(?=\d)/, '')
  try {
    return { value: fromDecimalText(`${sign}${digits}${trimmed === '' ? '' : `.${trimmed}`}`) }
  } catch {
    return fault('import.number_too_long', { text: plain.slice(0, 60) })
  }
}
