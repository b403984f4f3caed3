import type { InputOf, OutputOf } from '@lumbung/contract'
import type { QueryCtx } from '@lumbung/kernel'
import { findAccount, previewMeasurement } from '@lumbung/ledger'
import type { BookChange } from '../../contract/previews.ts'
import { previewDip } from '../../contract/previews.ts'
import { toBookChange } from '../stock/preview.service.ts'
import { placeMeant } from '../stock/scope.service.ts'
import { litresOf } from '../stock/stock.rules.ts'
import type { StockPlace } from '../stock/stock-place.rules.ts'
import { instantOfMeasurement, plannedMeasurement } from './dip.service.ts'

/** What recording this measurement would find and do. Nothing is written or held, so others may come between. */
export async function previewNewDip(
  ctx: QueryCtx,
  input: InputOf<typeof previewDip>,
): Promise<OutputOf<typeof previewDip>> {
  const place = await placeMeant(ctx, previewDip.permission, input)
  const measuredAt = instantOfMeasurement(ctx, input.measuredAt)
  const found = await previewMeasurement(
    ctx.tx,
    await plannedMeasurement(ctx, place, { ...input, measuredAt }),
  )
  const change = found.change ? toBookChange(ctx, place, found.change) : await bookUnchanged(ctx, place)
  return {
    ...change,
    bookLitres: litresOf(found.book),
    differenceLitres: litresOf(found.difference),
    toleranceLitres: litresOf(found.tolerance),
    withinTolerance: found.withinTolerance,
    posts: found.change !== null,
  }
}

async function bookUnchanged(ctx: QueryCtx, place: StockPlace): Promise<BookChange> {
  const account = await findAccount(ctx.tx, place.product.id, place.site.id)
  const balanceLitres = litresOf(account?.onHand ?? '0')
  return {
    location: place.site,
    product: place.product,
    refusal: null,
    balanceLitres,
    newBalanceLitres: balanceLitres,
    days: [],
    daysChanged: 0,
    dips: [],
  }
}
