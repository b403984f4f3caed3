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
} from '@lumbung/ledger'
import { entryNotFound } from '../../contract/problems.ts'
import type { listStockHistory, readStockEntry } from '../../contract/reports.ts'
import type { EntryType, StockEntry } from '../../contract/stock.ts'
import { assertOrdered } from '../day-range.rules.ts'
import { findMembersNamed, findNames } from '../people.store.ts'
import { findProductsByIds } from '../products/product.store.ts'
import { findSitesByIds } from '../sites/site.store.ts'
import { type EntryNames, toStockEntry } from './entry.rules.ts'
import { type ReportScope, scopeOf } from './scope.service.ts'

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
  const skip = offsetOf(input)
  const order = input.sort === 'date' ? 'oldest' : 'newest'
  const cursor = input.cursor === undefined ? null : positionOf(input.cursor, order)
  const scope = await scopeOf(ctx, input)
  const filter = await movementFilter(ctx, scope, input)
  // Statements that do not wait for one another share a round trip.
  const [{ rows, next }, count] = await Promise.all([
    listMovements(ctx.tx, { ...filter, limit: input.limit, skip, order, cursor }),
    isCheapToCount(input) ? countMovements(ctx.tx, filter) : null,
  ])
  const names = await namesOf(ctx.tx, scope, rows)
  return {
    data: rows.map((row) => toStockEntry(row, names)),
    page: {
      limit: input.limit,
      nextCursor:
        next && encodeCursor([order, next.occurredAt.toISOString(), next.accountId, String(next.seq)]),
      total: count?.total ?? null,
      totalIsEstimate: count?.isEstimate ?? false,
    },
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
export async function movementFilter(
  ctx: QueryCtx,
  scope: ReportScope,
  filters: HistoryFilters,
): Promise<MovementFilter> {
  const { type, startDate, endDate, user, search } = filters
  return {
    placeIds: scope.siteIds ?? undefined,
    itemIds: scope.products.map((product) => product.id),
    flows: type && [FLOWS[type]],
    actorId: user,
    from: startDate === undefined ? undefined : startOfDay(startDate, scope.zone),
    to: endDate === undefined ? undefined : startOfDay(addDays(endDate, 1), scope.zone),
    text: search,
    orActorIds: search === undefined ? undefined : await findMembersNamed(ctx.tx, containsPattern(search)),
  }
}

export async function namesOf(
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
