import { defineApp, newId } from '@lumbung/kernel'
import { constraintMeanings } from './constraints.ts'
import { FuelSettings, fuelRecords } from './contract/index.ts'
import { fuelPermissions, fuelRoles } from './permissions.ts'
import { dipOperations } from './server/dips/dip.routes.ts'
import { productOperations } from './server/products/product.routes.ts'
import { insertFirstProduct } from './server/products/product.store.ts'
import { productNames } from './server/products/product-names.ts'
import { settingsOperations } from './server/settings/settings.routes.ts'
import { siteOperations } from './server/sites/site.routes.ts'
import { findSite, searchSites } from './server/sites/site.store.ts'
import { siteNames } from './server/sites/site-names.ts'
import { countSitesRunningLow, tellSitesRunningLow } from './server/stock/low-stock.service.ts'
import { tellLowStock } from './server/stock/low-stock.subscription.ts'
import { stockOperations } from './server/stock/stock.routes.ts'
import { fuelTexts } from './texts.ts'

/** Fuel-stock monitoring: what came in, what was used, what is left, per site. */
export const fuelApp = defineApp({
  id: 'fuel',
  name: { id: 'Monitoring BBM', en: 'Fuel monitoring' },
  summary: {
    id: 'Stok BBM per lokasi: masuk, pemakaian, sisa, tren, dan sounding.',
    en: 'Fuel stock per site: received, used, left, trend and physical dips.',
  },
  migrations: new URL('./migrations/', import.meta.url),
  permissions: fuelPermissions,
  roles: fuelRoles,
  scopes: [
    { kind: 'site', label: { id: 'Lokasi BBM', en: 'Fuel site' }, find: findSite, search: searchSites },
  ],
  records: fuelRecords,
  menus: [
    {
      id: 'fuel.dashboard',
      label: { id: 'Dasbor BBM', en: 'Fuel dashboard' },
      icon: 'gauge',
      path: '/fuel',
      permission: 'fuel.stock.read',
      order: 100,
      waiting: countSitesRunningLow,
      waits: tellSitesRunningLow,
    },
    {
      id: 'fuel.receive',
      label: { id: 'Catat BBM masuk', en: 'Record fuel received' },
      icon: 'truck-delivery',
      path: '/fuel/in',
      permission: 'fuel.stock.in',
      order: 110,
      records: true,
    },
    {
      id: 'fuel.use',
      label: { id: 'Catat pemakaian', en: 'Record fuel used' },
      icon: 'gas-station',
      path: '/fuel/out',
      permission: 'fuel.stock.out',
      order: 120,
      records: true,
    },
    {
      id: 'fuel.dips',
      label: { id: 'Sounding', en: 'Dips' },
      icon: 'ruler-measure',
      path: '/fuel/dips',
      permission: 'fuel.stock.read',
      order: 125,
    },
    {
      id: 'fuel.history',
      label: { id: 'Riwayat stok', en: 'Stock history' },
      icon: 'history',
      path: '/fuel/history',
      permission: 'fuel.stock.read',
      order: 130,
    },
    {
      id: 'fuel.sites',
      label: { id: 'Lokasi', en: 'Sites' },
      icon: 'map-pin',
      path: '/fuel/sites',
      permission: 'fuel.site.read',
      order: 140,
    },
    {
      id: 'fuel.products',
      label: { id: 'Jenis BBM', en: 'Fuel products' },
      icon: 'droplet',
      path: '/fuel/products',
      permission: 'fuel.product.read',
      order: 145,
    },
    {
      id: 'fuel.settings',
      label: { id: 'Pengaturan BBM', en: 'Fuel settings' },
      icon: 'settings',
      path: '/fuel/settings',
      permission: 'fuel.settings.update',
      order: 150,
    },
  ],
  settings: FuelSettings,
  operations: [
    ...stockOperations,
    ...dipOperations,
    ...siteOperations,
    ...productOperations,
    ...settingsOperations,
  ],
  subscriptions: [tellLowStock],
  names: { 'fuel.site': siteNames, 'fuel.product': productNames },
  numbers: { 'fuel.dip': 'DIP-{YYYY}{MM}-{####}' },
  constraints: constraintMeanings,
  texts: fuelTexts,
  provision: async (tx) => {
    await insertFirstProduct(tx, { id: newId(), code: 'DIESEL', name: 'Solar' })
  },
})

export default fuelApp
