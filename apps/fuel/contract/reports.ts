import { Day, line, PageInput, pageOf, query } from '@lumbung/contract'
import { cursorInvalid, pageTooDeep } from '@lumbung/kernel/contract'
import { z } from 'zod'
import {
  exportTooLarge,
  productNotFound,
  rangeIncomplete,
  rangeReversed,
  rangeTooLong,
  siteNotFound,
} from './problems.ts'
import { ProductCode, ProductRef, SiteCode, SiteRef } from './scalars.ts'
import { EntryType, StockEntry } from './stock.ts'

/** A site's stock of one product, as the dashboard's card shows it. */
export const StockSummary = z
  .object({
    site: SiteRef.extend({ zone: z.string().max(64) }),
    product: ProductRef,
    balanceLitres: z.number(),
    capacityLitres: z.number().nullable(),
    fillPercent: z.number().nullable(),
    thresholdLitres: z.number(),
    isLow: z.boolean(),
    /** The present business day at the site. */
    today: z.object({
      day: Day,
      openingLitres: z.number(),
      inLitres: z.number(),
      outLitres: z.number(),
      adjustedLitres: z.number(),
      closingLitres: z.number(),
    }),
    /** Mean and sample standard deviation of the daily use over the last 14 full days. */
    meanDailyUseLitres: z.number(),
    spreadLitres: z.number(),
    /** Days until empty at the mean use, at more use (low) and at less use (high); null without use. */
    daysToEmpty: z.number().nullable(),
    daysToEmptyLow: z.number().nullable(),
    daysToEmptyHigh: z.number().nullable(),
    lastMovementAt: z.iso.datetime({ offset: true }).nullable(),
  })
  .meta({ id: 'FuelStockSummary' })
export type StockSummary = z.infer<typeof StockSummary>

/** A page holds `limit` sites; a site with several products has a row for each. */
export const readStockSummary = query({
  id: 'fuel.stock.summary',
  http: 'GET /fuel/stock/summary',
  summary: { id: 'Ringkasan stok BBM', en: 'Fuel stock summary' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({ location: SiteCode.optional(), product: ProductCode.optional(), ...PageInput }),
  output: pageOf(StockSummary),
  errors: [siteNotFound, productNotFound, cursorInvalid, pageTooDeep],
  carriers: { export: true, assistant: 'free' },
  example: { input: {} },
})

const filters = {
  type: EntryType.optional(),
  location: SiteCode.optional(),
  product: ProductCode.optional(),
  /** Business days at the site; both ends belong to the range. */
  startDate: Day.optional(),
  endDate: Day.optional(),
  user: z.uuid().optional(),
  /** Text in the notes or in the name of the person. */
  search: line(100).optional(),
}

export const listStockHistory = query({
  id: 'fuel.stock.history',
  http: 'GET /fuel/stock/history',
  summary: { id: 'Riwayat stok BBM', en: 'Fuel stock history' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({ ...filters, ...PageInput }),
  output: pageOf(StockEntry),
  errors: [siteNotFound, productNotFound, rangeReversed, cursorInvalid, pageTooDeep],
  carriers: { export: true, assistant: 'free' },
  example: { input: { location: 'GENSET', startDate: '2026-11-01', endDate: '2026-11-30', limit: 20 } },
})

export const TrendDay = z.object({
  day: Day,
  openingLitres: z.number(),
  inLitres: z.number(),
  outLitres: z.number(),
  adjustedLitres: z.number(),
  closingLitres: z.number(),
  deltaLitres: z.number(),
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
    days: z.int().min(1).max(366).optional(),
    startDate: Day.optional(),
    endDate: Day.optional(),
    location: SiteCode.optional(),
    product: ProductCode.optional(),
  }),
  output: z.object({ startDate: Day, endDate: Day, data: z.array(TrendDay).max(366) }),
  errors: [siteNotFound, productNotFound, rangeReversed, rangeTooLong, rangeIncomplete],
  carriers: { export: true, assistant: 'free' },
  example: { input: { days: 7, location: 'GENSET' } },
})

/** The book as a spreadsheet: chronological per location, subtotals, a total. Its text follows the reader's language. */
export const exportStockHistory = query({
  id: 'fuel.stock.export',
  http: 'POST /fuel/stock/export',
  summary: { id: 'Unduh riwayat stok BBM', en: 'Download the fuel stock history' },
  permission: 'fuel.stock.read',
  scope: 'site',
  answer: 'file',
  input: z.object({ format: z.enum(['xlsx', 'csv']).default('xlsx'), ...filters }),
  output: z.unknown(),
  errors: [siteNotFound, productNotFound, rangeReversed, exportTooLarge],
  example: { input: { format: 'xlsx', startDate: '2026-11-01', endDate: '2026-11-30' } },
  ratePerMinute: 10,
})
