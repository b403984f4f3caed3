import { addDays, dayAt, type InputOf, type Page } from '@lumbung/contract'
import { decodeCursor, offsetOf, type QueryCtx, type ReadTx, toPage } from '@lumbung/kernel'
import {
  type Balance,
  type DailyIssue,
  findBalances,
  meanDailyIssue,
  readTrend,
  type TrendDay,
} from '@lumbung/ledger'
import type { readStockSummary, StockSummary } from '../../contract/reports.ts'
import { findCapacities, listSites, type SiteRow } from '../sites/site.store.ts'
import { scopeOf } from './scope.service.ts'
import { summarize, USE_DAYS } from './summary.rules.ts'

const CURSOR_KEYS = [/^[A-Z0-9][A-Z0-9_-]{0,39}$/]

/**
 * The dashboard's cards, `limit` sites to a page. Costs the sites of the page and their last two weeks' day sums,
 * however long their books are.
 */
export async function readSummary(
  ctx: QueryCtx,
  input: InputOf<typeof readStockSummary>,
): Promise<Page<StockSummary>> {
  const scope = await scopeOf(ctx, input)
  const found = await listSites(ctx.tx, {
    status: 'active',
    siteIds: scope.siteIds,
    after: input.cursor === undefined ? undefined : decodeCursor(input.cursor, CURSOR_KEYS)[0],
    offset: offsetOf(input),
    limit: input.limit,
  })
  const sites = found.slice(0, input.limit)
  const siteIds = sites.map((site) => site.id)
  const itemIds = scope.products.map((product) => product.id)
  const [capacities, balances] = await Promise.all([
    findCapacities(ctx.tx, siteIds),
    findBalances(ctx.tx, { placeIds: siteIds, itemIds }),
  ])
  const days = new Map(sites.map((site) => [site.id, dayAt(ctx.now, site.zone)]))
  const { today, use } = await readDays(ctx.tx, sites, days, balances)
  const data = summarize({
    sites,
    products: scope.products,
    capacities,
    balances,
    days,
    today,
    use,
  })
  const { page } = toPage(
    found,
    input.limit,
    (site) => [site.code],
    (site) => site,
  )
  return { data, page }
}

/** Today's sums and the mean use per account. Sites that share a business day are read together. */
async function readDays(
  tx: ReadTx,
  sites: readonly SiteRow[],
  days: ReadonlyMap<string, string>,
  balances: readonly Balance[],
) {
  const today = new Map<string, Omit<TrendDay, 'lowest'>>()
  const use = new Map<string, DailyIssue>()
  for (const day of new Set(days.values())) {
    const siteIds = new Set(sites.filter((site) => days.get(site.id) === day).map((site) => site.id))
    const accountIds = balances
      .filter(({ placeId }) => siteIds.has(placeId))
      .map(({ accountId }) => accountId)
    if (accountIds.length === 0) continue
    const [trend, issues] = await Promise.all([
      readTrend(tx, { accountIds, from: day, to: day }),
      meanDailyIssue(tx, accountIds, addDays(day, -USE_DAYS), addDays(day, -1)),
    ])
    for (const account of trend.accounts) if (account.days[0]) today.set(account.accountId, account.days[0])
    for (const issue of issues) use.set(issue.accountId, issue)
  }
  return { today, use }
}
