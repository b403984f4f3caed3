import { addDays, dayAt, type InputOf, type OutputOf, toDecimalText } from '@lumbung/contract'
import { newId, type QueryCtx } from '@lumbung/kernel'
import { findAccount, meanDailyIssue, type NewMovement, type Preview, previewMovement } from '@lumbung/ledger'
import type { BookChange, previewStockEntry } from '../../contract/previews.ts'
import { FuelSettings } from '../../contract/settings.ts'
import { findCapacities } from '../sites/site.store.ts'
import { placeMeant } from './scope.service.ts'
import { refusalInLitres } from './stock.ledger.ts'
import { litresOf, warningsOf } from './stock.rules.ts'
import type { StockPlace } from './stock-place.rules.ts'
import { USE_DAYS } from './summary.rules.ts'

/** What recording this entry would do. Nothing is written or held, so others may come between. */
export async function previewEntry(
  ctx: QueryCtx,
  input: InputOf<typeof previewStockEntry>,
): Promise<OutputOf<typeof previewStockEntry>> {
  const place = await placeMeant(ctx, previewPermission, input)
  const amount = toDecimalText(input.amount)
  const preview = await previewPosting(ctx, place, {
    kind: input.type === 'IN' ? 'receipt' : 'issue',
    quantity: amount,
    occurredAt: input.date === undefined ? null : new Date(input.date),
  })
  const capacity = (await findCapacities(ctx.tx, [place.site.id])).find(
    ({ product_id }) => product_id === place.product.id,
  )
  const { unusualAmountFactor, mostOfStockPercent } = await ctx.settings('fuel', FuelSettings)
  return {
    ...toBookChange(ctx, place, preview),
    warnings: warningsOf({
      type: input.type,
      amount,
      backdated: preview.backdated,
      daysChanged: preview.changedDays,
      balance: preview.onHandBefore,
      newBalance: preview.onHandAfter,
      threshold: place.threshold,
      capacity: capacity?.capacity_litres ?? null,
      meanDailyUse: await meanUse(ctx, place),
      unusualAmountFactor,
      mostOfStockPercent,
    }),
  }
}

/** Only dips that left their difference standing are passed by a change, so there are hardly ever more. */
const MOST_PREVIEW_DIPS = 50

/** Whoever may see a book may try an entry on it. */
const previewPermission = 'fuel.stock.read'

export async function previewPosting(
  ctx: QueryCtx,
  place: StockPlace,
  planned: Pick<NewMovement, 'kind' | 'quantity' | 'occurredAt'>,
): Promise<Preview> {
  return await previewMovement(ctx.tx, {
    ...planned,
    movementId: newId(),
    itemId: place.product.id,
    placeId: place.site.id,
    zone: place.zone,
    actorId: ctx.actor.userId,
    note: null,
    document: null,
    now: ctx.now,
  })
}

export function toBookChange(ctx: QueryCtx, place: StockPlace, preview: Preview): BookChange {
  const refusal = preview.refusal && refusalInLitres(preview.refusal)
  return {
    location: place.site,
    product: place.product,
    refusal: refusal && {
      code: refusal.code,
      params: refusal.params,
      message: ctx.services.texts.say(ctx.locale, refusal.code, refusal.params),
    },
    balanceLitres: litresOf(preview.onHandBefore),
    newBalanceLitres: litresOf(preview.onHandAfter),
    days: preview.days.map((day) => ({
      day: day.day,
      closingLitres: litresOf(day.closingBefore),
      newClosingLitres: litresOf(day.closingAfter),
      newLowestLitres: litresOf(day.lowestAfter),
    })),
    daysChanged: preview.changedDays,
    dips: preview.recalibrated.slice(0, MOST_PREVIEW_DIPS).map((dip) => ({
      number: dip.document ?? '',
      measuredAt: dip.measuredAt.toISOString(),
      measuredLitres: litresOf(dip.level),
      differenceLitres: litresOf(dip.foundBefore),
      newDifferenceLitres: litresOf(dip.foundAfter),
    })),
  }
}

async function meanUse(ctx: QueryCtx, place: StockPlace): Promise<string> {
  const account = await findAccount(ctx.tx, place.product.id, place.site.id)
  if (!account) return '0'
  const today = dayAt(ctx.now, place.zone)
  const [use] = await meanDailyIssue(
    ctx.tx,
    [account.accountId],
    addDays(today, -USE_DAYS),
    addDays(today, -1),
  )
  return use?.mean ?? '0'
}
