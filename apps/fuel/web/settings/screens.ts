import type { Screen } from '@lumbung/ui'
import { updateFuelSettings } from '../../contract/index.ts'

export const settingsScreens: readonly Screen[] = [
  {
    path: '/fuel/settings',
    title: { id: 'Pengaturan BBM', en: 'Fuel settings' },
    icon: 'settings',
    operation: updateFuelSettings,
    keywords: {
      id: 'tutup buku tanggal mundur toleransi sounding batas keutuhan',
      en: 'close books back-dating tolerance dip threshold integrity',
    },
    load: () => import('./FuelSettings.tsx').then(({ FuelSettings }) => FuelSettings),
  },
]
