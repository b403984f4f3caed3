import { command, decimal, query, Version } from '@lumbung/contract'
import { z } from 'zod'
import { ThresholdField } from './fields.ts'
import { LitresOrZero } from './scalars.ts'

/** What a tenant decides about its fuel; every field has the default that the business runs on today. */
export const FuelSettings = z.object({
  lowStockThresholdLitres: ThresholdField.meta({
    help: {
      id: 'Diberikan kepada lokasi baru; tiap lokasi lalu punya batasnya sendiri.',
      en: 'Given to new sites; each site then has its own.',
    },
  }).default(100),
  /** A dip may differ from the book by this share of it … */
  dipTolerancePercent: decimal({ decimals: 2, min: 0, max: 100, unit: '%' })
    .meta({
      label: { id: 'Toleransi sounding', en: 'Dip tolerance' },
      help: {
        id: 'Selisih sampai sekian persen dari buku dibiarkan; di atasnya buku disesuaikan.',
        en: 'A difference up to this share of the book is left standing; beyond it the book is adjusted.',
      },
    })
    .default(0.5),
  /** … and by this many litres in any case: a dipstick reads no finer. */
  dipToleranceMinimumLitres: LitresOrZero.meta({
    label: { id: 'Toleransi sounding terkecil', en: 'Smallest dip tolerance' },
    help: {
      id: 'Selisih sampai sekian liter selalu dibiarkan: tongkat ukur tidak lebih teliti.',
      en: 'A difference up to this many litres is always left standing: a dipstick reads no finer.',
    },
  }).default(10),
  unusualAmountFactor: decimal({ decimals: 1, min: 1, max: 1000 })
    .meta({
      label: { id: 'Kelipatan pemakaian tidak biasa', en: 'Unusual-use factor' },
      help: {
        id: 'Pemakaian di atas rata-rata harian dikali angka ini ditanyakan dulu sebelum dicatat.',
        en: 'Use above the daily mean times this number is asked about before it is recorded.',
      },
    })
    .default(5),
  mostOfStockPercent: decimal({ decimals: 0, min: 1, max: 100, unit: '%' })
    .meta({
      label: { id: 'Pemakaian yang hampir menghabiskan', en: 'Use that takes most of what is left' },
      help: {
        id: 'Pemakaian mulai sekian persen dari sisa stok ditanyakan dulu sebelum dicatat.',
        en: 'Use from this share of what is left on is asked about before it is recorded.',
      },
    })
    .default(80),
  reverseOwnMinutes: z
    .int()
    .min(0)
    .max(1440)
    .meta({
      label: { id: 'Batalkan catatan sendiri (menit)', en: 'Reverse one’s own lines (minutes)' },
      help: {
        id: 'Sekian menit setelah mencatat, pencatat dapat membatalkan barisnya sendiri. 0: hanya admin BBM.',
        en: 'For so many minutes after recording, whoever recorded a line may reverse it. 0: fuel administrators only.',
      },
    })
    .default(15),
})
export type FuelSettings = z.infer<typeof FuelSettings>

const SettingsAnswer = FuelSettings.required().extend({ version: z.int().min(0) })

const exampleSettings = {
  lowStockThresholdLitres: 200,
  dipTolerancePercent: 0.5,
  dipToleranceMinimumLitres: 10,
  unusualAmountFactor: 5,
  mostOfStockPercent: 80,
  reverseOwnMinutes: 15,
}

export const readFuelSettings = query({
  id: 'fuel.settings.read',
  http: 'GET /fuel/settings',
  summary: { id: 'Lihat pengaturan BBM', en: 'Read the fuel settings' },
  permission: 'fuel.settings.read',
  input: z.object({}),
  output: SettingsAnswer,
  example: { input: {}, output: { ...exampleSettings, version: 0 } },
})

export const updateFuelSettings = command({
  id: 'fuel.settings.update',
  http: 'PUT /fuel/settings',
  summary: { id: 'Ubah pengaturan BBM', en: 'Change the fuel settings' },
  permission: 'fuel.settings.update',
  versioned: true,
  input: FuelSettings,
  output: SettingsAnswer.extend({ version: Version }),
  example: { input: exampleSettings, output: { ...exampleSettings, version: 1 } },
})
