import { type DecimalText, type InputOf, raise, toDecimalText } from '@lumbung/contract'
import type { CommandCtx, QueryCtx } from '@lumbung/kernel'
import { type Flow, findMovement, type Posted } from '@lumbung/ledger'
import { dipRecalibrated, stockLow, stockRecorded, stockReversed } from '../../contract/events.ts'
import { entryNotFound, entryNotOwn, ownReversalOff, reversalTooLate } from '../../contract/problems.ts'
import { FuelSettings } from '../../contract/settings.ts'
import type {
  RecordedEntry,
  recordStockEntry,
  recordStockIn,
  recordStockOut,
  reverseOwnStockEntry,
  reverseStockEntry,
} from '../../contract/stock.ts'
import { findProductsByIds } from '../products/product.store.ts'
import { findSite } from '../sites/site.store.ts'
import { assignedSites, onlySite } from './assigned-site.service.ts'
import { postStock, reverseStock } from './stock.ledger.ts'
import { amountOf, fallsLow, isLow, litresOf, typeOf } from './stock.rules.ts'
import { type StockPlace, usablePlace } from './stock-place.rules.ts'
import { findStockPlaceByCode, findStockPlaceById } from './stock-place.store.ts'

const MINUTE_MS = 60_000

/** Fuel received at any site. */
export async function recordIn(
  ctx: CommandCtx,
  input: InputOf<typeof recordStockIn>,
): Promise<RecordedEntry> {
  return await record(ctx, await namedPlace(ctx, input), { ...input, type: 'IN' })
}

/**
 * Fuel used at the person's own site. Two round trips besides the records: the place with its product and threshold, then
 * the ledger; settings are not read here.
 */
export async function recordOut(
  ctx: CommandCtx,
  input: InputOf<typeof recordStockOut>,
): Promise<RecordedEntry> {
  return await record(ctx, await ownPlace(ctx, input), { ...input, type: 'OUT' })
}

/** A line of somebody else's book, at the named site. */
export async function recordEntry(
  ctx: CommandCtx,
  input: InputOf<typeof recordStockEntry>,
): Promise<RecordedEntry> {
  return await record(ctx, await namedPlace(ctx, input), input)
}

/** The place that a line names. */
export async function namedPlace(
  ctx: QueryCtx,
  { location, product }: { location: string; product?: string | undefined },
): Promise<StockPlace> {
  return usablePlace(await findStockPlaceByCode(ctx.tx, location, product ?? null))
}

/** The one site where the person works. */
export async function ownPlace(
  ctx: QueryCtx,
  { product }: { product?: string | undefined },
): Promise<StockPlace> {
  ctx.reach('site')
  const siteId = onlySite(assignedSites(ctx.principal, 'fuel.stock.out'))
  return usablePlace(await findStockPlaceById(ctx.tx, siteId, product ?? null))
}

/** Undoes an entry by an opposite one, now; the entry itself stays. An entry beyond the person's reach is unknown. */
export async function reverseEntry(
  ctx: CommandCtx,
  input: InputOf<typeof reverseStockEntry>,
): Promise<RecordedEntry> {
  return await reverse(ctx, await findInReach(ctx, input.id), input.reason)
}

/** The same for a line of one's own, while it is fresh by the server's clock. */
export async function reverseOwnEntry(
  ctx: CommandCtx,
  input: InputOf<typeof reverseOwnStockEntry>,
): Promise<RecordedEntry> {
  const original = await findInReach(ctx, input.id)
  if (original.actorId !== ctx.actor.userId) throw raise(entryNotOwn, {})
  const { reverseOwnMinutes: minutes } = await ctx.settings('fuel', FuelSettings)
  if (minutes === 0) throw raise(ownReversalOff, {})
  const ageMs = ctx.now.getTime() - original.recordedAt.getTime()
  if (ageMs > minutes * MINUTE_MS) throw raise(reversalTooLate, { minutes })
  return await reverse(ctx, original, input.reason)
}

type Line = NonNullable<Awaited<ReturnType<typeof findMovement>>>

async function findInReach(ctx: CommandCtx, id: string): Promise<Line> {
  const reach = ctx.reach('site')
  const original = await findMovement(ctx.tx, id)
  if (!original || !(reach.all || reach.ids.includes(original.placeId))) throw raise(entryNotFound, {})
  return original
}

async function reverse(ctx: CommandCtx, original: Line, reason: string): Promise<RecordedEntry> {
  const site = await findSite(ctx.tx, original.placeId)
  const [product] = await findProductsByIds(ctx.tx, [original.itemId])
  if (!site || !product) throw raise(entryNotFound, {})
  const place: StockPlace = {
    site: { id: site.id, code: site.code, name: site.name },
    zone: site.zone,
    product: { id: product.id, code: product.code, name: product.name },
    threshold: site.low_stock_threshold_litres,
  }
  const posted = await reverseStock(ctx.tx, {
    movementId: ctx.newId(),
    reverses: original.id,
    zone: place.zone,
    actorId: ctx.actor.userId,
    note: reason,
    now: ctx.now,
  })
  const flow = original.businessDay === posted.businessDay ? original.flow : 'adjusted'
  const entry = toRecordedEntry(ctx, place, posted, { flow, notes: reason, reversalOf: original.id })
  ctx.emit(stockReversed, aggregateOf(place), { ...eventOf(entry), reversalOf: original.id })
  announceLow(ctx, place, posted, entry)
  announceRecalibrated(ctx, place, posted)
  return entry
}

interface EntryInput {
  type: 'IN' | 'OUT'
  amount: number
  notes?: string | undefined
  date?: string | undefined
}

async function record(ctx: CommandCtx, place: StockPlace, input: EntryInput): Promise<RecordedEntry> {
  const posted = await postStock(ctx.tx, {
    movementId: ctx.newId(),
    itemId: place.product.id,
    placeId: place.site.id,
    kind: input.type === 'IN' ? 'receipt' : 'issue',
    quantity: toDecimalText(input.amount),
    occurredAt: input.date === undefined ? null : new Date(input.date),
    zone: place.zone,
    actorId: ctx.actor.userId,
    note: input.notes ?? null,
    document: null,
    now: ctx.now,
  })
  const flow = input.type === 'IN' ? 'in' : 'out'
  const entry = toRecordedEntry(ctx, place, posted, { flow, notes: input.notes ?? '', reversalOf: null })
  announce(ctx, place, posted, entry)
  return entry
}

/** Tells subscribers what was recorded, and once that the site fell below its threshold. */
export function announce(ctx: CommandCtx, place: StockPlace, posted: Posted, entry: RecordedEntry): void {
  ctx.emit(stockRecorded, aggregateOf(place), eventOf(entry))
  announceLow(ctx, place, posted, entry)
  announceRecalibrated(ctx, place, posted)
}

/** Later dips keep their levels; what they found missing has changed. */
function announceRecalibrated(ctx: CommandCtx, place: StockPlace, posted: Posted): void {
  for (const dip of posted.recalibrated) {
    ctx.emit(dipRecalibrated, aggregateOf(place), {
      dipId: dip.id,
      number: dip.document ?? '',
      location: place.site,
      product: place.product,
      measuredLitres: litresOf(dip.level),
      differenceLitres: litresOf(dip.foundBefore),
      newDifferenceLitres: litresOf(dip.foundAfter),
    })
  }
}

function announceLow(ctx: CommandCtx, place: StockPlace, posted: Posted, entry: RecordedEntry): void {
  if (!fallsLow(posted.onHandBefore, posted.onHandAfter, place.threshold)) return
  ctx.emit(stockLow, aggregateOf(place), {
    location: place.site,
    product: place.product,
    balanceLitres: entry.balanceLitres,
    thresholdLitres: litresOf(place.threshold),
    entryId: entry.id,
    businessDay: entry.businessDay,
  })
}

/** The answer for a movement that this command has just posted. */
export function toRecordedEntry(
  ctx: CommandCtx,
  place: StockPlace,
  posted: Posted,
  said: { flow: Flow; notes: string; reversalOf: string | null },
): RecordedEntry {
  const balance: DecimalText = posted.onHandAfter
  return {
    id: posted.id,
    type: typeOf(said.flow),
    amountLitres: amountOf(said.flow, posted.delta),
    location: place.site,
    product: place.product,
    balanceLitres: litresOf(balance),
    date: posted.occurredAt.toISOString(),
    businessDay: posted.businessDay,
    zone: place.zone,
    notes: said.notes,
    user: { id: ctx.actor.userId, name: ctx.actor.name },
    reversalOf: said.reversalOf,
    reversedBy: null,
    recordedAt: ctx.now.toISOString(),
    isLow: isLow(balance, place.threshold),
  }
}

/** Events of one site and product are delivered in the order of the book: the ledger's account is locked while they are emitted. */
function aggregateOf(place: StockPlace): string {
  return `fuel.stock:${place.site.id}:${place.product.id}`
}

function eventOf(entry: RecordedEntry) {
  const { id, type, amountLitres, balanceLitres, location, product, date, businessDay } = entry
  return { entryId: id, type, amountLitres, balanceLitres, location, product, date, businessDay }
}
