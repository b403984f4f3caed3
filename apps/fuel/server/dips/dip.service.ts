import {
  type DecimalText,
  dayAt,
  fromDecimalText,
  type InputOf,
  raise,
  toDecimalText,
} from '@lumbung/contract'
import type { CommandCtx, QueryCtx } from '@lumbung/kernel'
import { busy } from '@lumbung/kernel/contract'
import { findAccount, listMovements, lockAccount } from '@lumbung/ledger'
import { futureDate } from '@lumbung/ledger/contract'
import Big from 'big.js'
import type { Dip, recordDip } from '../../contract/dips.ts'
import { dipOutOfTolerance, dipRecorded } from '../../contract/events.ts'
import { FuelSettings } from '../../contract/settings.ts'
import { announce, toRecordedEntry } from '../stock/recording.service.ts'
import { placeMeant } from '../stock/scope.service.ts'
import { postStock } from '../stock/stock.ledger.ts'

import type { StockPlace } from '../stock/stock-place.rules.ts'
import { type DipJudgement, isPosted, judgeDip } from './dip.rules.ts'
import { insertDip } from './dip.store.ts'

/** Clocks of devices and servers differ a little. */
const CLOCK_TOLERANCE_MS = 60_000

/**
 * Compares a measurement with the book at its instant. Beyond the tolerance the book follows the measurement, by an
 * adjustment at that instant; within it the book stays, unless the person asks for the adjustment (`post`).
 */
export async function recordNewDip(ctx: CommandCtx, input: InputOf<typeof recordDip>): Promise<Dip> {
  const place = await placeMeant(ctx, 'fuel.dip.record', input)
  const measuredAt = instantOfMeasurement(ctx, input.measuredAt)
  // Until the commit nothing else can be posted, so the book that the measurement is compared with stays the book.
  const account = await lockAccount(ctx.tx, { itemId: place.product.id, placeId: place.site.id, delta: '0' })
  const book = account ? await bookAt(ctx, place, measuredAt) : '0.00'
  const measured = toDecimalText(input.measuredLitres)
  const judgement = judgeDip(measured, book, await ctx.settings('fuel', FuelSettings))
  const posts = isPosted(judgement, input.post)
  const id = ctx.newId()
  // The adjustment carries the number, so its counter is locked before the posting and after the account, in this order.
  const number = await ctx.number('fuel.dip')
  const notes = input.notes ?? ''
  const isFirst = account === undefined
  const movementId = posts
    ? await adjust(ctx, place, { judgement, measuredAt, number, notes, isFirst })
    : null
  const instant = measuredAt ?? ctx.now
  const businessDay = dayAt(instant, place.zone)
  await insertDip(ctx.tx, {
    id,
    number,
    siteId: place.site.id,
    productId: place.product.id,
    measuredLitres: measured,
    bookLitres: book,
    toleranceLitres: judgement.tolerance,
    movementId,
    measuredAt: instant,
    businessDay,
    note: notes,
    recordedBy: ctx.actor.userId,
    recordedAt: ctx.now,
  })
  const dip: Dip = {
    id,
    number,
    location: place.site,
    product: place.product,
    measuredLitres: input.measuredLitres,
    bookLitres: fromDecimalText(book),
    differenceLitres: fromDecimalText(judgement.difference),
    toleranceLitres: fromDecimalText(judgement.tolerance),
    withinTolerance: judgement.withinTolerance,
    postedEntryId: movementId,
    measuredAt: instant.toISOString(),
    businessDay,
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

/** What the book says the site holds, now or at an instant. */
export async function bookAt(ctx: QueryCtx, place: StockPlace, instant: Date | null): Promise<DecimalText> {
  const { product, site } = place
  if (!instant) return litresText((await findAccount(ctx.tx, product.id, site.id))?.onHand)
  const { rows } = await listMovements(ctx.tx, {
    itemIds: [product.id],
    placeIds: [site.id],
    // The end of a range does not belong to it; instants have milliseconds.
    to: new Date(instant.getTime() + 1),
    limit: 1,
  })
  return litresText(rows[0]?.runningBalance)
}

function litresText(quantity: DecimalText | undefined): DecimalText {
  return Big(quantity ?? '0').toFixed(2)
}

interface Adjustment {
  judgement: DipJudgement
  measuredAt: Date | null
  number: string
  notes: string
  /** The book was empty, so there was nothing to lock. */
  isFirst: boolean
}

async function adjust(ctx: CommandCtx, place: StockPlace, dip: Adjustment): Promise<string> {
  const posted = await postStock(ctx.tx, {
    movementId: ctx.newId(),
    itemId: place.product.id,
    placeId: place.site.id,
    kind: 'adjustment',
    quantity: dip.judgement.difference,
    occurredAt: dip.measuredAt,
    zone: place.zone,
    actorId: ctx.actor.userId,
    note: dip.notes === '' ? null : dip.notes,
    document: dip.number,
    now: ctx.now,
  })
  // Another's first entry came between: the difference was taken from a book that is no longer so.
  if (dip.isFirst && posted.seq !== 1) throw raise(busy, { retryAfterSeconds: 1 })
  const said = { flow: 'adjusted', notes: dip.notes, reversalOf: null } as const
  announce(ctx, place, posted, toRecordedEntry(ctx, place, posted, said))
  return posted.id
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
