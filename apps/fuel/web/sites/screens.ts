import type { Screen } from '@lumbung/ui'

export const siteScreens: readonly Screen[] = [
  {
    path: '/fuel/sites',
    title: { id: 'Lokasi BBM', en: 'Fuel sites' },
    icon: 'map-pin',
    operation: 'fuel.site.list',
    permission: 'fuel.site.read',
    keywords: { id: 'tangki genset kapal kapasitas batas', en: 'tank generator ship capacity threshold' },
    load: () => import('./SiteList.tsx').then(({ SiteList }) => SiteList),
  },
  {
    path: '/fuel/sites/new',
    title: { id: 'Tambah lokasi BBM', en: 'Add a fuel site' },
    icon: 'plus',
    operation: 'fuel.site.create',
    permission: 'fuel.site.create',
    load: () => import('./AddSite.tsx').then(({ AddSite }) => AddSite),
  },
  {
    path: '/fuel/sites/$siteId',
    title: { id: 'Lokasi BBM', en: 'Fuel site' },
    icon: 'map-pin',
    operation: 'fuel.site.read',
    permission: 'fuel.site.read',
    load: () => import('./SiteDocument.tsx').then(({ SiteDocument }) => SiteDocument),
  },
]
