import type { QueryCtx } from '@lumbung/kernel'
import { countLowSites } from './low-stock.store.ts'

/** One more than a badge shows in digits: "99+". */
const MOST_COUNTED = 100

/** For the menu: the sites within the person's reach that need a delivery. */
export async function countSitesRunningLow(ctx: QueryCtx): Promise<number> {
  const reach = ctx.reach('site')
  return await countLowSites(ctx.tx, { siteIds: reach.all ? null : reach.ids, most: MOST_COUNTED })
}
