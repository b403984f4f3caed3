import { choice, command, Day, Instant, line } from '@lumbung/contract'
import {
  alreadyReversed,
  backdateTooOld,
  closedPeriod,
  futureDate,
  laterDayNegative,
  notReversible,
} from '@lumbung/ledger/contract'
import { z } from 'zod'
import { LocationField, NotesField, ProductOrDefault, SITE_MOMENT } from './fields.ts'
import {
  entryNotFound,
  entryNotOwn,
  noSiteAssigned,
  ownReversalOff,
  productInactive,
  productNotFound,
  reversalTooLate,
  siteAmbiguous,
  siteInactive,
  siteNotFound,
  stockInsufficient,
} from './problems.ts'
import { answeredLitres, Litres, ProductRef, RecorderRef, SiteRef, SiteZone } from './scalars.ts'

const DIRECTIONS = { IN: { id: 'Masuk', en: 'In' }, OUT: { id: 'Keluar', en: 'Out' } } as const
/** Apart from the kind of fuel, which people call `jenis`, too. */
const TYPE = {
  label: { id: 'Jenis catatan', en: 'Entry type' },
  aliases: ['Jenis', 'Tipe', 'Type', 'Masuk/Keluar', 'In/Out'],
}

export const EntryType = choice({ ...DIRECTIONS, ADJUSTMENT: { id: 'Koreksi', en: 'Adjustment' } }).meta(TYPE)
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
    /** Use is kept positive; people are shown what it does to the balance. */
    amountLitres: answeredLitres({ id: 'Jumlah', en: 'Amount' }).meta({
      signedBy: { field: 'type', minus: ['OUT'] },
    }),
    location: SiteRef,
    product: ProductRef,
    /** What the site held right after this entry, in the order of effect. */
    balanceLitres: answeredLitres({ id: 'Saldo', en: 'Balance' }),
    /** When it took effect; `businessDay` is that instant's day at the site, in its zone. */
    date: Instant.meta({ label: { id: 'Tanggal', en: 'Date' } }),
    businessDay: Day.meta({ label: { id: 'Hari buku', en: 'Business day' } }),
    zone: SiteZone,
    notes: z
      .string()
      .max(1000)
      .meta({ label: { id: 'Keterangan', en: 'Notes' } }),
    user: RecorderRef,
    reversalOf: z
      .uuid()
      .nullable()
      .meta({ label: { id: 'Membatalkan', en: 'Reverses' } }),
    reversedBy: z
      .uuid()
      .nullable()
      .meta({ label: { id: 'Dibatalkan oleh', en: 'Reversed by' } }),
    recordedAt: Instant.meta({ label: { id: 'Dicatat pada', en: 'Recorded at' } }),
  })
  .meta({ id: 'FuelStockEntry' })
export type StockEntry = z.infer<typeof StockEntry>

/** What a recording answers: `balanceLitres` is what the site holds now, `isLow` whether that is below its threshold. */
export const RecordedEntry = StockEntry.extend({
  isLow: z.boolean().meta({ label: { id: 'Menipis', en: 'Low' } }),
}).meta({ id: 'FuelRecordedEntry' })
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
  zone: 'Asia/Makassar',
  notes: 'Kiriman pemasok',
  user: { id: '01936f2a-7b1c-7000-8000-000000000031', name: 'Admin BBM' },
  reversalOf: null,
  reversedBy: null,
  recordedAt: '2026-11-20T08:00:03.000Z',
  isLow: false,
}

/** What the ledger itself may answer to a posting; a shortage it names in litres (`fuel.stock_insufficient`). */
const bookProblems = [laterDayNegative, futureDate, closedPeriod, backdateTooOld] as const

export const Direction = choice(DIRECTIONS).meta(TYPE)

/** What is said of a line, whichever way it is recorded. */
export const movement = {
  amount: Litres.meta({ label: { id: 'Jumlah', en: 'Amount' } }),
  product: ProductOrDefault,
  notes: NotesField.optional(),
  date: Instant.meta({
    label: { id: 'Tanggal', en: 'Date' },
    help: {
      id: 'Saat kejadiannya; sekarang bila dikosongkan.',
      en: 'When it happened; now where it is left empty.',
    },
    ...SITE_MOMENT,
  }).optional(),
}

export const recordStockIn = command({
  id: 'fuel.stock.in',
  http: 'POST /fuel/stock/in',
  summary: { id: 'Catat BBM masuk', en: 'Record fuel received' },
  permission: 'fuel.stock.in',
  input: z.object({ ...movement, location: LocationField }),
  output: RecordedEntry,
  errors: [siteNotFound, productNotFound, siteInactive, productInactive, stockInsufficient, ...bookProblems],
  carriers: { offline: true, import: true, assistant: 'confirm' },
  reversedBy: 'fuel.stock.reverse',
  example: {
    input: { amount: 5000, location: 'GENSET', notes: 'Kiriman pemasok' },
    after: ['fuel.site.create'],
    output: exampleEntry,
  },
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
    as: 'admin.user.create',
    after: ['fuel.stock.in'],
    needs: [
      {
        operation: 'admin.assignment.add',
        input: { scopeKind: 'site' },
        from: {
          id: 'admin.user.create#id',
          roleId: 'admin.role.list#data[key=fuel-operator].id',
          scopeId: 'fuel.site.create#id',
        },
      },
    ],
    output: { ...exampleEntry, type: 'OUT', amountLitres: 120.5, balanceLitres: 4879.5 },
  },
})

/** Keeping somebody else's book: an old log brought in, a paper slip entered for a site. */
export const recordStockEntry = command({
  id: 'fuel.stock.record',
  http: 'POST /fuel/stock/entries',
  summary: { id: 'Catat baris buku stok', en: 'Record a line of the stock book' },
  permission: 'fuel.stock.record',
  input: z.object({
    type: Direction,
    location: LocationField,
    ...movement,
    // As the history shows a use, so its export is understood when it comes back.
    amount: movement.amount.meta({ minusOf: { field: 'type', value: 'OUT' } }),
  }),
  output: RecordedEntry,
  errors: [siteNotFound, productNotFound, siteInactive, productInactive, stockInsufficient, ...bookProblems],
  carriers: { import: true },
  reversedBy: 'fuel.stock.reverse',
  example: {
    input: { type: 'IN', location: 'GENSET', amount: 5000, date: '2026-11-20T08:00:00Z' },
    after: ['fuel.site.create'],
    from: { date: '$now' },
    output: exampleEntry,
  },
})

const reversalInput = z.object({
  id: z.uuid(),
  reason: line(300).meta({
    label: { id: 'Alasan', en: 'Reason' },
    help: {
      id: 'Tersimpan bersama baris pembatalan.',
      en: 'Kept with the line that reverses this one.',
    },
  }),
})
const reversalErrors = [
  entryNotFound,
  stockInsufficient,
  laterDayNegative,
  closedPeriod,
  alreadyReversed,
  notReversible,
] as const

export const reverseStockEntry = command({
  id: 'fuel.stock.reverse',
  http: 'POST /fuel/stock/{id}/reverse',
  summary: { id: 'Batalkan baris buku stok', en: 'Reverse a line of the stock book' },
  permission: 'fuel.stock.reverse',
  scope: 'site',
  input: reversalInput,
  output: RecordedEntry,
  errors: reversalErrors,
  carriers: { assistant: 'confirm' },
  example: {
    input: { id: exampleEntry.id, reason: 'Salah ketik jumlah' },
    from: { id: 'fuel.stock.record#id' },
    last: true,
    output: { ...exampleEntry, reversalOf: exampleEntry.id, balanceLitres: 0 },
  },
})

/** A slip is mended by whoever made it, for the minutes after recording that the settings give. */
export const reverseOwnStockEntry = command({
  id: 'fuel.stock.reverse-own',
  http: 'POST /fuel/stock/{id}/reverse-own',
  summary: { id: 'Batalkan catatan sendiri', en: 'Reverse one’s own line' },
  permission: 'fuel.stock.reverse-own',
  scope: 'site',
  input: reversalInput,
  output: RecordedEntry,
  errors: [...reversalErrors, entryNotOwn, reversalTooLate, ownReversalOff],
  carriers: { assistant: 'confirm' },
  example: {
    input: { id: exampleEntry.id, reason: 'Salah ketik jumlah' },
    as: 'admin.user.create',
    from: { id: 'fuel.stock.out#id' },
    after: ['fuel.stock.own'],
    output: { ...exampleEntry, reversalOf: exampleEntry.id, balanceLitres: 0 },
  },
})
