import { type DecimalText, fromDecimalText, type ProblemParams, type ProblemType } from '@lumbung/contract'
import Big from 'big.js'
import {
  backdateTooOld,
  closedPeriod,
  futureDate,
  insufficient,
  laterDayNegative,
} from '../contract/problems.ts'
import type { EntryKind, Flow, PreviewDay, Refusal } from './posting.types.ts'

/** Clocks of devices and servers differ a little; beyond this an instant is in the future. */
export const FUTURE_TOLERANCE_MS = 60_000
export const DAY_MS = 86_400_000

const QUANTITY = /^(-?)(\d{1,11})(?:\.(\d{1,4}))?$/

/**
 * The signed change of a kind and quantity. Throws RangeError on what a contract must already have refused: more than
 * 4 decimals or 11 digits before the point, zero, a sign where the kind gives it.
 */
export function deltaOf(kind: EntryKind, quantity: DecimalText): DecimalText {
  const match = QUANTITY.exec(quantity)
  if (!match) throw new RangeError(`not a quantity of at most 4 decimals: ${quantity}`)
  if (/^[-0.]*$/.test(quantity)) throw new RangeError('a movement of nothing')
  if (kind === 'adjustment') return quantity
  if (match[1] === '-') throw new RangeError(`the quantity of a ${kind} is positive: ${quantity}`)
  return kind === 'issue' ? `-${quantity}` : quantity
}

/** The same amount with the other sign. */
export function negated(amount: DecimalText): DecimalText {
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`
}

export function isNegative(amount: DecimalText): boolean {
  return amount.startsWith('-') && /[1-9]/.test(amount)
}

/** The column of its day that a movement counts in; of a reversal it depends on its original's. */
export function flowOf(kind: EntryKind): Flow {
  return kind === 'receipt' ? 'in' : kind === 'issue' ? 'out' : 'adjusted'
}

/**
 * A reversal within the day of its original takes back from the original's column, so that the day's receipts and usage
 * are right; in any other day it is a correction.
 */
export function flowOfReversal(original: { flow: Flow; businessDay: string }, businessDay: string): Flow {
  return original.businessDay === businessDay ? original.flow : 'adjusted'
}

export interface PostingLimits {
  closedThrough: string | null
  backdateLimitDays: number
}

function refusal<P extends ProblemParams>(type: ProblemType<P>, params: P): Refusal {
  return { type: type as unknown as ProblemType, params }
}

export function judgeInstant(occurredAt: Date | null, now: Date): Refusal | null {
  if (occurredAt === null || occurredAt.getTime() <= now.getTime() + FUTURE_TOLERANCE_MS) return null
  return refusal(futureDate, {})
}

/** What happens now comes after every movement and measurement of its account, whatever the clocks of two nodes say. */
export function instantOfNow(
  now: Date,
  account: { lastOccurredAt: Date | null; lastMeasuredAt: Date | null } | undefined,
): Date {
  const instants = [now, account?.lastOccurredAt ?? now, account?.lastMeasuredAt ?? now]
  return new Date(Math.max(...instants.map((instant) => instant.getTime())))
}

/** Whether the books still take a movement of that day; a movement of now (not `dated`) has no limit of age. */
export function judgeDay(
  posting: { at: Date; dated: boolean; businessDay: string; now: Date },
  limits: PostingLimits,
): Refusal | null {
  const { at, dated, businessDay, now } = posting
  const { closedThrough, backdateLimitDays } = limits
  if (closedThrough !== null && businessDay <= closedThrough) return refusal(closedPeriod, { closedThrough })
  if (dated && at.getTime() < now.getTime() - backdateLimitDays * DAY_MS) {
    return refusal(backdateTooOld, { limitDays: backdateLimitDays })
  }
  return null
}

/** What the database found out about a movement at an instant; amounts after it already contain the movement. */
export interface Weighed {
  availableAfter: DecimalText
  available: DecimalText
  balanceBefore: DecimalText
  balanceAfter: DecimalText
  businessDay: string
  /** The least on hand at any moment of the same day. */
  lowestAfter: DecimalText
  firstNegativeDay: { day: string; lowest: DecimalText } | null
}

/** What is reserved or in quarantine cannot be taken out. */
export function judgeAvailable(
  delta: DecimalText,
  balance: { available: DecimalText; availableAfter: DecimalText },
): Refusal | null {
  if (!isNegative(delta) || !isNegative(balance.availableAfter)) return null
  return refusal(insufficient, {
    requested: fromDecimalText(negated(delta)),
    available: fromDecimalText(balance.available),
  })
}

/**
 * Never below zero: not now, not at that instant, not at another moment of any day that changes. `total` is what the
 * movement and all that follows from it change at present, `days` are those that would change, oldest first.
 */
export function judgePlan(
  plan: { main: { delta: DecimalText }; total: DecimalText },
  weighed: Weighed,
  days: readonly PreviewDay[],
): Refusal | null {
  const { available } = weighed
  const now = judgeAvailable(plan.total, {
    available,
    availableAfter: Big(available).plus(plan.total).toFixed(4),
  })
  if (now) return now
  if (isNegative(plan.main.delta) && isNegative(weighed.balanceAfter)) {
    return refusal(insufficient, {
      requested: fromDecimalText(negated(plan.main.delta)),
      available: fromDecimalText(weighed.balanceBefore),
    })
  }
  const negative = days.find(({ lowestAfter }) => isNegative(lowestAfter))
  return negative
    ? refusal(laterDayNegative, { day: negative.day, lowest: fromDecimalText(negative.lowestAfter) })
    : null
}

/** Never below zero: not now, not at that instant, not at another moment of that day, not on any day after it. */
export function judgeBalances(delta: DecimalText, weighed: Weighed): Refusal | null {
  if (!isNegative(delta)) return null
  const now = judgeAvailable(delta, weighed)
  if (now) return now
  if (isNegative(weighed.balanceAfter)) {
    return refusal(insufficient, {
      requested: fromDecimalText(negated(delta)),
      available: fromDecimalText(weighed.balanceBefore),
    })
  }
  if (isNegative(weighed.lowestAfter)) {
    return refusal(laterDayNegative, {
      day: weighed.businessDay,
      lowest: fromDecimalText(weighed.lowestAfter),
    })
  }
  if (weighed.firstNegativeDay) {
    const { day, lowest } = weighed.firstNegativeDay
    return refusal(laterDayNegative, { day, lowest: fromDecimalText(lowest) })
  }
  return null
}
