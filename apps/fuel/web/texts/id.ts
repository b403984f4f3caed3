import { dashboardId } from './dashboard-id.ts'
import { dipsId } from './dips-id.ts'
import { productsId } from './products-id.ts'
import { settingsId } from './settings-id.ts'
import { sitesId } from './sites-id.ts'
import { stockId } from './stock-id.ts'

/** The words of the fuel screens in Indonesian; `en.ts` has the same keys. */
export const id = {
  ...dashboardId,
  ...stockId,
  ...dipsId,
  ...sitesId,
  ...settingsId,
  ...productsId,
} as const

export type FuelText = keyof typeof id
