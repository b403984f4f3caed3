import { choice, Day, line, PageInput, pageOf, query, sortBy } from '@lumbung/contract'
import { cursorInvalid, pageTooDeep } from '@lumbung/kernel/contract'
import { z } from 'zod'
import { DayRangeFilter, PlaceFilter } from './fields.ts'
import {
  entryNotFound,
  exportTooLarge,
  noSiteAssigned,
  productNotFound,
  rangeIncomplete,
  rangeReversed,
  rangeTooLong,
  siteAmbiguous,
  siteInactive,
  siteNotFound,
} from './problems.ts'
import { answeredLitres, ProductRef, SiteRef, SiteZone } from './scalars.ts'
import { EntryType, StockEntry } from './stock.ts'

const daySums = {
  openingLitres: answeredLitres({ id: 'Saldo awal', en: 'Opening' }),
  inLitres: answeredLitres({ id: 'Masuk', en: 'In' }),
  outLitres: answeredLitres({ id: 'Keluar', en: 'Out' }),
  adjustedLitres: answeredLitres({ id: 'Koreksi', en: 'Adjusted' }),
  closingLitres: answeredLitres({ id: 'Saldo akhir', en: 'Closing' }),
}
const BusinessDay = Day.meta({ label: { id: 'Hari', en: 'Day' } })

/**
 * From the most to the least urgent. `empty`: nothing is left, whatever the threshold. `unused`: nothing ever came or went, so that too
 * little is no alarm yet.
 */
export const Standing = choice({
  empty: { id: 'Kosong', en: 'Empty' },
  low: { id: 'Menipis', en: 'Low' },
  enough: { id: 'Cukup', en: 'Enough' },
  unused: { id: 'Belum ada catatan', en: 'Nothing recorded yet' },
}).meta({ label: { id: 'Keadaan stok', en: 'Standing' } })
export type Standing = z.infer<typeof Standing>

/** A site's stock of one product, as the dashboard's card shows it. */
export const StockSummary = z
  .object({
    site: SiteRef.extend({ zone: SiteZone }).meta({ label: { id: 'Lokasi', en: 'Location' } }),
    product: ProductRef,
    balanceLitres: answeredLitres({ id: 'Saldo', en: 'Balance' }),
    capacityLitres: answeredLitres({ id: 'Kapasitas', en: 'Capacity' }).nullable(),
    fillPercent: z
      .number()
      .nullable()
      .meta({ label: { id: 'Terisi', en: 'Filled' }, unit: '%' }),
    thresholdLitres: answeredLitres({ id: 'Batas stok menipis', en: 'Low-stock threshold' }),
    isLow: z.boolean().meta({ label: { id: 'Menipis', en: 'Low' } }),
    standing: Standing,
    /** The present business day at the site. */
    today: z.object({ day: BusinessDay, ...daySums }).meta({ label: { id: 'Hari ini', en: 'Today' } }),
    /** The last two weeks, today included, oldest first; empty where nothing was ever recorded. */
    recentDays: z
      .array(z.object({ day: BusinessDay, closingLitres: daySums.closingLitres }))
      .max(14)
      .meta({ label: { id: 'Dua pekan terakhir', en: 'Last two weeks' } }),
    /** Mean and sample standard deviation of the daily use over the last 14 full days. */
    meanDailyUseLitres: answeredLitres({ id: 'Rata-rata pemakaian per hari', en: 'Mean daily use' }),
    spreadLitres: answeredLitres({ id: 'Simpangan pemakaian per hari', en: 'Spread of the daily use' }),
    /** Days until empty at the mean use, at more use (low) and at less use (high); null without use. */
    daysToEmpty: z
      .number()
      .nullable()
      .meta({ label: { id: 'Hari sampai habis', en: 'Days to empty' } }),
    daysToEmptyLow: z
      .number()
      .nullable()
      .meta({ label: { id: 'Hari sampai habis, paling cepat', en: 'Days to empty, at the soonest' } }),
    daysToEmptyHigh: z
      .number()
      .nullable()
      .meta({ label: { id: 'Hari sampai habis, paling lama', en: 'Days to empty, at the latest' } }),
    lastMovementAt: z.iso
      .datetime({ offset: true })
      .nullable()
      .meta({ label: { id: 'Pergerakan terakhir', en: 'Last movement' } }),
  })
  .meta({ id: 'FuelStockSummary' })
export type StockSummary = z.infer<typeof StockSummary>

/**
 * A page holds `limit` sites; a site with several products has a row for each. With a standing: the rows that stand so,
 * and no site without one.
 */
export const readStockSummary = query({
  id: 'fuel.stock.summary',
  http: 'GET /fuel/stock/summary',
  summary: { id: 'Ringkasan stok BBM', en: 'Fuel stock summary' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({ ...PlaceFilter, standing: Standing.optional(), ...PageInput }),
  output: pageOf(StockSummary),
  errors: [siteNotFound, productNotFound, cursorInvalid, pageTooDeep],
  carriers: { export: true, assistant: 'free' },
  example: { input: {}, after: ['fuel.stock.in'] },
})

/** The stock of the one site where the person records use, a row for each product; refused as recording use would be. */
export const readOwnStock = query({
  id: 'fuel.stock.own',
  http: 'GET /fuel/stock/own',
  summary: { id: 'Stok BBM di lokasi sendiri', en: 'Fuel stock of one’s own site' },
  permission: 'fuel.stock.out',
  scope: 'site',
  input: z.object({}),
  output: z.object({
    data: z.array(StockSummary).max(200),
    /** For how long one's own lines can be reversed; 0: not at all. */
    reverseOwnMinutes: z.int().min(0),
  }),
  errors: [noSiteAssigned, siteAmbiguous, siteInactive, siteNotFound],
  example: { input: {}, as: 'admin.user.create', after: ['fuel.stock.out'] },
})

const filters = {
  type: EntryType.optional(),
  ...PlaceFilter,
  ...DayRangeFilter,
  user: z
    .uuid()
    .meta({ label: { id: 'Pencatat', en: 'Recorded by' } })
    .optional(),
  search: line(100)
    .meta({
      label: { id: 'Cari', en: 'Search' },
      help: {
        id: 'Dalam keterangan atau nama pencatat.',
        en: 'In the notes or the name of who recorded it.',
      },
    })
    .optional(),
}

export const listStockHistory = query({
  id: 'fuel.stock.history',
  http: 'GET /fuel/stock/history',
  summary: { id: 'Riwayat stok BBM', en: 'Fuel stock history' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({
    ...filters,
    sort: sortBy({ date: { id: 'Waktu', en: 'Time' } }).optional(),
    ...PageInput,
  }),
  output: pageOf(StockEntry),
  errors: [siteNotFound, productNotFound, rangeReversed, cursorInvalid, pageTooDeep],
  carriers: { export: true, assistant: 'free' },
  example: {
    input: { location: 'GENSET', startDate: '2026-11-01', endDate: '2026-11-30', limit: 20 },
    after: ['fuel.stock.in'],
  },
})

/** One line, by its id: what a link from a reversal or a dip leads to. */
export const readStockEntry = query({
  id: 'fuel.stock.entry',
  http: 'GET /fuel/stock/entries/{id}',
  summary: { id: 'Lihat baris buku stok', en: 'Read a line of the stock book' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({ id: z.uuid() }),
  output: StockEntry,
  errors: [entryNotFound],
  example: { input: { id: '01936f2a-7b1c-7000-8000-000000000021' } },
})

export const TrendDay = z.object({
  day: BusinessDay,
  ...daySums,
  deltaLitres: answeredLitres({ id: 'Perubahan', en: 'Change' }),
})
export type TrendDay = z.infer<typeof TrendDay>

/** Either the last `days` days to today, or `startDate` to `endDate`. */
export const readStockTrend = query({
  id: 'fuel.stock.trend',
  http: 'GET /fuel/stock/trend',
  summary: { id: 'Tren stok BBM', en: 'Fuel stock trend' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({
    days: z
      .int()
      .min(1)
      .max(366)
      .meta({ label: { id: 'Hari terakhir', en: 'Last days' } })
      .optional(),
    ...DayRangeFilter,
    ...PlaceFilter,
  }),
  output: z.object({ startDate: Day, endDate: Day, data: z.array(TrendDay).max(366) }),
  errors: [siteNotFound, productNotFound, rangeReversed, rangeTooLong, rangeIncomplete],
  carriers: { export: true, assistant: 'free' },
  example: { input: { days: 7, location: 'GENSET' }, after: ['fuel.stock.in'] },
})

const Format = choice({
  xlsx: { id: 'Excel (XLSX)', en: 'Excel (XLSX)' },
  csv: { id: 'Teks (CSV)', en: 'Text (CSV)' },
}).meta({ label: { id: 'Bentuk berkas', en: 'File format' } })

/** The book as a spreadsheet: chronological per location, subtotals, a total. Its text follows the reader's language. */
export const exportStockHistory = query({
  id: 'fuel.stock.export',
  http: 'POST /fuel/stock/export',
  summary: { id: 'Unduh riwayat stok BBM', en: 'Download the fuel stock history' },
  permission: 'fuel.stock.read',
  scope: 'site',
  answer: 'file',
  input: z.object({ format: Format.default('xlsx'), ...filters }),
  output: z.unknown(),
  errors: [siteNotFound, productNotFound, rangeReversed, exportTooLarge],
  example: {
    input: { format: 'xlsx', startDate: '2026-11-01', endDate: '2026-11-30' },
    after: ['fuel.stock.in'],
  },
  ratePerMinute: 10,
})
