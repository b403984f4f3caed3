import type { OutputOf } from '@lumbung/contract'
import type { readDipLosses } from '../../../contract/index.ts'

type Loss = OutputOf<typeof readDipLosses>['data'][number]
export type LossTotal = Omit<Loss, 'location' | 'product'>

/** The rows together. Their loss is that of the sums, not the mean of their percentages: a small site weighs less. */
export function lossTotal(losses: readonly LossTotal[]): LossTotal {
  const sum = (of: (loss: LossTotal) => number) =>
    Math.round(losses.reduce((total, loss) => total + of(loss), 0) * 100) / 100
  const adjustedLitres = sum((loss) => loss.adjustedLitres)
  const issuedLitres = sum((loss) => loss.issuedLitres)
  const percent = Math.round((-adjustedLitres / issuedLitres) * 10_000) / 100
  return {
    dips: sum((loss) => loss.dips),
    outOfTolerance: sum((loss) => loss.outOfTolerance),
    adjustedLitres,
    issuedLitres,
    // Neither 0 ÷ 0 nor a minus before a zero is a loss.
    lossPercent: issuedLitres > 0 ? percent || 0 : null,
  }
}
