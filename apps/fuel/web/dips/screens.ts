import type { Screen } from '@lumbung/ui'

export const dipScreens: readonly Screen[] = [
  {
    path: '/fuel/dips',
    title: { id: 'Sounding', en: 'Dips' },
    icon: 'ruler-measure',
    operation: 'fuel.dip.list',
    permission: 'fuel.stock.read',
    keywords: { id: 'ukur tangki selisih toleransi', en: 'measure tank difference tolerance' },
    load: () => import('./list/DipList.tsx').then(({ DipList }) => DipList),
  },
  {
    path: '/fuel/dips/new',
    title: { id: 'Catat sounding', en: 'Record a dip' },
    icon: 'ruler-measure',
    operation: 'fuel.dip.record',
    permission: 'fuel.dip.record',
    keywords: { id: 'ukur tangki isi sebenarnya', en: 'measure tank actual content' },
    load: () => import('./record/RecordDip.tsx').then(({ RecordDip }) => RecordDip),
  },
  {
    path: '/fuel/dips/losses',
    title: { id: 'Susut BBM', en: 'Fuel losses' },
    icon: 'droplet',
    operation: 'fuel.dip.losses',
    permission: 'fuel.stock.read',
    keywords: { id: 'kehilangan selisih persen laporan', en: 'shrinkage difference percent report' },
    load: () => import('./losses/DipLosses.tsx').then(({ DipLosses }) => DipLosses),
  },
]
