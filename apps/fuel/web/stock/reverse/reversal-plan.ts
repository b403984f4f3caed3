import type { StockEntry } from '../../../contract/index.ts'
import { effectOf } from '../effect-of.ts'
import type { PlannedEntry } from '../preview/planned-entry.ts'

/** The line that does to the book what reversing this one does: the opposite amount, at its own instant or, dated null, now. */
export function reversalPlan(entry: StockEntry, date: string | null): PlannedEntry {
  const effect = effectOf(entry)
  return {
    type: effect < 0 ? 'IN' : 'OUT',
    location: entry.location.code,
    product: entry.product.code,
    amount: Math.abs(effect),
    ...(date === null ? {} : { date }),
  }
}
