import { fromDecimalText, type InputOf, isProblem, type Problem } from '@lumbung/contract'
import type { JudgeInputs, QueryCtx } from '@lumbung/kernel'
import { previewMeasurement } from '@lumbung/ledger'
import type { recordDip } from '../../contract/dips.ts'
import { stockInsufficient } from '../../contract/problems.ts'
import { problemOr } from '../stock/entry-check.service.ts'
import { placeMeant } from '../stock/scope.service.ts'
import { refusalInLitres } from '../stock/stock.ledger.ts'
import type { StockPlace } from '../stock/stock-place.rules.ts'
import { instantOfMeasurement, plannedMeasurement } from './dip.service.ts'

type DipInput = InputOf<typeof recordDip>

/** What a measurement of the file would add to the book, from its instant on. */
interface Adjustment {
  at: number
  litres: number
}

/** Measurements of a file: their places and instants, and whether the adjustment that each would post may be posted. */
export function judgeDips(): JudgeInputs<DipInput> {
  const places = new Map<string, StockPlace | Problem>()
  const adjustments = new Map<string, Adjustment[]>()
  return async (ctx, inputs) => {
    const verdicts: (Problem | undefined)[] = []
    for (const input of inputs) {
      const key = `${input.location ?? ''} ${input.product ?? ''}`
      const place = places.get(key) ?? (await problemOr(placeMeant(ctx, 'fuel.dip.record', input)))
      places.set(key, place)
      if (isProblem(place)) {
        verdicts.push(place)
        continue
      }
      const account = `${place.site.id} ${place.product.id}`
      const earlier = adjustments.get(account) ?? []
      adjustments.set(account, earlier)
      verdicts.push(await judgeDip(ctx, place, input, earlier))
    }
    return verdicts
  }
}

/**
 * The book has not the adjustments of the rows before yet, so the level is compared without them, which leaves the same
 * difference. Whether enough is left on the days after is then for the recording to say.
 */
async function judgeDip(
  ctx: QueryCtx,
  place: StockPlace,
  input: DipInput,
  earlier: Adjustment[],
): Promise<Problem | undefined> {
  const measuredAt = await problemOr(
    Promise.resolve().then(() => instantOfMeasurement(ctx, input.measuredAt)),
  )
  if (isProblem(measuredAt)) return measuredAt
  const at = (measuredAt ?? ctx.now).getTime()
  const before = earlier.filter((adjustment) => adjustment.at <= at)
  const shift = before.reduce((sum, { litres }) => sum + litres, 0)
  const measuredLitres = Math.round((input.measuredLitres - shift) * 10_000) / 10_000
  const planned = await plannedMeasurement(ctx, place, { ...input, measuredLitres, measuredAt })
  const found = await previewMeasurement(ctx.tx, planned)
  if (!found.change) return undefined
  const refusal = found.change.refusal ? refusalInLitres(found.change.refusal) : undefined
  const isForetold = refusal?.code !== stockInsufficient.code || earlier.length === 0
  if (refusal && isForetold) return refusal
  earlier.push({ at, litres: fromDecimalText(found.difference) })
  return undefined
}
