import { fromDecimalText, type InputOf, type OutputOf, toDecimalText } from '@lumbung/contract'
import type { QueryCtx } from '@lumbung/kernel'
import type { BookChange } from '../../contract/previews.ts'
import { previewDip } from '../../contract/previews.ts'
import { FuelSettings } from '../../contract/settings.ts'
import { previewPosting, toBookChange } from '../stock/preview.service.ts'
import { placeMeant } from '../stock/scope.service.ts'
import { litresOf } from '../stock/stock.rules.ts'
import type { StockPlace } from '../stock/stock-place.rules.ts'
import { isPosted, judgeDip } from './dip.rules.ts'
import { bookAt, instantOfMeasurement } from './dip.service.ts'

/** What recording this measurement would find and do. Nothing is written or held, so others may come between. */
export async function previewNewDip(
  ctx: QueryCtx,
  input: InputOf<typeof previewDip>,
): Promise<OutputOf<typeof previewDip>> {
  const place = await placeMeant(ctx, previewDip.permission, input)
  const measuredAt = instantOfMeasurement(ctx, input.measuredAt)
  const book = await bookAt(ctx, place, measuredAt)
  const measured = toDecimalText(input.measuredLitres)
  const judgement = judgeDip(measured, book, await ctx.settings('fuel', FuelSettings))
  const posts = isPosted(judgement, input.post)
  const change = posts
    ? toBookChange(
        ctx,
        place,
        await previewPosting(ctx, place, {
          kind: 'adjustment',
          quantity: judgement.difference,
          occurredAt: measuredAt,
        }),
      )
    : await bookUnchanged(ctx, place)
  return {
    ...change,
    bookLitres: fromDecimalText(book),
    differenceLitres: fromDecimalText(judgement.difference),
    toleranceLitres: fromDecimalText(judgement.tolerance),
    withinTolerance: judgement.withinTolerance,
    posts,
  }
}

async function bookUnchanged(ctx: QueryCtx, place: StockPlace): Promise<BookChange> {
  const balanceLitres = litresOf(await bookAt(ctx, place, null))
  return {
    location: place.site,
    product: place.product,
    refusal: null,
    balanceLitres,
    newBalanceLitres: balanceLitres,
    days: [],
    daysChanged: 0,
  }
}
