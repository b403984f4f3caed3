import type { DecimalText } from '@lumbung/contract'
import Big from 'big.js'

/** A difference up to the larger of a share of the book and a fixed amount may be the gauge's own. */
export interface Tolerance {
  percent: DecimalText
  minimum: DecimalText
}

export interface Judgement {
  /** level − book; a loss is negative. */
  difference: DecimalText
  tolerance: DecimalText
  withinTolerance: boolean
}

/**
 * A measurement against the book. The share is rounded half up to two decimals, finer than any gauge reads; a
 * difference equal to the tolerance is within it.
 */
export function judgeMeasurement(level: DecimalText, book: DecimalText, allowed: Tolerance): Judgement {
  const share = Big(book).times(allowed.percent).div(100).round(2, Big.roundHalfUp)
  const minimum = Big(allowed.minimum)
  const tolerance = share.gt(minimum) ? share : minimum
  const difference = Big(level).minus(book)
  return {
    difference: difference.toFixed(4),
    tolerance: tolerance.toFixed(4),
    withinTolerance: difference.abs().lte(tolerance),
  }
}

/** A measurement that is kept true, as it stands before a change. */
export interface KeptMeasurement {
  id: string
  measuredAt: Date
  businessDay: string
  level: DecimalText
  found: DecimalText
  tolerancePercent: DecimalText
  toleranceMinimum: DecimalText
  isHeld: boolean
  movementId: string | null
  document: string | null
  note: string | null
}

/** What a change before a measurement does to what it finds; its level stays. */
export interface Recalibration {
  measurement: KeptMeasurement
  foundAfter: DecimalText
  toleranceAfter: DecimalText
  /** It was held already, or the change has pushed it beyond its tolerance. */
  isHeld: boolean
  /** By how much its adjustments change together; 0 where the difference is left standing. */
  change: DecimalText
}

/**
 * Carries a change of the book through the measurements after it, in their order. The first one that is held stops it:
 * its difference takes the change up, and what follows stays as it was. One that left its difference standing is judged
 * as if it had been entered only now: the change goes on where it is still within its tolerance.
 */
export function recalibrate(change: DecimalText, after: readonly KeptMeasurement[]): Recalibration[] {
  let shift = Big(change)
  const steps: Recalibration[] = []
  for (const measurement of after) {
    if (shift.eq(0)) break
    const foundAfter = Big(measurement.found).minus(shift)
    const book = Big(measurement.level).minus(foundAfter)
    const { tolerance, withinTolerance } = judgeMeasurement(measurement.level, book.toFixed(4), {
      percent: measurement.tolerancePercent,
      minimum: measurement.toleranceMinimum,
    })
    const isHeld = measurement.isHeld || !withinTolerance
    const own = measurement.isHeld ? foundAfter.minus(measurement.found) : isHeld ? foundAfter : Big(0)
    steps.push({
      measurement,
      foundAfter: foundAfter.toFixed(4),
      toleranceAfter: tolerance,
      isHeld,
      change: own.toFixed(4),
    })
    shift = shift.plus(own)
  }
  return steps
}

export function isNothing(amount: DecimalText): boolean {
  return Big(amount).eq(0)
}
