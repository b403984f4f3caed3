import { event } from '@lumbung/contract'
import { z } from 'zod'
import { ProductRef, SiteRef } from './scalars.ts'
import { EntryType } from './stock.ts'

const entry = z.object({
  entryId: z.uuid(),
  type: EntryType,
  amountLitres: z.number(),
  balanceLitres: z.number(),
  location: SiteRef,
  product: ProductRef,
  date: z.iso.datetime({ offset: true }),
  businessDay: z.iso.date(),
})

export const stockRecorded = event('fuel.stock.recorded', entry, {
  id: 'Baris buku stok BBM tercatat',
  en: 'A line of the fuel book was recorded',
})

export const stockReversed = event('fuel.stock.reversed', entry.extend({ reversalOf: z.uuid() }), {
  id: 'Baris buku stok BBM dibatalkan',
  en: 'A line of the fuel book was reversed',
})

/**
 * Once per fall below the threshold and once when nothing is left: not again while the stock stays so. Only what is left
 * at present counts, not what was left at the moment of a back-dated line. `businessDay` is that of the line.
 */
export const stockLow = event(
  'fuel.stock.low',
  z.object({
    location: SiteRef,
    product: ProductRef,
    balanceLitres: z.number(),
    thresholdLitres: z.number(),
    entryId: z.uuid(),
    businessDay: z.iso.date().optional(),
  }),
  { id: 'Stok BBM menipis', en: 'Fuel stock is low' },
)

const dip = z.object({
  dipId: z.uuid(),
  number: z.string().max(60),
  location: SiteRef,
  product: ProductRef,
  measuredLitres: z.number(),
  bookLitres: z.number(),
  differenceLitres: z.number(),
  toleranceLitres: z.number(),
})

export const dipRecorded = event('fuel.dip.recorded', dip, {
  id: 'Sounding tangki tercatat',
  en: 'A physical dip was recorded',
})

export const dipOutOfTolerance = event('fuel.dip.out-of-tolerance', dip, {
  id: 'Selisih sounding di luar toleransi',
  en: 'A dip differs from the book beyond the tolerance',
})

export const dipRecalibrated = event(
  'fuel.dip.recalibrated',
  z.object({
    dipId: z.uuid(),
    number: z.string().max(60),
    location: SiteRef,
    product: ProductRef,
    measuredLitres: z.number(),
    differenceLitres: z.number(),
    newDifferenceLitres: z.number(),
  }),
  {
    id: 'Selisih sounding berubah karena baris bertanggal sebelumnya',
    en: 'The difference of a dip changed with a line dated before it',
  },
)
