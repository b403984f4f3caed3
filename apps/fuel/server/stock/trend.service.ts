import { dayAt, type InputOf, type OutputOf } from '@lumbung/contract'
import type { QueryCtx } from '@lumbung/kernel'
import { readTrend } from '@lumbung/ledger'
import type { readStockTrend } from '../../contract/reports.ts'
import { windowOf } from '../day-range.rules.ts'
import { scopeOf } from './scope.service.ts'
import { toTrendDays } from './trend.rules.ts'

/** Each day of the window with its true opening; business days are each site's own. */
export async function readTrendOfStock(
  ctx: QueryCtx,
  input: InputOf<typeof readStockTrend>,
): Promise<OutputOf<typeof readStockTrend>> {
  const scope = await scopeOf(ctx, input)
  const range = windowOf(input, dayAt(ctx.now, scope.zone))
  const { total } = await readTrend(ctx.tx, {
    placeIds: scope.siteIds ?? undefined,
    itemIds: scope.products.map((product) => product.id),
    from: range.startDate,
    to: range.endDate,
    totalOnly: true,
  })
  return { ...range, data: toTrendDays(range, total) }
}
