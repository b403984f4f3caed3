import type { DecimalText } from '@lumbung/contract'
import Big from 'big.js'

/** One thousand barrels of 42 US gallons, exactly: 42,000 × 3.785411784 L. */
const LITRES_PER_THOUSAND_BARRELS = Big('158987.294928')
/** The US liquid gallon of 231 cubic inches, exactly. */
const LITRES_PER_US_GALLON = Big('3.785411784')

/**
 * The one rounding policy of converted volumes: to two decimals, half up, and only what a source states as held or
 * holdable is converted. A movement is the difference of two rounded stocks, so the balances of a converted book are
 * the rounded stocks to the cent.
 */
function roundLitres(litres: Big): DecimalText {
  return litres.round(2, Big.roundHalfUp).toFixed(2)
}

/** Litres of thousands of barrels (MB of the Mexican statistics). Throws on what is not a number. */
export function litresOfThousandBarrels(thousandBarrels: string): DecimalText {
  return roundLitres(Big(thousandBarrels).times(LITRES_PER_THOUSAND_BARRELS))
}

/** Litres of US gallons. Throws on what is not a number. */
export function litresOfGallons(gallons: string): DecimalText {
  return roundLitres(Big(gallons).times(LITRES_PER_US_GALLON))
}
