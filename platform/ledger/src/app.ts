import { defineApp } from '@lumbung/kernel'
import { alreadyReversed, LedgerSetting, wouldGoNegative } from '../contract/index.ts'
import { ledgerOperations } from './ledger.routes.ts'
import { ledgerTexts } from './ledger.texts.ts'
import { REOPEN_PERMISSION } from './setting.service.ts'
import { ensureSetting } from './setting.store.ts'

export const ledgerApp = defineApp({
  id: 'ledger',
  name: { id: 'Buku mutasi', en: 'Ledger' },
  summary: {
    id: 'Satu buku mutasi untuk semua stok: saldo, rekap harian, dan bukti keutuhannya.',
    en: 'One ledger of movements for all stock: balances, daily summaries and the proof that they are whole.',
  },
  migrations: new URL('../migrations/', import.meta.url),
  permissions: {
    'ledger.integrity.read': { id: 'Memeriksa keutuhan buku mutasi', en: 'Verify the ledger' },
    'ledger.setting.read': { id: 'Melihat pengaturan buku mutasi', en: 'See the settings of the ledger' },
    'ledger.setting.update': {
      id: 'Menutup buku dan mengatur batas tanggal mundur',
      en: 'Close the books and set the limit for back-dating',
    },
    [REOPEN_PERMISSION]: { id: 'Membuka kembali periode yang sudah ditutup', en: 'Reopen a closed period' },
  },
  roles: [
    {
      key: 'ledger-controller',
      name: { id: 'Pengawas buku mutasi', en: 'Ledger controller' },
      // Not reopening: that a second person is needed for.
      permissions: ['ledger.integrity.read', 'ledger.setting.read', 'ledger.setting.update'],
    },
  ],
  records: {
    'ledger.setting': {
      label: { id: 'Pengaturan buku mutasi', en: 'Settings of the ledger' },
      entity: LedgerSetting,
    },
  },
  operations: ledgerOperations,
  // Rules refuse with numbers and words before the database does; these are what is left should one ever miss.
  constraints: {
    account_on_hand_not_negative: wouldGoNegative,
    account_available_not_negative: wouldGoNegative,
    movement_balance_not_negative: wouldGoNegative,
    day_lowest_not_negative: wouldGoNegative,
    movement_reversed_once: alreadyReversed,
  },
  texts: ledgerTexts,
  provision: (tx) => ensureSetting(tx),
})
