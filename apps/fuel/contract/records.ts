import type { RecordKind } from '@lumbung/contract'
import { Dip } from './dips.ts'
import { Product } from './products.ts'
import { FuelSettings } from './settings.ts'
import { Site } from './sites.ts'
import { StockEntry } from './stock.ts'

/** What the audit trail tells of fuel: which fields name a record, and where it is shown. */
export const fuelRecords: Record<string, RecordKind> = {
  'fuel.stock': {
    label: { id: 'Baris buku stok BBM', en: 'Line of the fuel stock book' },
    entity: StockEntry,
    name: '{amountLitres} {product}, {location}',
    path: '/fuel/history?entry={id}',
  },
  'fuel.dip': {
    label: { id: 'Sounding', en: 'Dip' },
    entity: Dip,
    name: '{number}, {measuredLitres} {product}, {location}',
    path: '/fuel/dips',
  },
  'fuel.site': {
    label: { id: 'Lokasi BBM', en: 'Fuel site' },
    entity: Site,
    name: '{name}',
    path: '/fuel/sites/{id}',
  },
  'fuel.product': {
    label: { id: 'Jenis BBM', en: 'Fuel product' },
    entity: Product,
    name: '{name}',
    path: '/fuel/products',
  },
  'fuel.settings': {
    label: { id: 'Pengaturan BBM', en: 'Fuel settings' },
    entity: FuelSettings,
    path: '/fuel/settings',
  },
}
