import { choice, Day, Zone } from '@lumbung/contract'
import { LitresOrZero, Notes, ProductCode, SiteCode } from './scalars.ts'

/** Fields that several operations share, with the words that forms, filters and headers of files show. */
export const LocationField = SiteCode.meta({ label: { id: 'Lokasi', en: 'Location' }, names: 'fuel.site' })

export const ProductField = ProductCode.meta({
  label: { id: 'Jenis BBM', en: 'Fuel product' },
  aliases: ['Produk', 'Product', 'BBM', 'Bahan bakar', 'Fuel'],
  names: 'fuel.product',
})

export const ProductOrDefault = ProductField.meta({
  help: { id: 'Produk utama bila dikosongkan.', en: 'The default product where it is left empty.' },
}).optional()

/** Of a site or product itself. */
export const CodeField = SiteCode.meta({
  label: { id: 'Kode', en: 'Code' },
  help: {
    id: 'Huruf besar, angka, tanda hubung, dan garis bawah: GENSET, TUG_ASSIST. Tidak dapat diubah kemudian.',
    en: 'Capital letters, digits, hyphens and underscores: GENSET, TUG_ASSIST. It cannot be changed later.',
  },
})

export const NotesField = Notes.meta({ label: { id: 'Keterangan', en: 'Notes' } })

/** When something happened at a site, by the clocks of that site where a file says no zone; files are recorded in its order. */
export const SITE_MOMENT = { zoneOf: 'fuel.site', orders: true } as const

/** Business days at the site; both ends belong to the range. */
export const DayRange = {
  startDate: Day.meta({ label: { id: 'Dari tanggal', en: 'From' } }),
  endDate: Day.meta({ label: { id: 'Sampai tanggal', en: 'Until' } }),
}
export const DayRangeFilter = {
  startDate: DayRange.startDate.optional(),
  endDate: DayRange.endDate.optional(),
}

/** Every site that the person reaches, and every product, where they are left out. */
export const PlaceFilter = { location: LocationField.optional(), product: ProductField.optional() }

export const ThresholdField = LitresOrZero.meta({
  label: { id: 'Batas stok menipis', en: 'Low-stock threshold' },
})

export const ZoneField = Zone.meta({
  label: { id: 'Zona waktu', en: 'Time zone' },
  help: {
    id: 'Hari buku stok berganti menurut zona ini: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT).',
    en: 'The days of the stock book change by this zone: Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT).',
  },
})

/** What is inactive takes no new lines and keeps its history. */
export const Status = choice({
  active: { id: 'Aktif', en: 'Active' },
  inactive: { id: 'Nonaktif', en: 'Inactive' },
}).meta({ label: { id: 'Status', en: 'Status' } })
