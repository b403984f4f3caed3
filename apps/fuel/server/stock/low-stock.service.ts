import type { QueryCtx, WaitingLine } from '@lumbung/kernel'
import { MOST_WAITING_LINES } from '@lumbung/kernel/contract'
import type { StockSummary } from '../../contract/reports.ts'
import { findAllProducts } from '../products/product.store.ts'
import { listSites } from '../sites/site.store.ts'
import { countLowSites, listLowSiteIds } from './low-stock.store.ts'
import { summariesOf } from './summary.service.ts'

/** One more than a badge shows in digits: "99+". */
const MOST_COUNTED = 100

/** For the menu: the sites within the person's reach that need a delivery. */
export async function countSitesRunningLow(ctx: QueryCtx): Promise<number> {
  const reach = ctx.reach('site')
  return await countLowSites(ctx.tx, { siteIds: reach.all ? null : reach.ids, most: MOST_COUNTED })
}

/** The first of them in words: which stock, and how long it lasts; what is empty before what is low. */
export async function tellSitesRunningLow(ctx: QueryCtx): Promise<WaitingLine[]> {
  const reach = ctx.reach('site')
  const most = MOST_WAITING_LINES
  const siteIds = await listLowSiteIds(ctx.tx, { siteIds: reach.all ? null : reach.ids, most })
  const walk = { status: 'active', siteIds, after: undefined, offset: 0, limit: most } as const
  const stocks = await summariesOf(ctx, await listSites(ctx.tx, walk), await findAllProducts(ctx.tx))
  const urgent = (['empty', 'low'] as const).flatMap((standing) =>
    stocks.filter((stock) => stock.standing === standing),
  )
  return urgent.map((stock) => ({ text: sentenceOf(ctx, stock), path: pathOf(stock), since: null }))
}

function sentenceOf({ services, locale }: QueryCtx, stock: StockSummary): string {
  const { site, product, standing, balanceLitres, daysToEmpty } = stock
  const words = { site: site.name, product: product.name, litres: balanceLitres }
  if (standing === 'empty') return services.texts.say(locale, 'fuel.waits.empty', words)
  if (daysToEmpty === null) return services.texts.say(locale, 'fuel.waits.low', words)
  // Rounded down: promising a day that is not there is the worse error.
  const days = Math.floor(daysToEmpty)
  return services.texts.say(locale, days < 1 ? 'fuel.waits.low_today' : 'fuel.waits.low_days', {
    ...words,
    days,
  })
}

function pathOf({ site, product }: StockSummary): string {
  return `/fuel?${new URLSearchParams({ location: site.code, product: product.code })}`
}
