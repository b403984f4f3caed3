import { type DecimalText, fromDecimalText } from '@lumbung/contract'
import type { Flow } from '@lumbung/ledger'
import Big from 'big.js'
import type { EntryType } from '../../contract/stock.ts'

/** Nothing is left. A book cannot be below it. */
export function isEmpty(balance: DecimalText): boolean {
  return Big(balance).lte(0)
}

/** Empty, whatever the threshold, or below it: a site that holds exactly its threshold, unless that is nothing, is not low. */
export function isLow(balance: DecimalText, threshold: DecimalText): boolean {
  return isEmpty(balance) || Big(balance).lt(threshold)
}

/**
 * Whether what is left at present became little, or nothing: the two moments worth a message. A line of the past that leaves the
 * present as it was is none.
 */
export function fallsLow(before: DecimalText, after: DecimalText, threshold: DecimalText): boolean {
  return (isLow(after, threshold) && !isLow(before, threshold)) || (isEmpty(after) && !isEmpty(before))
}

/**
 * Litres of an entry in the column of its day that it counts in, so that balance = Σ IN − Σ OUT + Σ ADJUSTMENT over any
 * list of entries. IN and OUT are positive; a reversal within the day of its original takes back from the same column
 * and is negative; an adjustment carries its own sign.
 */
export function amountOf(flow: Flow, delta: DecimalText): number {
  return litresOf(flow === 'out' ? Big(delta).neg().toFixed() : delta)
}

export function typeOf(flow: Flow): EntryType {
  return flow === 'in' ? 'IN' : flow === 'out' ? 'OUT' : 'ADJUSTMENT'
}

/** The JSON number of a ledger quantity; litres have two decimals, the ledger keeps four. */
export function litresOf(quantity: DecimalText): number {
  return fromDecimalText(Big(quantity).toFixed(2))
}

export interface DaysToEmpty {
  mean: number | null
  low: number | null
  high: number | null
}

/**
 * How many days the balance lasts at the mean daily use, at one spread more (`low`) and at one spread less (`high`).
 * One decimal, rounded down: promising a day that is not there is the worse error. Null where nothing is used: mean 0,
 * or a spread as large as the mean for `high`.
 */
export function daysToEmpty(
  balance: DecimalText,
  meanDailyUse: DecimalText,
  spread: DecimalText,
): DaysToEmpty {
  const mean = Big(meanDailyUse)
  if (mean.lte(0)) return { mean: null, low: null, high: null }
  const daysAt = (use: Big) => (use.lte(0) ? null : Big(balance).div(use).round(1, Big.roundDown).toNumber())
  return { mean: daysAt(mean), low: daysAt(mean.plus(spread)), high: daysAt(mean.minus(spread)) }
}

/** Share of the capacity in use, one decimal, half up; over 100 where the book exceeds what the tanks can hold. */
export function fillPercent(balance: DecimalText, capacity: DecimalText | null): number | null {
  if (capacity === null) return null
  return Big(balance).times(100).div(capacity).round(1, Big.roundHalfUp).toNumber()
}

export type Warning =
  | 'below_threshold'
  | 'above_capacity'
  | 'unusual_amount'
  | 'most_of_stock'
  | 'back_dated'
  | 'many_days'

/** A slip of a week or less is seen in the preview. */
const MANY_DAYS = 7

export interface PlannedEntry {
  type: 'IN' | 'OUT'
  amount: DecimalText
  backdated: boolean
  daysChanged: number
  balance: DecimalText
  newBalance: DecimalText
  threshold: DecimalText
  capacity: DecimalText | null
  meanDailyUse: DecimalText
  unusualAmountFactor: number
  mostOfStockPercent: number
}

/** Of what is left now: a digit too many empties a tank before it is unusual. */
function takesMost({ amount, balance, mostOfStockPercent }: PlannedEntry): boolean {
  return Big(balance).gt(0) && Big(amount).times(100).gte(Big(balance).times(mostOfStockPercent))
}

/** What a person should look at before sending; none of them is refused. */
export function warningsOf(entry: PlannedEntry): Warning[] {
  const { type, amount, newBalance, capacity, meanDailyUse } = entry
  const mean = Big(meanDailyUse)
  const warnings: [Warning, boolean][] = [
    ['below_threshold', type === 'OUT' && isLow(newBalance, entry.threshold)],
    ['above_capacity', type === 'IN' && capacity !== null && Big(newBalance).gt(capacity)],
    ['unusual_amount', type === 'OUT' && mean.gt(0) && Big(amount).gt(mean.times(entry.unusualAmountFactor))],
    ['most_of_stock', type === 'OUT' && takesMost(entry)],
    ['back_dated', entry.backdated],
    ['many_days', entry.daysChanged > MANY_DAYS],
  ]
  return warnings.filter(([, holds]) => holds).map(([warning]) => warning)
}
