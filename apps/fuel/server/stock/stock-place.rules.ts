import { type DecimalText, raise } from '@lumbung/contract'
import { productInactive, productNotFound, siteInactive, siteNotFound } from '../../contract/problems.ts'
import type { ProductRef, SiteRef } from '../../contract/scalars.ts'
import type { StockPlaceRow } from './stock-place.store.ts'

/** A site and one of its products, fit to record stock of. */
export interface StockPlace {
  site: SiteRef
  zone: string
  product: ProductRef
  threshold: DecimalText
}

/** Throws 404 for what does not exist and 422 for what is no longer in use. */
export function usablePlace(row: StockPlaceRow | undefined): StockPlace {
  if (!row) throw raise(siteNotFound, {})
  const { product_id, product_code, product_name } = row
  if (product_id === null || product_code === null || product_name === null) throw raise(productNotFound, {})
  if (row.site_status === 'inactive') throw raise(siteInactive, { location: row.site_code })
  if (row.product_status === 'inactive') throw raise(productInactive, { product: product_code })
  return {
    site: { id: row.site_id, code: row.site_code, name: row.site_name },
    zone: row.zone,
    product: { id: product_id, code: product_code, name: product_name },
    threshold: row.low_stock_threshold_litres,
  }
}
