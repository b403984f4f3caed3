import type { Screen } from '@lumbung/ui'

export const stockScreens: readonly Screen[] = [
  {
    path: '/fuel/out',
    title: { id: 'Catat pemakaian BBM', en: 'Record fuel used' },
    icon: 'gas-station',
    operation: 'fuel.stock.out',
    permission: 'fuel.stock.out',
    keywords: { id: 'keluar pakai solar liter', en: 'out use diesel litres' },
    load: () => import('./record/RecordOut.tsx').then(({ RecordOut }) => RecordOut),
  },
  {
    path: '/fuel/in',
    title: { id: 'Catat BBM masuk', en: 'Record fuel received' },
    icon: 'truck-delivery',
    operation: 'fuel.stock.in',
    permission: 'fuel.stock.in',
    keywords: { id: 'terima kiriman pemasok isi', en: 'receive delivery supplier fill' },
    load: () => import('./record/RecordIn.tsx').then(({ RecordIn }) => RecordIn),
  },
  {
    path: '/fuel/record',
    title: { id: 'Catat baris buku stok', en: 'Record a line of the stock book' },
    icon: 'pencil',
    operation: 'fuel.stock.record',
    permission: 'fuel.stock.record',
    keywords: { id: 'lokasi lain kertas susulan', en: 'another site paper slip' },
    load: () => import('./record/RecordEntry.tsx').then(({ RecordEntry }) => RecordEntry),
  },
  {
    path: '/fuel/history',
    title: { id: 'Riwayat stok', en: 'Stock history' },
    icon: 'history',
    operation: 'fuel.stock.history',
    permission: 'fuel.stock.read',
    keywords: {
      id: 'buku masuk keluar koreksi batalkan ekspor unduh',
      en: 'book in out adjustment reverse export download',
    },
    load: () => import('./history/StockHistory.tsx').then(({ StockHistory }) => StockHistory),
  },
]
