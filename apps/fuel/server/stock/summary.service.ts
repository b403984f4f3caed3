import { addDays, dayAt, type InputOf, type OutputOf, type Page, raise } from '@lumbung/contract'
import { decodeCursor, offsetOf, type QueryCtx, type ReadTx, toPage } from '@lumbung/kernel'
import {
  type Balance,
  type DailyIssue,
  findBalances,
  meanDailyIssue,
  readTrend,
  type TrendDay,
} from '@lumbung/ledger'
import { siteInactive, siteNotFound } from '../../contract/problems.ts'
import type { readOwnStock, readStockSummary, StockSummary } from '../../contract/reports.ts'
import { FuelSettings } from '../../contract/settings.ts'
import { recordStockOut } from '../../contract/stock.ts'
import { findAllProducts, type ProductRow } from '../products/product.store.ts'
import { findCapacities, findSite, listSites, type SiteRow, type SiteWalk } from '../sites/site.store.ts'
import { assignedSites, onlySite } from './assigned-site.service.ts'
import { scopeOf } from './scope.service.ts'
import { listSitesStanding } from './standing.service.ts'
import { RECENT_DAYS, summarize, USE_DAYS } from './summary.rules.ts'

/**
 * The dashboard's cards, `limit` sites to a page. Costs the sites of the page and their last two weeks' day sums,
 * however long their books are; with a standing, also the balances of the sites that are passed over.
 */
export async function readSummary(
  ctx: QueryCtx,
  input: InputOf<typeof readStockSummary>,
): Promise<Page<StockSummary>> {
  const scope = await scopeOf(ctx, input)
  const filter: SiteWalk = {
    status: 'active',
    siteIds: scope.siteIds,
    after: input.cursor === undefined ? undefined : decodeCursor(input.cursor, ['text'])[0],
    offset: offsetOf(input),
    limit: input.limit,
  }
  const { standing } = input
  const found = await (standing
    ? listSitesStanding(ctx.tx, standing, filter, scope.products)
    : listSites(ctx.tx, filter))
  const data = await summariesOf(ctx, found.slice(0, input.limit), scope.products)
  const { page } = toPage(
    found,
    input.limit,
    (site) => [site.code],
    (site) => site,
  )
  return { data: standing ? data.filter((row) => row.standing === standing) : data, page }
}

/** The cards of the one site where the person records use; raises what recording it there would be refused with. */
export async function readOwn(ctx: QueryCtx): Promise<OutputOf<typeof readOwnStock>> {
  ctx.reach('site')
  const site = await findSite(ctx.tx, onlySite(assignedSites(ctx.principal, recordStockOut.permission)))
  if (!site) throw raise(siteNotFound, {})
  if (site.status === 'inactive') throw raise(siteInactive, { location: site.code })
  const { reverseOwnMinutes } = await ctx.settings('fuel', FuelSettings)
  return { data: await summariesOf(ctx, [site], await findAllProducts(ctx.tx)), reverseOwnMinutes }
}

/** The cards of these sites, a row for each stock. */
export async function summariesOf(
  ctx: QueryCtx,
  sites: readonly SiteRow[],
  products: readonly ProductRow[],
): Promise<StockSummary[]> {
  const siteIds = sites.map((site) => site.id)
  const itemIds = products.map((product) => product.id)
  const [capacities, balances] = await Promise.all([
    findCapacities(ctx.tx, siteIds),
    findBalances(ctx.tx, { placeIds: siteIds, itemIds }),
  ])
  const days = new Map(sites.map((site) => [site.id, dayAt(ctx.now, site.zone)]))
  const { recent, use } = await readDays(ctx.tx, sites, days, balances)
  return summarize({ sites, products, capacities, balances, days, recent, use })
}

/** The last days' sums and the mean use per account. Sites that share a business day are read together. */
async function readDays(
  tx: ReadTx,
  sites: readonly SiteRow[],
  days: ReadonlyMap<string, string>,
  balances: readonly Balance[],
) {
  const recent = new Map<string, readonly Omit<TrendDay, 'lowest'>[]>()
  const use = new Map<string, DailyIssue>()
  for (const day of new Set(days.values())) {
    const siteIds = new Set(sites.filter((site) => days.get(site.id) === day).map((site) => site.id))
    const accountIds = balances
      .filter(({ placeId }) => siteIds.has(placeId))
      .map(({ accountId }) => accountId)
    if (accountIds.length === 0) continue
    const [trend, issues] = await Promise.all([
      readTrend(tx, { accountIds, from: addDays(day, 1 - RECENT_DAYS), to: day }),
      meanDailyIssue(tx, accountIds, addDays(day, -USE_DAYS), addDays(day, -1)),
    ])
    for (const account of trend.accounts) recent.set(account.accountId, account.days)
    for (const issue of issues) use.set(issue.accountId, issue)
  }
  return { recent, use }
}
