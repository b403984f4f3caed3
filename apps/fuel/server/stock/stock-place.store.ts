import { type ReadTx, type Sql, sql } from '@lumbung/kernel'

/** A site together with the product that a request names; product columns are null where there is no such product. */
export interface StockPlaceRow {
  site_id: string
  site_code: string
  site_name: string
  site_status: 'active' | 'inactive'
  zone: string
  low_stock_threshold_litres: string
  product_id: string | null
  product_code: string | null
  product_name: string | null
  product_status: 'active' | 'inactive' | null
}

/** One query for everything that a recording needs to know before the ledger. `productCode` null: the default product. */
export async function findStockPlaceById(
  tx: ReadTx,
  siteId: string,
  productCode: string | null,
): Promise<StockPlaceRow | undefined> {
  return await tx.maybe<StockPlaceRow>(stockPlace(productCode, sql`site.id = ${siteId}`))
}

export async function findStockPlaceByCode(
  tx: ReadTx,
  siteCode: string,
  productCode: string | null,
): Promise<StockPlaceRow | undefined> {
  const known = foundIn.get(tx) ?? new Map<string, Promise<StockPlaceRow | undefined>>()
  foundIn.set(tx, known)
  const key = `${siteCode} ${productCode ?? ''}`
  const place =
    known.get(key) ?? tx.maybe<StockPlaceRow>(stockPlace(productCode, sql`site.code = ${siteCode}`))
  known.set(key, place)
  return await place
}

/** One transaction asks once for a place: an import records hundreds of lines of the same few sites in one. */
const foundIn = new WeakMap<ReadTx, Map<string, Promise<StockPlaceRow | undefined>>>()

/** The text does not depend on the values, so it is prepared once per connection. */
function stockPlace(productCode: string | null, isWanted: Sql): Sql {
  return sql`
    SELECT site.id AS site_id, site.code AS site_code, site.name AS site_name, site.status AS site_status, site.zone,
           site.low_stock_threshold_litres, product.id AS product_id, product.code AS product_code,
           product.name AS product_name, product.status AS product_status
    FROM fuel.site
    LEFT JOIN fuel.product ON product.tenant_id = site.tenant_id
      AND CASE WHEN ${productCode}::text IS NULL THEN product.is_default ELSE product.code = ${productCode}::text END
    WHERE site.tenant_id = kernel.current_tenant() AND ${isWanted}`
}
