import { type DecimalText, toDecimalText } from '@lumbung/contract'
import Big from 'big.js'

export interface DipTolerance {
  dipTolerancePercent: number
  dipToleranceMinimumLitres: number
}

/** The ledger's tolerance of a measurement, as the tenant has set it. */
export function toleranceOf(settings: DipTolerance): {
  tolerancePercent: DecimalText
  toleranceMinimum: DecimalText
} {
  return {
    tolerancePercent: toDecimalText(settings.dipTolerancePercent),
    toleranceMinimum: toDecimalText(settings.dipToleranceMinimumLitres),
  }
}

/** Net loss as a share of what was issued, two decimals half up; a gain is negative. Null where nothing was issued. */
export function lossPercent(adjusted: DecimalText, issued: DecimalText): number | null {
  const out = Big(issued)
  if (out.lte(0)) return null
  const percent = Big(adjusted).times(-100).div(out).round(2, Big.roundHalfUp).toNumber()
  return percent === 0 ? 0 : percent
}
