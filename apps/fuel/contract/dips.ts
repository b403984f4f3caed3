import { command, Day, Instant, PageInput, pageOf, query } from '@lumbung/contract'
import { cursorInvalid, pageTooDeep } from '@lumbung/kernel/contract'
import { backdateTooOld, closedPeriod, futureDate, laterDayNegative } from '@lumbung/ledger/contract'
import { z } from 'zod'
import {
  locationRequired,
  noSiteAssigned,
  productInactive,
  productNotFound,
  rangeReversed,
  rangeTooLong,
  siteAmbiguous,
  siteInactive,
  siteNotFound,
  stockInsufficient,
} from './problems.ts'
import { LitresOrZero, Notes, ProductCode, ProductRef, SiteCode, SiteRef } from './scalars.ts'

/**
 * A physical measurement against the book. `differenceLitres` = measured − book: a loss is negative. `postedEntryId` is
 * the adjustment that brought the book to the measurement, null where the difference was left standing.
 */
export const Dip = z
  .object({
    id: z.uuid(),
    number: z.string().max(60),
    location: SiteRef,
    product: ProductRef,
    measuredLitres: z.number(),
    bookLitres: z.number(),
    differenceLitres: z.number(),
    toleranceLitres: z.number(),
    withinTolerance: z.boolean(),
    postedEntryId: z.uuid().nullable(),
    measuredAt: Instant,
    businessDay: Day,
    notes: z.string().max(500),
    user: z.object({ id: z.uuid().nullable(), name: z.string().max(120) }),
  })
  .meta({ id: 'FuelDip' })
export type Dip = z.infer<typeof Dip>

/**
 * Within the tolerance the book stays (the difference may be the dipstick's own), unless `post` asks otherwise;
 * outside it, the adjustment is posted at the instant of the measurement.
 */
export const recordDip = command({
  id: 'fuel.dip.record',
  http: 'POST /fuel/stock/dips',
  summary: { id: 'Catat sounding tangki', en: 'Record a physical dip' },
  permission: 'fuel.dip.record',
  scope: 'site',
  input: z.object({
    /** The person's own site where it is left out. */
    location: SiteCode.optional(),
    product: ProductCode.optional(),
    measuredLitres: LitresOrZero,
    measuredAt: Instant.optional(),
    notes: Notes.optional(),
    post: z.boolean().optional(),
  }),
  output: Dip,
  errors: [
    siteNotFound,
    productNotFound,
    siteInactive,
    productInactive,
    noSiteAssigned,
    siteAmbiguous,
    locationRequired,
    stockInsufficient,
    laterDayNegative,
    futureDate,
    closedPeriod,
    backdateTooOld,
  ],
  carriers: { offline: true, import: true },
  example: { input: { location: 'GENSET', measuredLitres: 4850, notes: 'Sounding pagi' } },
})

const filters = {
  location: SiteCode.optional(),
  product: ProductCode.optional(),
  startDate: Day.optional(),
  endDate: Day.optional(),
}

export const listDips = query({
  id: 'fuel.dip.list',
  http: 'GET /fuel/stock/dips',
  summary: { id: 'Daftar sounding tangki', en: 'List physical dips' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({ ...filters, withinTolerance: z.boolean().optional(), ...PageInput }),
  output: pageOf(Dip),
  errors: [siteNotFound, productNotFound, rangeReversed, cursorInvalid, pageTooDeep],
  carriers: { export: true },
  example: { input: { location: 'GENSET' } },
})

/** Losses of a period against what was issued in it (susut), per site and product that was dipped. */
export const readDipLosses = query({
  id: 'fuel.dip.losses',
  http: 'GET /fuel/stock/dips/losses',
  summary: { id: 'Susut BBM per periode', en: 'Fuel losses of a period' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({
    startDate: Day,
    endDate: Day,
    location: SiteCode.optional(),
    product: ProductCode.optional(),
  }),
  output: z.object({
    startDate: Day,
    endDate: Day,
    data: z
      .array(
        z.object({
          location: SiteRef,
          product: ProductRef,
          dips: z.int(),
          outOfTolerance: z.int(),
          /** Sum of the adjustments that dips posted; a loss is negative. */
          adjustedLitres: z.number(),
          issuedLitres: z.number(),
          /** −adjusted ÷ issued × 100, two decimals; null where nothing was issued. */
          lossPercent: z.number().nullable(),
        }),
      )
      .max(500),
  }),
  errors: [siteNotFound, productNotFound, rangeReversed, rangeTooLong],
  example: { input: { startDate: '2026-11-01', endDate: '2026-11-30' } },
})
