/** `amount × factor` in hundredths, half up; `factor` is an integer of 10^−`decimals`. */
export function centilitresOf(amount: string, factor: bigint, decimals: number): bigint {
  const [whole = '0', fraction = ''] = amount.split('.')
  const scale = 10n ** BigInt(fraction.length + decimals)
  return (BigInt(whole + fraction) * factor * 200n + scale) / (2n * scale)
}

/** A number of an answer in hundredths, exactly. */
export function centilitres(litres: number): bigint {
  return BigInt(litres.toFixed(2).replace('.', ''))
}

/** A coordinate in millionths of a degree, half away from zero: what a site keeps of it. */
export function millionthsOf(degrees: string): bigint {
  const [whole = '0', fraction = ''] = degrees.replace('-', '').split('.')
  const scale = 10n ** BigInt(fraction.length)
  const millionths = (BigInt(whole + fraction) * 2_000_000n + scale) / (2n * scale)
  return degrees.startsWith('-') ? -millionths : millionths
}
