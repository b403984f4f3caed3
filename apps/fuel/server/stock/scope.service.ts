import { raise, zoneOfRecord } from '@lumbung/contract'
import type { QueryCtx, ReadTx } from '@lumbung/kernel'
import { locationRequired, productNotFound, siteNotFound } from '../../contract/problems.ts'
import { findAllProducts, findProductByCode, type ProductRow } from '../products/product.store.ts'
import { findSiteByCode, findSitesByIds, type SiteRow } from '../sites/site.store.ts'
import { assignedSites, onlySite } from './assigned-site.service.ts'
import { type StockPlace, usablePlace } from './stock-place.rules.ts'
import { findStockPlaceByCode, findStockPlaceById } from './stock-place.store.ts'

/** Which books a report reads, and in whose zone its days are meant. */
export interface ReportScope {
  /** Null: every site of the tenant. */
  siteIds: string[] | null
  products: ProductRow[]
  /** The zone of the one site it is about, else the tenant's. */
  zone: string
}

/**
 * Narrows a report to what the person may see. A site beyond the reach is as unknown as one that does not exist. The
 * products are always named: the ledger keeps other apps' items too.
 */
export async function scopeOf(
  ctx: QueryCtx,
  input: { location?: string | undefined; product?: string | undefined },
): Promise<ReportScope> {
  const reach = ctx.reach('site')
  const [site, products] = await Promise.all([
    input.location === undefined ? onlyReachableSite(ctx) : findSiteByCode(ctx.tx, input.location),
    productsOf(ctx.tx, input.product),
  ])
  if (input.location !== undefined && !(site && (reach.all || reach.ids.includes(site.id)))) {
    throw raise(siteNotFound, {})
  }
  if (!products) throw raise(productNotFound, {})
  const everything = reach.all && input.location === undefined
  return {
    siteIds: everything ? null : site ? [site.id] : reach.all ? [] : reach.ids,
    products,
    zone: zoneOfRecord(site, ctx.tenant.zone),
  }
}

async function onlyReachableSite(ctx: QueryCtx): Promise<SiteRow | undefined> {
  const reach = ctx.reach('site')
  return reach.all || reach.ids.length !== 1 ? undefined : (await findSitesByIds(ctx.tx, reach.ids))[0]
}

/** Undefined where a product is named that does not exist. */
async function productsOf(tx: ReadTx, code: string | undefined): Promise<ProductRow[] | undefined> {
  if (code === undefined) return await findAllProducts(tx)
  const product = await findProductByCode(tx, code)
  return product && [product]
}

/**
 * The place that a request means where the location may be left out: the named one if the person reaches it, else the one
 * site where the person is assigned. Somebody who reaches the whole tenant has to name it.
 */
export async function placeMeant(
  ctx: QueryCtx,
  permission: string,
  input: { location?: string | undefined; product?: string | undefined },
): Promise<StockPlace> {
  const reach = ctx.reach('site')
  const product = input.product ?? null
  if (input.location !== undefined) {
    const row = await findStockPlaceByCode(ctx.tx, input.location, product)
    if (row && !reach.all && !reach.ids.includes(row.site_id)) throw raise(siteNotFound, {})
    return usablePlace(row)
  }
  const sites = assignedSites(ctx.principal, permission)
  if (sites.length === 0 && reach.all) throw raise(locationRequired, {})
  return usablePlace(await findStockPlaceById(ctx.tx, onlySite(sites), product))
}
