import { dashboardEn } from './dashboard-en.ts'
import { dipsEn } from './dips-en.ts'
import type { FuelText } from './id.ts'
import { productsEn } from './products-en.ts'
import { settingsEn } from './settings-en.ts'
import { sitesEn } from './sites-en.ts'
import { stockEn } from './stock-en.ts'

export const en: Record<FuelText, string> = {
  ...dashboardEn,
  ...stockEn,
  ...dipsEn,
  ...sitesEn,
  ...settingsEn,
  ...productsEn,
}
