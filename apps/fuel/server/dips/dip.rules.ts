import { type DecimalText, toDecimalText } from '@lumbung/contract'
import Big from 'big.js'

export interface DipTolerance {
  dipTolerancePercent: number
  dipToleranceMinimumLitres: number
}

export interface DipJudgement {
  /** measured − book; a loss is negative. */
  difference: DecimalText
  tolerance: DecimalText
  withinTolerance: boolean
}

/**
 * A difference up to the tolerance, whichever is larger of a share of the book and a fixed amount, may be the dipstick's
 * or the temperature's. The share is rounded half up to two decimals; a difference equal to the tolerance is within it.
 */
export function judgeDip(measured: DecimalText, book: DecimalText, settings: DipTolerance): DipJudgement {
  const share = Big(book)
    .times(toDecimalText(settings.dipTolerancePercent))
    .div(100)
    .round(2, Big.roundHalfUp)
  const minimum = Big(toDecimalText(settings.dipToleranceMinimumLitres))
  const tolerance = share.gt(minimum) ? share : minimum
  const difference = Big(measured).minus(book)
  return {
    difference: difference.toFixed(2),
    tolerance: tolerance.toFixed(2),
    withinTolerance: difference.abs().lte(tolerance),
  }
}

/** Within the tolerance the book stays unless the person asks otherwise (`post`); where both agree nothing is posted. */
export function isPosted({ difference, withinTolerance }: DipJudgement, post = false): boolean {
  return (!withinTolerance || post) && !Big(difference).eq(0)
}

/** Net loss as a share of what was issued, two decimals half up; a gain is negative. Null where nothing was issued. */
export function lossPercent(adjusted: DecimalText, issued: DecimalText): number | null {
  const out = Big(issued)
  if (out.lte(0)) return null
  const percent = Big(adjusted).times(-100).div(out).round(2, Big.roundHalfUp).toNumber()
  return percent === 0 ? 0 : percent
}
