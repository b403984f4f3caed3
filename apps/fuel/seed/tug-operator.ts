import type { SiteProfile } from './site-year.ts'
import { makeStockBook, type StockBook, type StockBookPlan } from './stock-book.ts'

const PRODUCT = 'DIESEL'

/** A generator runs every day, less on the free ones. It ends the year below its threshold, its tanker overdue. */
const GENSET: SiteProfile = {
  site: 'GENSET',
  product: PRODUCT,
  openingCl: 9_000_00,
  deliveryCl: 8_000_00,
  reorderBelowCl: 5_000_00,
  finalCl: 1_460_00,
  useOf: (weekday, random) => {
    const usual = weekday === 0 ? 190_00 : weekday === 6 ? 240_00 : 310_00
    const centilitres = usual + random.between(-35_00, 35_00)
    return [{ time: '17:00', centilitres, notes: 'Pemakaian harian genset' }]
  },
}

/** Tugs go out one to three times on a working day, and on a Sunday once at most. */
const TUG_ASSIST: SiteProfile = {
  site: 'TUG_ASSIST',
  product: PRODUCT,
  openingCl: 30_000_00,
  deliveryCl: 25_000_00,
  reorderBelowCl: 18_000_00,
  lossAtDip: 6,
  useOf: (weekday, random) => {
    const trips = weekday === 0 ? random.between(0, 1) : random.between(1, 3)
    return Array.from({ length: trips }, (_, trip) => ({
      time: `${String(8 + trip * 4).padStart(2, '0')}:00`,
      centilitres: random.between(380_00, 820_00),
      notes: `Tug assist, trip ${trip + 1}`,
    }))
  },
}

const TUG_OPERATOR: StockBookPlan = {
  seed: 2026,
  days: 365,
  sites: [
    {
      site: { code: 'GENSET', name: 'Genset', lowStockThresholdLitres: '2000.00' },
      capacity: { product: PRODUCT, capacityLitres: '20000.00', tanks: '2' },
      profile: GENSET,
    },
    {
      site: { code: 'TUG_ASSIST', name: 'Tug Assist', lowStockThresholdLitres: '8000.00' },
      capacity: { product: PRODUCT, capacityLitres: '60000.00', tanks: '3' },
      profile: TUG_ASSIST,
    },
  ],
}

/** A year at a tug operator's two sites. */
export function makeTugOperatorBook(lastDay: string): StockBook {
  return makeStockBook(TUG_OPERATOR, lastDay)
}
