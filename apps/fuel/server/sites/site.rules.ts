import { fromDecimalText, fromDecimalTextOrNull } from '@lumbung/contract'
import type { Site } from '../../contract/sites.ts'
import type { CapacityRow, SiteRow } from './site.store.ts'

/** Whether the runtime knows the zone; the names come from the IANA database that it carries. */
export function isKnownZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

export function toSite(row: SiteRow, capacities: readonly CapacityRow[]): Site {
  return {
    id: row.id,
    code: row.code,
    name: row.name,
    zone: row.zone,
    lowStockThresholdLitres: fromDecimalText(row.low_stock_threshold_litres),
    status: row.status,
    note: row.note,
    owner: row.owner,
    latitude: fromDecimalTextOrNull(row.latitude),
    longitude: fromDecimalTextOrNull(row.longitude),
    capacities: capacities
      .filter((capacity) => capacity.site_id === row.id)
      .map((capacity) => ({
        product: { id: capacity.product_id, code: capacity.product_code, name: capacity.product_name },
        capacityLitres: fromDecimalText(capacity.capacity_litres),
        tanks: capacity.tanks,
      })),
    version: row.version,
  }
}
