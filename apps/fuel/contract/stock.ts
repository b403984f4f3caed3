import { command, Day, Instant, line, query } from '@lumbung/contract'
import {
  alreadyReversed,
  backdateTooOld,
  closedPeriod,
  futureDate,
  laterDayNegative,
  notReversible,
} from '@lumbung/ledger/contract'
import { z } from 'zod'
import {
  entryNotFound,
  locationRequired,
  noSiteAssigned,
  productInactive,
  productNotFound,
  siteAmbiguous,
  siteInactive,
  siteNotFound,
  stockInsufficient,
} from './problems.ts'
import { Litres, Notes, ProductCode, ProductRef, SiteCode, SiteRef } from './scalars.ts'

export const EntryType = z.enum(['IN', 'OUT', 'ADJUSTMENT'])
export type EntryType = z.infer<typeof EntryType>

/**
 * One line of the stock book: balance = Σ IN − Σ OUT + Σ ADJUSTMENT over any list of them. IN and OUT are positive, an
 * ADJUSTMENT carries its sign (a loss is negative). A reversal on the day of what it undoes takes back from the same
 * column (a negative IN or OUT); on a later day it is an ADJUSTMENT.
 */
export const StockEntry = z
  .object({
    id: z.uuid(),
    type: EntryType,
    amountLitres: z.number(),
    location: SiteRef,
    product: ProductRef,
    /** What the site held right after this entry, in the order of effect. */
    balanceLitres: z.number(),
    /** When it took effect; `businessDay` is that instant's day at the site. */
    date: Instant,
    businessDay: Day,
    notes: z.string().max(1000),
    user: z.object({ id: z.uuid().nullable(), name: z.string().max(120) }),
    reversalOf: z.uuid().nullable(),
    reversedBy: z.uuid().nullable(),
    recordedAt: Instant,
  })
  .meta({ id: 'FuelStockEntry' })
export type StockEntry = z.infer<typeof StockEntry>

/** What a recording answers: `balanceLitres` is what the site holds now, `isLow` whether that is below its threshold. */
export const RecordedEntry = StockEntry.extend({ isLow: z.boolean() }).meta({ id: 'FuelRecordedEntry' })
export type RecordedEntry = z.infer<typeof RecordedEntry>

const exampleSite = { id: '01936f2a-7b1c-7000-8000-000000000011', code: 'GENSET', name: 'Genset' }
const exampleProduct = { id: '01936f2a-7b1c-7000-8000-000000000001', code: 'DIESEL', name: 'Solar' }
const exampleEntry: RecordedEntry = {
  id: '01936f2a-7b1c-7000-8000-000000000021',
  type: 'IN',
  amountLitres: 5000,
  location: exampleSite,
  product: exampleProduct,
  balanceLitres: 5000,
  date: '2026-11-20T08:00:00.000Z',
  businessDay: '2026-11-20',
  notes: 'Kiriman pemasok',
  user: { id: '01936f2a-7b1c-7000-8000-000000000031', name: 'Admin BBM' },
  reversalOf: null,
  reversedBy: null,
  recordedAt: '2026-11-20T08:00:03.000Z',
  isLow: false,
}

/** What the ledger itself may answer to a posting; a shortage it names in litres (`fuel.stock_insufficient`). */
const bookProblems = [laterDayNegative, futureDate, closedPeriod, backdateTooOld] as const

const Location = SiteCode.meta({ label: { id: 'Lokasi', en: 'Location' } })
const Direction = z.enum(['IN', 'OUT']).meta({ label: { id: 'Jenis', en: 'Type' } })

const movement = {
  amount: Litres.meta({ label: { id: 'Jumlah (liter)', en: 'Amount (litres)' } }),
  product: ProductCode.meta({ label: { id: 'Produk', en: 'Product' } }).optional(),
  notes: Notes.meta({ label: { id: 'Keterangan', en: 'Notes' } }).optional(),
  /** When it happened; now where it is left out. */
  date: Instant.meta({ label: { id: 'Tanggal', en: 'Date' } }).optional(),
}

export const recordStockIn = command({
  id: 'fuel.stock.in',
  http: 'POST /fuel/stock/in',
  summary: { id: 'Catat BBM masuk', en: 'Record fuel received' },
  permission: 'fuel.stock.in',
  input: z.object({ ...movement, location: Location }),
  output: RecordedEntry,
  errors: [siteNotFound, productNotFound, siteInactive, productInactive, stockInsufficient, ...bookProblems],
  carriers: { offline: true, import: true, assistant: 'confirm' },
  reversedBy: 'fuel.stock.reverse',
  example: { input: { amount: 5000, location: 'GENSET', notes: 'Kiriman pemasok' }, output: exampleEntry },
})

/** The location is the person's own; there is no field for it, so nobody can draw from another site. */
export const recordStockOut = command({
  id: 'fuel.stock.out',
  http: 'POST /fuel/stock/out',
  summary: { id: 'Catat pemakaian BBM', en: 'Record fuel used' },
  permission: 'fuel.stock.out',
  scope: 'site',
  input: z.object(movement),
  output: RecordedEntry,
  errors: [
    stockInsufficient,
    noSiteAssigned,
    siteAmbiguous,
    siteInactive,
    siteNotFound,
    productNotFound,
    productInactive,
    ...bookProblems,
  ],
  carriers: { offline: true, import: true, assistant: 'confirm' },
  reversedBy: 'fuel.stock.reverse',
  example: {
    input: { amount: 120.5, notes: 'Pemakaian harian' },
    output: { ...exampleEntry, type: 'OUT', amountLitres: 120.5, balanceLitres: 4879.5 },
  },
})

/** Keeping somebody else's book: an old log brought in, a paper slip entered for a site. */
export const recordStockEntry = command({
  id: 'fuel.stock.record',
  http: 'POST /fuel/stock/entries',
  summary: { id: 'Catat baris buku stok', en: 'Record a line of the stock book' },
  permission: 'fuel.stock.record',
  input: z.object({ type: Direction, location: Location, ...movement }),
  output: RecordedEntry,
  errors: [siteNotFound, productNotFound, siteInactive, productInactive, stockInsufficient, ...bookProblems],
  carriers: { import: true },
  reversedBy: 'fuel.stock.reverse',
  example: {
    input: { type: 'IN', location: 'GENSET', amount: 5000, date: '2026-11-20T08:00:00Z' },
    output: exampleEntry,
  },
})

export const reverseStockEntry = command({
  id: 'fuel.stock.reverse',
  http: 'POST /fuel/stock/{id}/reverse',
  summary: { id: 'Batalkan baris buku stok', en: 'Reverse a line of the stock book' },
  permission: 'fuel.stock.reverse',
  scope: 'site',
  input: z.object({ id: z.uuid(), reason: line(300) }),
  output: RecordedEntry,
  errors: [entryNotFound, stockInsufficient, laterDayNegative, closedPeriod, alreadyReversed, notReversible],
  carriers: { assistant: 'confirm' },
  example: {
    input: { id: exampleEntry.id, reason: 'Salah ketik jumlah' },
    output: { ...exampleEntry, reversalOf: exampleEntry.id, balanceLitres: 0 },
  },
})

const DayChange = z.object({
  day: Day,
  closingLitres: z.number(),
  newClosingLitres: z.number(),
  /** The least that the site would have held at any moment of that day. */
  newLowestLitres: z.number(),
})

/** What a recording would do, before it is done: which days change, what would stop it, what looks odd. */
export const previewStockEntry = query({
  id: 'fuel.stock.preview',
  http: 'POST /fuel/stock/preview',
  summary: { id: 'Pratinjau baris buku stok', en: 'Preview a line of the stock book' },
  permission: 'fuel.stock.read',
  scope: 'site',
  input: z.object({ type: Direction, location: Location.optional(), ...movement }),
  output: z.object({
    location: SiteRef,
    product: ProductRef,
    /** Why it would be refused: the code and params of the failure that recording it would answer. */
    refusal: z.object({ code: z.string().max(100), params: z.record(z.string(), z.unknown()) }).nullable(),
    balanceLitres: z.number(),
    newBalanceLitres: z.number(),
    warnings: z.array(z.enum(['below_threshold', 'above_capacity', 'unusual_amount', 'back_dated'])).max(4),
    /** The first 400 days that change; `daysChanged` counts them all. */
    days: z.array(DayChange).max(400),
    daysChanged: z.int(),
  }),
  errors: [
    siteNotFound,
    productNotFound,
    siteInactive,
    productInactive,
    noSiteAssigned,
    siteAmbiguous,
    locationRequired,
  ],
  carriers: { assistant: 'free' },
  example: { input: { type: 'OUT', location: 'GENSET', amount: 100, date: '2026-11-01T08:00:00Z' } },
})
