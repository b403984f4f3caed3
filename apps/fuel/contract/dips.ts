import { command, Day, Instant, PageInput, pageOf, query, sortBy } from '@lumbung/contract'
import { cursorInvalid, pageTooDeep } from '@lumbung/kernel/contract'
import { backdateTooOld, closedPeriod, futureDate, laterDayNegative } from '@lumbung/ledger/contract'
import { z } from 'zod'
import {
  DayRange,
  DayRangeFilter,
  LocationField,
  NotesField,
  PlaceFilter,
  ProductOrDefault,
  SITE_MOMENT,
} from './fields.ts'
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
import { answeredLitres, LitresOrZero, ProductRef, RecorderRef, SiteRef, SiteZone } from './scalars.ts'

const WITHIN_TOLERANCE = { label: { id: 'Dalam toleransi', en: 'Within tolerance' } }
const MEASURED_AT = { label: { id: 'Waktu ukur', en: 'Measured at' } }

/**
 * A physical measurement against the book. `differenceLitres` = measured − book: a loss is negative. The measurement is
 * kept true: where a line is entered before it later, book and difference are those of the book as it is known now.
 * `postedEntryId` is the adjustment that brings the book to the measurement at present, null where nothing needs one.
 */
export const Dip = z
  .object({
    id: z.uuid(),
    number: z
      .string()
      .max(60)
      .meta({ label: { id: 'Nomor', en: 'Number' } }),
    location: SiteRef,
    product: ProductRef,
    measuredLitres: answeredLitres({ id: 'Terukur', en: 'Measured' }),
    bookLitres: answeredLitres({ id: 'Menurut buku', en: 'By the book' }),
    differenceLitres: answeredLitres({ id: 'Selisih', en: 'Difference' }),
    toleranceLitres: answeredLitres({ id: 'Toleransi', en: 'Tolerance' }),
    withinTolerance: z.boolean().meta(WITHIN_TOLERANCE),
    postedEntryId: z
      .uuid()
      .nullable()
      .meta({ label: { id: 'Baris koreksi', en: 'Adjustment' } }),
    /** Its adjustment was reversed, so the book is no longer held to it. */
    isWithdrawn: z.boolean().meta({ label: { id: 'Dibatalkan', en: 'Withdrawn' } }),
    measuredAt: Instant.meta(MEASURED_AT),
    businessDay: Day.meta({ label: { id: 'Hari buku', en: 'Business day' } }),
    zone: SiteZone,
    notes: z
      .string()
      .max(500)
      .meta({ label: { id: 'Keterangan', en: 'Notes' } }),
    user: RecorderRef,
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
    location: LocationField.meta({
      help: {
        id: 'Lokasi tempat Anda ditugaskan bila dikosongkan.',
        en: 'The site that you are assigned to where it is left empty.',
      },
    }).optional(),
    product: ProductOrDefault,
    measuredLitres: LitresOrZero.meta({ label: { id: 'Isi terukur', en: 'Measured' } }),
    measuredAt: Instant.meta({
      ...MEASURED_AT,
      help: { id: 'Sekarang bila dikosongkan.', en: 'Now where it is left empty.' },
      aliases: ['Tanggal'],
      ...SITE_MOMENT,
    }).optional(),
    notes: NotesField.optional(),
    post: z
      .boolean()
      .meta({
        label: { id: 'Sesuaikan buku', en: 'Adjust the book' },
        help: {
          id: 'Selisih di dalam toleransi biasanya dibiarkan; pilih ini agar buku tetap mengikuti tangki.',
          en: 'A difference within the tolerance is usually left standing; with this the book follows the tank all the same.',
        },
      })
      .optional(),
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
  example: {
    input: { location: 'GENSET', measuredLitres: 4850, notes: 'Sounding pagi' },
    after: ['fuel.stock.in'],
  },
})

export const listDips = query({
  id: 'fuel.dip.list',
  http: 'GET /fuel/stock/dips',
  summary: { id: 'Daftar sounding tangki', en: 'List physical dips' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({
    ...PlaceFilter,
    ...DayRangeFilter,
    withinTolerance: z.boolean().meta(WITHIN_TOLERANCE).optional(),
    sort: sortBy({
      measuredAt: { id: 'Waktu ukur', en: 'Time measured' },
      differenceLitres: { id: 'Selisih', en: 'Difference' },
    }).optional(),
    ...PageInput,
  }),
  output: pageOf(Dip),
  errors: [siteNotFound, productNotFound, rangeReversed, cursorInvalid, pageTooDeep],
  carriers: { export: true },
  example: { input: { location: 'GENSET' }, after: ['fuel.dip.record'] },
})

export const MOST_LOSS_ROWS = 500

const LossFigures = {
  dips: z.int().meta({ label: { id: 'Sounding', en: 'Dips' } }),
  outOfTolerance: z.int().meta({ label: { id: 'Di luar toleransi', en: 'Out of tolerance' } }),
  /** Sum of the adjustments that dips posted; a loss is negative. */
  adjustedLitres: answeredLitres({ id: 'Koreksi', en: 'Adjusted' }),
  issuedLitres: answeredLitres({ id: 'Pemakaian', en: 'Used' }),
  /** −adjusted ÷ issued × 100, two decimals; null where nothing was issued. */
  lossPercent: z
    .number()
    .nullable()
    .meta({ label: { id: 'Susut', en: 'Loss' }, unit: '%' }),
}

/** Losses of a period against what was issued in it (susut), per site and product that was dipped. */
export const readDipLosses = query({
  id: 'fuel.dip.losses',
  http: 'GET /fuel/stock/dips/losses',
  summary: { id: 'Susut BBM per periode', en: 'Fuel losses of a period' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({ ...DayRange, ...PlaceFilter }),
  output: z.object({
    startDate: Day,
    endDate: Day,
    /** By the code of the site, the first 500. */
    data: z.array(z.object({ location: SiteRef, product: ProductRef, ...LossFigures })).max(MOST_LOSS_ROWS),
    /** Of all rows together; null where there are more than 500, which are then not all in `data`. */
    total: z.object(LossFigures).nullable(),
  }),
  errors: [siteNotFound, productNotFound, rangeReversed, rangeTooLong],
  carriers: { export: true },
  example: { input: { startDate: '2026-11-01', endDate: '2026-11-30' }, after: ['fuel.dip.record'] },
})
