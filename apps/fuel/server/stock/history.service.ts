import { addDays, type InputOf, type Page, raise, startOfDay } from '@lumbung/contract'
import {
  containsPattern,
  decodeCursor,
  encodeCursor,
  offsetOf,
  type QueryCtx,
  type ReadTx,
} from '@lumbung/kernel'
import {
  countMovements,
  type Flow,
  findMovement,
  listMovements,
  type MovementFilter,
  type MovementOrder,
  type MovementRow,
  pageOfRows,
} from '@lumbung/ledger'
import { entryNotFound, productNotFound, siteNotFound } from '../../contract/problems.ts'
import type { listStockHistory, readStockEntry } from '../../contract/reports.ts'
import type { ProductRef, SiteRef } from '../../contract/scalars.ts'
import type { EntryType, StockEntry } from '../../contract/stock.ts'
import { assertOrdered } from '../day-range.rules.ts'
import { findNames, membersNamed } from '../people.store.ts'
import { findProductsByIds } from '../products/product.store.ts'
import { findSitesByIds } from '../sites/site.store.ts'
import { type EntryNames, toStockEntry } from './entry.rules.ts'
import { type HistoryRow, type HistoryWish, historyFilter, historyPage } from './history.store.ts'
import type { ReportScope } from './scope.service.ts'

export interface HistoryFilters {
  type?: EntryType | undefined
  location?: string | undefined
  product?: string | undefined
  startDate?: string | undefined
  endDate?: string | undefined
  user?: string | undefined
  search?: string | undefined
}

const FLOWS: Record<EntryType, Flow> = { IN: 'in', OUT: 'out', ADJUSTMENT: 'adjusted' }

/** The stock book, newest first where no other order is asked for. The end date's whole day belongs to it, in the zone that the scope names. */
export async function listHistory(
  ctx: QueryCtx,
  input: InputOf<typeof listStockHistory>,
): Promise<Page<StockEntry>> {
  assertOrdered(input.startDate, input.endDate)
  const wish = wishOf(ctx, input)
  // What only the planner can estimate needs a second statement; the usual page leaves with BEGIN and COMMIT at once.
  const isCountedApart = isCheapToCount(input) && !wish.counted
  const page = historyPage(wish)
  const [found, count] = await Promise.all([
    isCountedApart ? ctx.tx.rows<HistoryRow>(page) : ctx.tx.lastRows<HistoryRow>(page),
    isCountedApart ? countMovements(ctx.tx, historyFilter(wish)) : null,
  ])
  const asked = found[0] as HistoryRow
  if (input.location !== undefined && !asked.siteKnown) throw raise(siteNotFound, {})
  if (input.product !== undefined && !asked.productKnown) throw raise(productNotFound, {})
  const { rows, next } = pageOfRows(asked.id === null ? [] : found, input.limit)
  const names = namesIn(found)
  return {
    data: rows.map((row) => toStockEntry(row, names)),
    page: {
      limit: input.limit,
      nextCursor:
        next && encodeCursor([wish.order, next.occurredAt.toISOString(), next.accountId, String(next.seq)]),
      total: count?.total ?? (asked.total === null ? null : Number(asked.total)),
      totalIsEstimate: count?.isEstimate ?? false,
    },
  }
}

function wishOf(ctx: QueryCtx, input: InputOf<typeof listStockHistory>): HistoryWish {
  const { location, product, startDate, endDate, type, user, search, limit } = input
  const order = input.sort === 'date' ? 'oldest' : 'newest'
  const reach = ctx.reach('site')
  return {
    location,
    product,
    startDate,
    endDate,
    search,
    limit,
    order,
    siteIds: reach.all ? null : reach.ids,
    flows: type && [FLOWS[type]],
    userId: user,
    tenantZone: ctx.tenant.zone,
    skip: offsetOf(input),
    cursor: input.cursor === undefined ? null : positionOf(input.cursor, order),
    counted: isCheapToCount(input) && startDate === undefined && endDate === undefined,
  }
}

/** One line with its balance. What lies beyond the person's reach, or is another app's movement, is unknown. */
export async function readEntry(ctx: QueryCtx, { id }: InputOf<typeof readStockEntry>): Promise<StockEntry> {
  const reach = ctx.reach('site')
  const found = await findMovement(ctx.tx, id)
  if (!found || !(reach.all || reach.ids.includes(found.placeId))) throw raise(entryNotFound, {})
  const { accountId, occurredAt, seq } = found
  const [products, { rows }] = await Promise.all([
    findProductsByIds(ctx.tx, [found.itemId]),
    // The first line that comes after the place right behind it is the line itself.
    listMovements(ctx.tx, {
      accountIds: [accountId],
      cursor: { occurredAt, accountId, seq: seq + 1 },
      limit: 1,
    }),
  ])
  const [row] = rows
  if (!row || products.length === 0) throw raise(entryNotFound, {})
  return toStockEntry(row, await namesOf(ctx.tx, { products }, rows))
}

/** A count over accounts and days reads sums or an index; one by type, person or text would read the whole book. */
function isCheapToCount(input: HistoryFilters & { cursor?: string | undefined }): boolean {
  const { cursor, type, user, search } = input
  return [cursor, type, user, search].every((part) => part === undefined)
}

/** A cursor belongs to the order in which it was given. */
function positionOf(cursor: string, order: MovementOrder) {
  const types = ['timestamptz', 'uuid', 'bigint'] as const
  const [occurredAt, accountId, seq] = decodeCursor(cursor, types, order) as [string, string, string]
  return { occurredAt: new Date(occurredAt), accountId, seq: Number(seq) }
}

/** The history's filters in the ledger's terms. */
export function movementFilter(scope: ReportScope, filters: HistoryFilters): MovementFilter {
  const { type, startDate, endDate, user, search } = filters
  return {
    placeIds: scope.siteIds ?? undefined,
    itemIds: scope.products.map((product) => product.id),
    flows: type && [FLOWS[type]],
    actorId: user,
    from: startDate === undefined ? undefined : startOfDay(startDate, scope.zone),
    to: endDate === undefined ? undefined : startOfDay(addDays(endDate, 1), scope.zone),
    text: search,
    orActorIds: search === undefined ? undefined : membersNamed(containsPattern(search)),
  }
}

/** The names that came with the rows. */
function namesIn(rows: readonly HistoryRow[]): EntryNames {
  const sites = new Map<string, SiteRef & { zone: string }>()
  const products = new Map<string, ProductRef>()
  const people = new Map<string, string>()
  for (const {
    placeId,
    itemId,
    actorId,
    siteCode,
    siteName,
    zone,
    productCode,
    productName,
    userName,
  } of rows) {
    if (!sites.has(placeId)) sites.set(placeId, { id: placeId, code: siteCode, name: siteName, zone })
    if (!products.has(itemId)) products.set(itemId, { id: itemId, code: productCode, name: productName })
    if (actorId !== null && userName !== null) people.set(actorId, userName)
  }
  return { sites, products, people }
}

async function namesOf(
  tx: ReadTx,
  scope: Pick<ReportScope, 'products'>,
  rows: readonly MovementRow[],
): Promise<EntryNames> {
  const siteIds = [...new Set(rows.map((row) => row.placeId))]
  const userIds = [...new Set(rows.flatMap((row) => row.actorId ?? []))]
  const [sites, people] = await Promise.all([findSitesByIds(tx, siteIds), findNames(tx, userIds)])
  return {
    sites: new Map(sites.map(({ id, code, name, zone }) => [id, { id, code, name, zone }])),
    products: new Map(scope.products.map(({ id, code, name }) => [id, { id, code, name }])),
    people,
  }
}
