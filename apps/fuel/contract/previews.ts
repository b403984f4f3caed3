import { Day, Instant, query } from '@lumbung/contract'
import { futureDate } from '@lumbung/ledger/contract'
import { z } from 'zod'
import { recordDip } from './dips.ts'
import { LocationField } from './fields.ts'
import {
  locationRequired,
  noSiteAssigned,
  productInactive,
  productNotFound,
  siteAmbiguous,
  siteInactive,
  siteNotFound,
} from './problems.ts'
import { answeredLitres, ProductRef, SiteRef } from './scalars.ts'
import { Direction, movement } from './stock.ts'

const DayChange = z.object({
  day: Day,
  closingLitres: z.number(),
  newClosingLitres: z.number(),
  /** The least that the site would have held at any moment of that day. */
  newLowestLitres: z.number(),
})

const DipChange = z.object({
  number: z.string().max(60),
  measuredAt: Instant,
  measuredLitres: z.number(),
  differenceLitres: z.number(),
  newDifferenceLitres: z.number(),
})
export type DipChange = z.infer<typeof DipChange>

/** What a posting would do to a book, before it is done. */
const bookChange = {
  location: SiteRef,
  product: ProductRef,
  /** Why it would be refused: code and params of the failure that recording it would answer, and its sentence. */
  refusal: z
    .object({
      code: z.string().max(100),
      params: z.record(z.string(), z.unknown()),
      message: z.string().max(1000),
    })
    .nullable(),
  balanceLitres: z.number(),
  newBalanceLitres: z.number(),
  /** The first 400 days that change; `daysChanged` counts them all. */
  days: z.array(DayChange).max(400),
  daysChanged: z.int(),
  /** Later dips whose measured level stays and whose difference changes, in their order; the first 50. */
  dips: z.array(DipChange).max(50),
}
export type BookChange = z.infer<z.ZodObject<typeof bookChange>>

const placeProblems = [
  siteNotFound,
  productNotFound,
  siteInactive,
  productInactive,
  noSiteAssigned,
  siteAmbiguous,
  locationRequired,
] as const

/**
 * What a person should look at before sending; none of them is refused. `most_of_stock`: it takes most of what is left at
 * present, by the setting. `many_days`: it changes more than a week of days.
 */
const Warning = z.enum([
  'below_threshold',
  'above_capacity',
  'unusual_amount',
  'most_of_stock',
  'back_dated',
  'many_days',
])

/** What a recording would do, before it is done: which days change, what would stop it, what looks odd. */
export const previewStockEntry = query({
  id: 'fuel.stock.preview',
  http: 'POST /fuel/stock/preview',
  summary: { id: 'Pratinjau baris buku stok', en: 'Preview a line of the stock book' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({ type: Direction, location: LocationField.optional(), ...movement }),
  output: z.object({
    ...bookChange,
    warnings: z.array(Warning).max(6),
  }),
  errors: placeProblems,
  carriers: { assistant: 'free' },
  example: {
    input: { type: 'OUT', location: 'GENSET', amount: 100, date: '2026-11-01T08:00:00Z' },
    after: ['fuel.stock.in'],
  },
})

/**
 * What a dip would find and do. Where it would post no adjustment the book stays: no day changes and nothing refuses it.
 */
export const previewDip = query({
  id: 'fuel.dip.preview',
  http: 'POST /fuel/stock/dips/preview',
  summary: { id: 'Pratinjau sounding tangki', en: 'Preview a physical dip' },
  permission: 'fuel.dip.record',
  scope: 'site',
  input: recordDip.input.omit({ notes: true }),
  output: z.object({
    ...bookChange,
    bookLitres: answeredLitres({ id: 'Menurut buku', en: 'By the book' }),
    differenceLitres: answeredLitres({ id: 'Selisih', en: 'Difference' }),
    toleranceLitres: answeredLitres({ id: 'Toleransi', en: 'Tolerance' }),
    withinTolerance: z.boolean(),
    /** An adjustment would bring the book to the measurement. */
    posts: z.boolean(),
  }),
  errors: [...placeProblems, futureDate],
  example: { input: { location: 'GENSET', measuredLitres: 4850 }, after: ['fuel.stock.in'] },
})
