import type { Screen } from '@lumbung/ui'

export const settingsScreens: readonly Screen[] = [
  {
    path: '/fuel/settings',
    title: { id: 'Pengaturan BBM', en: 'Fuel settings' },
    icon: 'settings',
    operation: 'fuel.settings.update',
    permission: 'fuel.settings.update',
    keywords: {
      id: 'tutup buku tanggal mundur toleransi sounding batas keutuhan',
      en: 'close books back-dating tolerance dip threshold integrity',
    },
    load: () => import('./FuelSettings.tsx').then(({ FuelSettings }) => FuelSettings),
  },
]
