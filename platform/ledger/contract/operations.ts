import { command, Day, Id, query, Version } from '@lumbung/contract'
import { z } from 'zod'
import { closingTooLate } from './problems.ts'

export const Verification = z
  .object({
    /** How many of each were recomputed. */
    accounts: z.int().min(0),
    movements: z.int().min(0),
    intact: z.boolean(),
    /** The first row that does not agree with those before it; `seq` 0 where the row is an account or a day without movements. */
    firstBroken: z.object({ accountId: Id, seq: z.int().min(0), what: z.string().max(60) }).nullable(),
  })
  .meta({ id: 'LedgerVerification' })

const CLOSED_THROUGH = { label: { id: 'Tutup buku sampai', en: 'Books closed through' } }
const BACKDATE_LIMIT = { label: { id: 'Batas tanggal mundur', en: 'Limit for back-dating' } }

export const LedgerSetting = z
  .object({
    /** The books are closed through this business day: nothing is posted into it or before it. Null: nothing is closed. */
    closedThrough: Day.nullable().meta(CLOSED_THROUGH),
    /** How many days back a movement may be dated. */
    backdateLimitDays: z.int().min(0).max(36_500).meta(BACKDATE_LIMIT),
    version: Version,
  })
  .meta({ id: 'LedgerSetting' })

export const verifyLedger = query({
  id: 'ledger.integrity.verify',
  http: 'GET /ledger/verify',
  summary: {
    id: 'Memeriksa keutuhan buku mutasi: setiap rantai, saldo, dan rekap harian dihitung ulang',
    en: 'Verify the ledger: every chain, balance and daily summary is recomputed',
  },
  permission: 'ledger.integrity.read',
  long: true,
  input: z.object({ accountId: Id.meta({ label: { id: 'Rekening', en: 'Account' } }).optional() }),
  output: Verification,
  ratePerMinute: 6,
  example: {
    input: {},
    output: { accounts: 2, movements: 731, intact: true, firstBroken: null },
  },
})

export const getLedgerSetting = query({
  id: 'ledger.setting.get',
  http: 'GET /ledger/settings',
  summary: {
    id: 'Menampilkan tutup buku dan batas tanggal mundur',
    en: 'Show the closed period and the limit for back-dating',
  },
  permission: 'ledger.setting.read',
  input: z.object({}),
  output: LedgerSetting,
  example: { input: {}, output: { closedThrough: null, backdateLimitDays: 30, version: 1 } },
})

export const updateLedgerSetting = command({
  id: 'ledger.setting.update',
  http: 'PUT /ledger/settings',
  summary: {
    id: 'Tutup buku sampai suatu hari dan atur batas tanggal mundur',
    en: 'Close the books through a day and set the limit for back-dating',
  },
  permission: 'ledger.setting.update',
  input: z.object({
    closedThrough: Day.meta({
      ...CLOSED_THROUGH,
      help: {
        id: 'Sampai dan dengan hari ini tidak ada lagi yang dicatat. Kosong: tidak ada yang ditutup.',
        en: 'Nothing is recorded on this day or before it any more. Empty: nothing is closed.',
      },
    }).nullable(),
    backdateLimitDays: z
      .int()
      .min(0)
      .max(36_500)
      .meta({
        ...BACKDATE_LIMIT,
        help: {
          id: 'Berapa hari ke belakang sebuah catatan boleh bertanggal.',
          en: 'How many days back a movement may be dated.',
        },
      }),
  }),
  output: LedgerSetting,
  errors: [closingTooLate],
  versioned: true,
  example: {
    input: { closedThrough: '2026-01-31', backdateLimitDays: 45 },
    output: { closedThrough: '2026-01-31', backdateLimitDays: 45, version: 2 },
  },
})
