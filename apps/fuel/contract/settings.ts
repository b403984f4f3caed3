import { command, decimal, query, Version } from '@lumbung/contract'
import { z } from 'zod'
import { LitresOrZero } from './scalars.ts'

/** What a tenant decides about its fuel; every field has the default that the business runs on today. */
export const FuelSettings = z.object({
  /** Given to new sites; each site then has its own. */
  lowStockThresholdLitres: LitresOrZero.default(100),
  /** A dip may differ from the book by this share of it … */
  dipTolerancePercent: decimal({ decimals: 2, min: 0, max: 100, unit: '%' }).default(0.5),
  /** … and by this many litres in any case: a dipstick reads no finer. */
  dipToleranceMinimumLitres: LitresOrZero.default(10),
  /** The preview warns when an issue exceeds the mean daily use by this factor. */
  unusualAmountFactor: decimal({ decimals: 1, min: 1, max: 1000 }).default(5),
})
export type FuelSettings = z.infer<typeof FuelSettings>

const SettingsAnswer = FuelSettings.required().extend({ version: z.int().min(0) })

const exampleSettings = {
  lowStockThresholdLitres: 200,
  dipTolerancePercent: 0.5,
  dipToleranceMinimumLitres: 10,
  unusualAmountFactor: 5,
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
