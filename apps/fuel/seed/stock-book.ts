import type { DecimalText } from '@lumbung/contract'
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

/** What one organisation's sites did over some time. */
export interface StockBook {
  lastDay: string
  sites: readonly SiteRow[]
  capacities: readonly CapacityRow[]
  /** Of all sites, in order of time. */
  movements: MovementRow[]
  dips: DipRow[]
  /** Site → what its book holds at the end. */
  closingLitres: ReadonlyMap<string, DecimalText>
}

export interface StockBookPlan {
  seed: number
  days: number
  sites: readonly { site: SiteRow; capacity: Omit<CapacityRow, 'site'>; profile: SiteProfile }[]
}

/** The book of the days to `lastDay`: always the same pattern, on the weekdays of that calendar. */
export function makeStockBook(plan: StockBookPlan, lastDay: string): StockBook {
  const { seed, days, sites } = plan
  const lived = sites.map(({ profile }, index) =>
    simulateSite(profile, new SeededRandom(seed + index), { lastDay, days }),
  )
  return {
    lastDay,
    sites: sites.map(({ site }) => site),
    capacities: sites.map(({ site, capacity }) => ({ site: site.code, ...capacity })),
    movements: lived.flatMap(({ movements }) => movements).sort(byDate),
    dips: lived.flatMap(({ dips }) => dips).sort(byDate),
    closingLitres: new Map(
      lived.map(({ closingLitres }, index) => [sites[index]?.site.code ?? '', closingLitres]),
    ),
  }
}

/** In the order in which they are to be imported. The names of the dated ones tell the last day. */
export function stockBookFiles(book: StockBook): ImportFile[] {
  return [
    siteFile('lokasi.csv', () => book.sites),
    capacityFile('kapasitas.csv', () => book.capacities),
    movementFile(`buku-stok-${book.lastDay}.csv`, () => book.movements),
    dipFile(`sounding-${book.lastDay}.csv`, () => book.dips),
  ]
}

/** The last day of the book whose file of movements has this name; undefined for the name of another file. */
export function lastDayOfBook(fileName: string): string | undefined {
  return /^buku-stok-(\d{4}-\d{2}-\d{2})\.csv$/.exec(fileName)?.[1]
}

function byDate(a: { date: string }, b: { date: string }): number {
  return a.date < b.date ? -1 : a.date > b.date ? 1 : 0
}
