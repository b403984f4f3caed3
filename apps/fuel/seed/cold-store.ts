import type { SiteProfile } from './site-year.ts'
import { makeStockBook, type StockBook, type StockBookPlan } from './stock-book.ts'

const PRODUCT = 'DIESEL'

/** Cooling takes much the same every day, and an hour of grid failure now and then takes more. */
const GENSET: SiteProfile = {
  site: 'GENSET',
  product: PRODUCT,
  openingCl: 3_000_00,
  deliveryCl: 4_000_00,
  reorderBelowCl: 1_800_00,
  useOf: (_weekday, random) => {
    const hours = random.between(1, 10) === 1 ? random.between(6, 12) : random.between(1, 4)
    return [{ time: '18:30', centilitres: hours * 28_50, notes: `Genset menyala ${hours} jam` }]
  },
}

const COLD_STORE: StockBookPlan = {
  seed: 77,
  days: 90,
  sites: [
    {
      site: { code: 'GENSET', name: 'Genset Gudang Beku', lowStockThresholdLitres: '750.00' },
      capacity: { product: PRODUCT, capacityLitres: '6000.00', tanks: '1' },
      profile: GENSET,
    },
  ],
}

/** Ninety days at a cold store, whose one site has the same code as a site of the tug operator. */
export function makeColdStoreBook(lastDay: string): StockBook {
  return makeStockBook(COLD_STORE, lastDay)
}
