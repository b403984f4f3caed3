import type { MovementRow } from '@lumbung/ledger'
import type { ProductRef, SiteRef } from '../../contract/scalars.ts'
import type { StockEntry } from '../../contract/stock.ts'
import { amountOf, litresOf, typeOf } from './stock.rules.ts'

/** What a movement's ids stand for. */
export interface EntryNames {
  sites: ReadonlyMap<string, SiteRef & { zone: string }>
  products: ReadonlyMap<string, ProductRef>
  people: ReadonlyMap<string, string>
}

/** A movement of the ledger as a line of the stock book. */
export function toStockEntry(row: MovementRow, names: EntryNames): StockEntry {
  const { zone, ...location } = known(names.sites, row.placeId)
  return {
    id: row.id,
    type: typeOf(row.flow),
    amountLitres: amountOf(row.flow, row.delta),
    location,
    product: known(names.products, row.itemId),
    balanceLitres: litresOf(row.runningBalance),
    date: row.occurredAt.toISOString(),
    businessDay: row.businessDay,
    zone,
    notes: row.note ?? '',
    user: { id: row.actorId, name: (row.actorId !== null && names.people.get(row.actorId)) || '' },
    reversalOf: row.reversesId,
    reversedBy: row.reversedById,
    recordedAt: row.recordedAt.toISOString(),
  }
}

function known<T>(names: ReadonlyMap<string, T>, id: string): T {
  const name = names.get(id)
  if (name === undefined) throw new Error(`a movement of ${id}, which is not fuel's`)
  return name
}
