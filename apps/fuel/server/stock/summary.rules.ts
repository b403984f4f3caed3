import { type DecimalText, fromDecimalText } from '@lumbung/contract'
import type { Balance, DailyIssue, TrendDay } from '@lumbung/ledger'
import type { Standing, StockSummary } from '../../contract/reports.ts'
import type { ProductRow } from '../products/product.store.ts'
import type { CapacityRow, SiteRow } from '../sites/site.store.ts'
import { daysToEmpty, fillPercent, isEmpty, isLow, litresOf } from './stock.rules.ts'

/** Days without today over which the mean use is taken: two weeks hold each weekday twice. */
export const USE_DAYS = 14
/** Days with today whose closing balances draw the small line of a card. */
export const RECENT_DAYS = 14

export interface SummaryFacts {
  sites: readonly SiteRow[]
  /** The products asked for. */
  products: readonly ProductRow[]
  capacities: readonly CapacityRow[]
  balances: readonly Balance[]
  /** Per site: its present business day. */
  days: ReadonlyMap<string, string>
  /** Per account: the sums of the last days, of which that day is the last. */
  recent: ReadonlyMap<string, readonly Omit<TrendDay, 'lowest'>[]>
  use: ReadonlyMap<string, DailyIssue>
}

/**
 * A row for each site and product that has stock, a capacity or a history; a site with none of them still has one, of
 * the default product at zero, so that no site is missing from the dashboard.
 */
export function summarize(facts: SummaryFacts): StockSummary[] {
  const balances = Map.groupBy(facts.balances, ({ placeId }) => placeId)
  const capacities = Map.groupBy(facts.capacities, ({ site_id }) => site_id)
  return facts.sites.flatMap((site) => {
    const own = { ...facts, balances: balances.get(site.id) ?? [], capacities: capacities.get(site.id) ?? [] }
    return own.products
      .filter((product) => isShown(own, product))
      .map((product) => summaryOf(own, site, product))
  })
}

type Stocks = Pick<SummaryFacts, 'products' | 'capacities' | 'balances'>

/** How the stocks of one site stand that it has a row for, each once; `stocks` are the site's own. */
export function standingsOf(stocks: Stocks, site: SiteRow): Set<Standing> {
  const shown = stocks.products.filter((product) => isShown(stocks, product))
  return new Set(shown.map((product) => standingOf(balanceOf(stocks, product), site)))
}

function standingOf(account: Balance | undefined, site: SiteRow): Standing {
  if (!account) return 'unused'
  if (isEmpty(account.onHand)) return 'empty'
  return isLow(account.onHand, site.low_stock_threshold_litres) ? 'low' : 'enough'
}

/** `facts` are those of one site, here and below. */
function isShown(facts: Stocks, product: ProductRow): boolean {
  if (facts.balances.length === 0 && facts.capacities.length === 0) return product.is_default
  if (balanceOf(facts, product)) return true
  return product.status === 'active' && capacityOf(facts, product) !== null
}

function summaryOf(facts: SummaryFacts, site: SiteRow, product: ProductRow): StockSummary {
  const account = balanceOf(facts, product)
  const balance: DecimalText = account?.onHand ?? '0'
  const capacity = capacityOf(facts, product)
  const recent = (account && facts.recent.get(account.accountId)) ?? []
  const today = recent.at(-1) ?? nothingOn(facts.days.get(site.id) as string, balance)
  const use = account && facts.use.get(account.accountId)
  const [mean, spread] = [use?.mean ?? '0', use?.standardDeviation ?? '0']
  const days = daysToEmpty(balance, mean, spread)
  return {
    site: { id: site.id, code: site.code, name: site.name, zone: site.zone },
    product: { id: product.id, code: product.code, name: product.name },
    balanceLitres: litresOf(balance),
    capacityLitres: capacity === null ? null : fromDecimalText(capacity),
    fillPercent: fillPercent(balance, capacity),
    thresholdLitres: litresOf(site.low_stock_threshold_litres),
    isLow: isLow(balance, site.low_stock_threshold_litres),
    standing: standingOf(account, site),
    today: {
      day: today.day,
      openingLitres: litresOf(today.opening),
      inLitres: litresOf(today.in),
      outLitres: litresOf(today.out),
      adjustedLitres: litresOf(today.adjusted),
      closingLitres: litresOf(today.closing),
    },
    recentDays: recent.map(({ day, closing }) => ({ day, closingLitres: litresOf(closing) })),
    meanDailyUseLitres: litresOf(mean),
    spreadLitres: litresOf(spread),
    daysToEmpty: days.mean,
    daysToEmptyLow: days.low,
    daysToEmptyHigh: days.high,
    lastMovementAt: account?.lastOccurredAt?.toISOString() ?? null,
  }
}

function balanceOf(facts: Pick<SummaryFacts, 'balances'>, product: ProductRow): Balance | undefined {
  return facts.balances.find(({ itemId }) => itemId === product.id)
}

function capacityOf(facts: Pick<SummaryFacts, 'capacities'>, product: ProductRow): DecimalText | null {
  return facts.capacities.find(({ product_id }) => product_id === product.id)?.capacity_litres ?? null
}

function nothingOn(day: string, balance: DecimalText): Omit<TrendDay, 'lowest'> {
  return { day, opening: balance, in: '0', out: '0', adjusted: '0', closing: balance }
}
