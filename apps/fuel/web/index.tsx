import { defineWebApp } from '@lumbung/ui'
import { dipScreens } from './dips/screens.ts'
import { productScreens } from './products/screens.ts'
import { settingsScreens } from './settings/screens.ts'
import { siteScreens } from './sites/screens.ts'
import { stockScreens } from './stock/screens.ts'

/** The fuel screens of the console. */
export const fuelWeb = defineWebApp({
  id: 'fuel',
  texts: {
    id: () => import('./texts/id.ts').then(({ id }) => id),
    en: () => import('./texts/en.ts').then(({ en }) => en),
  },
  screens: [
    {
      path: '/fuel',
      title: { id: 'Dasbor BBM', en: 'Fuel dashboard' },
      icon: 'gauge',
      operation: 'fuel.stock.summary',
      permission: 'fuel.stock.read',
      load: () => import('./dashboard/FuelDashboard.tsx').then(({ FuelDashboard }) => FuelDashboard),
    },
    ...stockScreens,
    ...dipScreens,
    ...siteScreens,
    ...productScreens,
    ...settingsScreens,
  ],
})
