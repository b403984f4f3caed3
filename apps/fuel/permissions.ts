import type { LocalText } from '@lumbung/contract'
import type { RoleTemplate } from '@lumbung/kernel'

export const fuelPermissions: Record<string, LocalText> = {
  'fuel.stock.read': {
    id: 'Melihat stok, riwayat, tren, dan mengunduhnya',
    en: 'See stock, history and trend, and download them',
  },
  'fuel.stock.in': { id: 'Mencatat BBM masuk', en: 'Record fuel received' },
  'fuel.stock.out': {
    id: 'Mencatat pemakaian BBM di lokasi sendiri',
    en: 'Record fuel used at one’s own site',
  },
  'fuel.stock.record': {
    id: 'Mencatat dan mengimpor buku stok lokasi mana pun',
    en: 'Record and import the stock book of any site',
  },
  'fuel.stock.reverse': { id: 'Membatalkan baris buku stok', en: 'Reverse lines of the stock book' },
  'fuel.stock.reverse-own': {
    id: 'Membatalkan catatan sendiri sesaat setelah dicatat',
    en: 'Reverse one’s own lines shortly after recording them',
  },
  'fuel.dip.record': { id: 'Mencatat sounding tangki', en: 'Record physical dips' },
  'fuel.site.read': { id: 'Melihat lokasi', en: 'See sites' },
  'fuel.site.create': { id: 'Menambah lokasi', en: 'Add sites' },
  'fuel.site.update': {
    id: 'Mengubah lokasi, batas stok, dan kapasitasnya',
    en: 'Change sites, their thresholds and capacities',
  },
  'fuel.product.read': { id: 'Melihat jenis BBM', en: 'See fuel products' },
  'fuel.product.create': { id: 'Menambah jenis BBM', en: 'Add fuel products' },
  'fuel.product.update': { id: 'Mengubah jenis BBM', en: 'Change fuel products' },
  'fuel.settings.read': { id: 'Melihat pengaturan BBM', en: 'See the fuel settings' },
  'fuel.settings.update': { id: 'Mengubah pengaturan BBM', en: 'Change the fuel settings' },
}

/**
 * Receiving is the administrator's, using is the field's: whoever books deliveries does not also book the use that could
 * hide a shortfall. Hence the administrator's list is explicit and has no `fuel.stock.out`.
 */
export const fuelRoles: RoleTemplate[] = [
  {
    key: 'fuel-admin',
    name: { id: 'Admin BBM', en: 'Fuel administrator' },
    permissions: [
      ...Object.keys(fuelPermissions).filter((permission) => permission !== 'fuel.stock.out'),
      // Closing a period, and opening the past for an old log, belong to keeping the book.
      'ledger.setting.read',
      'ledger.setting.update',
      'ledger.integrity.read',
      // Old logs and lists of tank farms come as files.
      'platform.import.*',
    ],
  },
  {
    key: 'fuel-operator',
    name: { id: 'Operasional BBM', en: 'Fuel operator' },
    permissions: [
      'fuel.stock.out',
      'fuel.stock.reverse-own',
      'fuel.stock.read',
      'fuel.dip.record',
      'fuel.site.read',
      'fuel.product.read',
    ],
  },
]
