import { z } from 'zod'

/**
 * Exact numbers at the edge. On the server a quantity or an amount of money is the text of a PostgreSQL
 * `numeric`; in JSON it is a number of at most 15 significant digits, which every IEEE-754 double carries
 * without loss in both directions. Nothing in between does arithmetic on binary floats.
 */
export type DecimalText = string

const PLAIN_DECIMAL = /^-?\d+(\.\d+)?$/

/** The shortest exact text of a JSON number; never an exponent. Throws on NaN, infinities and more than 15 digits. */
export function toDecimalText(value: number): DecimalText {
  const text = String(value)
  if (!PLAIN_DECIMAL.test(text)) throw new RangeError(`not a plain decimal: ${text}`)
  assertExactDigits(text)
  return text
}

/** The JSON number of a `numeric` text. Throws when the text has more than 15 significant digits. */
export function fromDecimalText(text: DecimalText): number {
  if (!PLAIN_DECIMAL.test(text)) throw new RangeError(`not a plain decimal: ${text}`)
  assertExactDigits(text)
  return Number(text)
}

/** Same as {@link fromDecimalText}, for a column that may be null. */
export function fromDecimalTextOrNull(text: DecimalText | null): number | null {
  return text === null ? null : fromDecimalText(text)
}

function assertExactDigits(text: string): void {
  const digits = text.replace('-', '').replace('.', '').replace(/^0+/, '')
  const significant = text.includes('.') ? digits.replace(/0+$/, '') : digits
  if (significant.length > 15) throw new RangeError(`more than 15 significant digits: ${text}`)
}

export interface DecimalBounds {
  decimals: number
  min?: number
  max: number
  unit?: string
}

/** A bounded decimal in JSON: `decimals` places at most (`multipleOf` in JSON Schema), finite, within `min…max`. */
export function decimal({ decimals, min, max, unit }: DecimalBounds) {
  const step = Number(`1e-${decimals}`)
  const base = z.number().max(max)
  const bounded = min === undefined ? base.min(-max) : base.min(min)
  const stepped = decimals === 0 ? bounded.int() : bounded.multipleOf(step)
  // `multipleOf` tolerates the last bits of a float (0.1 + 0.2); the shortest text does not.
  return stepped
    .refine((value) => hasAtMostDecimals(value, decimals), { params: { decimals }, abort: true })
    .meta(unit ? { unit, decimals } : { decimals })
}

/**
 * What an instrument measured, such as a coordinate: digits beyond `decimals` are its noise. They are rounded to the
 * nearest wherever the number comes from, not refused: -5.147665119999999 becomes -5.147665 with six decimals.
 */
export function measured({ decimals, min, max, unit }: Required<DecimalBounds>) {
  return z
    .number()
    .min(min)
    .max(max)
    .overwrite((value) => roundMeasured(value, decimals))
    .meta({ unit, roundsTo: decimals })
}

/** To the nearest with so many decimals, as {@link measured} does it. */
export function roundMeasured(value: number, decimals: number): number {
  return Number(value.toFixed(decimals))
}

function hasAtMostDecimals(value: number, decimals: number): boolean {
  const text = String(value)
  if (!PLAIN_DECIMAL.test(text)) return false
  const point = text.indexOf('.')
  return point === -1 || text.length - point - 1 <= decimals
}
