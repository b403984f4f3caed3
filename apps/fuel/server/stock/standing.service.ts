import type { ReadTx } from '@lumbung/kernel'
import { findBalances } from '@lumbung/ledger'
import type { Standing } from '../../contract/reports.ts'
import type { ProductRow } from '../products/product.store.ts'
import { findCapacities, listSites, type SiteRow, type SiteWalk } from '../sites/site.store.ts'
import { standingsOf } from './summary.rules.ts'

/** Sites that are looked at together. The standing is a comparison of this app's thresholds with the ledger's balances. */
const BATCH = 500

/**
 * The sites with a stock of that standing, by code; one more than `limit`, as `listSites` answers. Ten thousand sites
 * of which none stands so are twenty batches.
 */
export async function listSitesStanding(
  tx: ReadTx,
  standing: Standing,
  filter: SiteWalk,
  products: readonly ProductRow[],
): Promise<SiteRow[]> {
  const wanted = filter.offset + filter.limit + 1
  const found: SiteRow[] = []
  let { after } = filter
  for (;;) {
    const sites = await listSites(tx, { ...filter, after, offset: 0, limit: BATCH })
    found.push(...(await keepStanding(tx, standing, sites, products)))
    if (found.length >= wanted || sites.length <= BATCH) return found.slice(filter.offset, wanted)
    after = sites.at(-1)?.code
  }
}

async function keepStanding(
  tx: ReadTx,
  standing: Standing,
  sites: readonly SiteRow[],
  products: readonly ProductRow[],
): Promise<SiteRow[]> {
  const siteIds = sites.map(({ id }) => id)
  const [balances, capacities] = await Promise.all([
    findBalances(tx, { placeIds: siteIds, itemIds: products.map(({ id }) => id) }),
    findCapacities(tx, siteIds),
  ])
  const balancesOf = Map.groupBy(balances, ({ placeId }) => placeId)
  const capacitiesOf = Map.groupBy(capacities, ({ site_id }) => site_id)
  return sites.filter((site) => {
    const stocks = {
      products,
      balances: balancesOf.get(site.id) ?? [],
      capacities: capacitiesOf.get(site.id) ?? [],
    }
    return standingsOf(stocks, site).has(standing)
  })
}
