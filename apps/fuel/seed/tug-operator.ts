import {
  type CapacityRow,
  capacityFile,
  type DipRow,
  dipFile,
  type MovementRow,
  movementFile,
  type SiteRow,
  siteFile,
} from './fuel-files.ts'
import type { ImportFile } from './import-file.ts'
import { SeededRandom } from './seeded-random.ts'
import { type SiteProfile, simulateSite } from './site-year.ts'

const PRODUCT = 'DIESEL'
const SEED = 2_026
const YEAR_DAYS = 365

const SITES: readonly SiteRow[] = [
  { code: 'GENSET', name: 'Genset', lowStockThresholdLitres: '2000.00' },
  { code: 'TUG_ASSIST', name: 'Tug Assist', lowStockThresholdLitres: '8000.00' },
]
const CAPACITIES: readonly CapacityRow[] = [
  { site: 'GENSET', product: PRODUCT, capacityLitres: '20000.00', tanks: '2' },
  { site: 'TUG_ASSIST', product: PRODUCT, capacityLitres: '60000.00', tanks: '3' },
]

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

export interface TugOperatorBook {
  sites: readonly SiteRow[]
  capacities: readonly CapacityRow[]
  /** Of both sites, in order of time. */
  movements: MovementRow[]
  dips: DipRow[]
  /** Site → what its book holds at the end. */
  closingLitres: ReadonlyMap<string, string>
}

/** The days to `lastDay` at a tug operator's two sites: always the same pattern, on the weekdays of that calendar. */
export function makeTugOperatorBook(lastDay: string, days: number = YEAR_DAYS): TugOperatorBook {
  const years = [GENSET, TUG_ASSIST].map((profile, index) => ({
    site: profile.site,
    ...simulateSite(profile, new SeededRandom(SEED + index), { lastDay, days }),
  }))
  return {
    sites: SITES,
    capacities: CAPACITIES,
    movements: years.flatMap(({ movements }) => movements).sort(byDate),
    dips: years.flatMap(({ dips }) => dips).sort(byDate),
    closingLitres: new Map(years.map(({ site, closingLitres }) => [site, closingLitres])),
  }
}

/** In the order in which they are to be imported. */
export function tugOperatorFiles(book: TugOperatorBook): ImportFile[] {
  return [
    siteFile('lokasi.csv', () => book.sites),
    capacityFile('kapasitas.csv', () => book.capacities),
    movementFile('buku-stok.csv', () => book.movements),
    dipFile('sounding.csv', () => book.dips),
  ]
}

function byDate(a: { date: string }, b: { date: string }): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : 0
}
