import { type InputOf, isProblem, type Problem } from '@lumbung/contract'
import type { JudgeInputs } from '@lumbung/kernel'
import type { recordDip } from '../../contract/dips.ts'
import { problemOr } from '../stock/entry-check.service.ts'
import { placeMeant } from '../stock/scope.service.ts'
import type { StockPlace } from '../stock/stock-place.rules.ts'
import { instantOfMeasurement } from './dip.service.ts'

/** Measurements of a file: their places, and that none is of tomorrow. What each does to the book shows when it is recorded. */
export function judgeDips(): JudgeInputs<InputOf<typeof recordDip>> {
  const places = new Map<string, StockPlace | Problem>()
  return async (ctx, inputs) => {
    const verdicts: (Problem | undefined)[] = []
    for (const input of inputs) {
      const key = `${input.location ?? ''} ${input.product ?? ''}`
      const place = places.get(key) ?? (await problemOr(placeMeant(ctx, 'fuel.dip.record', input)))
      places.set(key, place)
      const instant = await problemOr(
        Promise.resolve().then(() => instantOfMeasurement(ctx, input.measuredAt)),
      )
      const problem = [place, instant].find((found) => isProblem(found))
      verdicts.push(problem as Problem | undefined)
    }
    return verdicts
  }
}
