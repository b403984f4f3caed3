import { fromDecimalText, type InputOf, raise, toDecimalText } from '@lumbung/contract'
import { type CommandCtx, newId, type QueryCtx } from '@lumbung/kernel'
import { type NewMeasurement, openAccount } from '@lumbung/ledger'
import { futureDate } from '@lumbung/ledger/contract'
import type { Dip, recordDip } from '../../contract/dips.ts'
import { dipOutOfTolerance, dipRecorded } from '../../contract/events.ts'
import { FuelSettings } from '../../contract/settings.ts'
import { announce, toRecordedEntry } from '../stock/recording.service.ts'
import { placeMeant } from '../stock/scope.service.ts'
import { measureStock } from '../stock/stock.ledger.ts'
import { litresOf } from '../stock/stock.rules.ts'
import type { StockPlace } from '../stock/stock-place.rules.ts'
import { toleranceOf } from './dip.rules.ts'
import { insertDip } from './dip.store.ts'

/** Clocks of devices and servers differ a little. */
const CLOCK_TOLERANCE_MS = 60_000

/**
 * Compares a measurement with the book at its instant. Beyond the tolerance the book follows the measurement, by an
 * adjustment at that instant; within it the book stays, unless the person asks for the adjustment (`post`). What was
 * measured later keeps its level, whichever is entered first.
 */
export async function recordNewDip(ctx: CommandCtx, input: InputOf<typeof recordDip>): Promise<Dip> {
  const place = await placeMeant(ctx, 'fuel.dip.record', input)
  const measuredAt = instantOfMeasurement(ctx, input.measuredAt)
  // The account before the counter of numbers, as every recording locks them; both stay locked until the commit.
  await openAccount(ctx.tx, { itemId: place.product.id, placeId: place.site.id })
  const number = await ctx.number('fuel.dip')
  const id = ctx.newId()
  const notes = input.notes ?? ''
  const planned = await plannedMeasurement(ctx, place, { ...input, measuredAt })
  const found = await measureStock(ctx.tx, {
    ...planned,
    measurementId: id,
    note: notes === '' ? null : notes,
    document: number,
  })
  const [bookLitres, differenceLitres, toleranceLitres] = [found.book, found.difference, found.tolerance].map(
    litresOf,
  ) as [number, number, number]
  await insertDip(ctx.tx, {
    id,
    number,
    siteId: place.site.id,
    productId: place.product.id,
    measuredLitres: planned.level,
    bookLitres: toDecimalText(bookLitres),
    toleranceLitres: toDecimalText(toleranceLitres),
    movementId: found.posted?.id ?? null,
    measuredAt: found.measuredAt,
    businessDay: found.businessDay,
    note: notes,
    recordedBy: ctx.actor.userId,
    recordedAt: ctx.now,
  })
  if (found.posted) {
    const said = { flow: 'adjusted', notes, reversalOf: null } as const
    announce(ctx, place, found.posted, toRecordedEntry(ctx, place, found.posted, said))
  }
  const dip: Dip = {
    id,
    number,
    location: place.site,
    product: place.product,
    measuredLitres: fromDecimalText(planned.level),
    bookLitres,
    differenceLitres,
    toleranceLitres,
    withinTolerance: found.withinTolerance,
    postedEntryId: found.posted?.id ?? null,
    isWithdrawn: false,
    measuredAt: found.measuredAt.toISOString(),
    businessDay: found.businessDay,
    zone: place.zone,
    notes,
    user: { id: ctx.actor.userId, name: ctx.actor.name },
  }
  announceDip(ctx, dip)
  return dip
}

/** Null: now. Nothing was measured tomorrow. */
export function instantOfMeasurement(ctx: QueryCtx, measuredAt: string | undefined): Date | null {
  if (measuredAt === undefined) return null
  const instant = new Date(measuredAt)
  if (instant.getTime() > ctx.now.getTime() + CLOCK_TOLERANCE_MS) throw raise(futureDate, {})
  return instant
}

/** The measurement in the ledger's terms, with the tolerance that the tenant has set. */
export async function plannedMeasurement(
  ctx: QueryCtx,
  place: StockPlace,
  dip: { measuredLitres: number; measuredAt: Date | null; post?: boolean | undefined },
): Promise<NewMeasurement> {
  return {
    ...toleranceOf(await ctx.settings('fuel', FuelSettings)),
    measurementId: newId(),
    movementId: newId(),
    itemId: place.product.id,
    placeId: place.site.id,
    level: toDecimalText(dip.measuredLitres),
    measuredAt: dip.measuredAt,
    holds: dip.post ?? false,
    zone: place.zone,
    actorId: ctx.actor.userId,
    note: null,
    document: null,
    now: ctx.now,
  }
}

function announceDip(ctx: CommandCtx, dip: Dip): void {
  const { id, number, location, product, measuredLitres, bookLitres, differenceLitres, toleranceLitres } = dip
  const fact = {
    dipId: id,
    number,
    location,
    product,
    measuredLitres,
    bookLitres,
    differenceLitres,
    toleranceLitres,
  }
  const aggregate = `fuel.stock:${location.id}:${product.id}`
  ctx.emit(dipRecorded, aggregate, fact)
  if (!dip.withinTolerance) ctx.emit(dipOutOfTolerance, aggregate, fact)
  const { id: _id, ...facts } = dip
  ctx.audit({ type: 'fuel.dip', id }, null, facts)
}
