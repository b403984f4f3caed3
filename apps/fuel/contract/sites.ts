import { command, line, measured, PageInput, pageOf, prose, query, sortBy, Version } from '@lumbung/contract'
import { cursorInvalid, pageTooDeep } from '@lumbung/kernel/contract'
import { z } from 'zod'
import {
  CodeField,
  LocationField,
  ProductField,
  ProductOrDefault,
  Status,
  ThresholdField,
  ZoneField,
} from './fields.ts'
import {
  capacityRepeated,
  productNotFound,
  siteCodeTaken,
  siteNotEmpty,
  siteNotFound,
  zoneInUse,
  zoneUnknown,
} from './problems.ts'
import { answeredLitres, Litres, ProductRef } from './scalars.ts'

const NAME = { label: { id: 'Nama', en: 'Name' } }
const NOTE = { label: { id: 'Keterangan', en: 'Notes' } }
const OWNER = { label: { id: 'Pemilik', en: 'Owner' } }
const LATITUDE = { label: { id: 'Lintang', en: 'Latitude' }, unit: '°' }
const LONGITUDE = { label: { id: 'Bujur', en: 'Longitude' }, unit: '°' }

/** How much of a product a site can hold, all its tanks together. */
const Capacity = z.object({
  product: ProductRef,
  capacityLitres: answeredLitres({ id: 'Kapasitas', en: 'Capacity' }),
  tanks: z
    .int()
    .nullable()
    .meta({ label: { id: 'Jumlah tangki', en: 'Tanks' } }),
})

export const Site = z
  .object({
    id: z.uuid(),
    code: CodeField,
    name: z.string().max(80).meta(NAME),
    zone: z
      .string()
      .max(64)
      .meta({ label: { id: 'Zona waktu', en: 'Time zone' } }),
    lowStockThresholdLitres: answeredLitres({ id: 'Batas stok menipis', en: 'Low-stock threshold' }),
    status: Status,
    note: z.string().max(500).nullable().meta(NOTE),
    owner: z.string().max(120).nullable().meta(OWNER),
    latitude: z.number().nullable().meta(LATITUDE),
    longitude: z.number().nullable().meta(LONGITUDE),
    capacities: z
      .array(Capacity)
      .max(100)
      .meta({ label: { id: 'Kapasitas', en: 'Capacities' } }),
    version: Version,
  })
  .meta({ id: 'FuelSite' })
export type Site = z.infer<typeof Site>

const ById = z.object({ id: z.uuid() })
const EXAMPLE_ID = '01936f2a-7b1c-7000-8000-000000000011'

const DEGREES = {
  help: {
    id: 'Derajat desimal, misalnya −5,147665; dibulatkan sampai enam desimal (sekitar 10 cm).',
    en: 'Decimal degrees, such as −5.147665; rounded to six decimals (about 10 cm).',
  },
}
const Latitude = measured({ decimals: 6, min: -90, max: 90, unit: '°' }).meta({ ...LATITUDE, ...DEGREES })
const Longitude = measured({ decimals: 6, min: -180, max: 180, unit: '°' }).meta({ ...LONGITUDE, ...DEGREES })
const CapacityLitres = Litres.meta({ label: { id: 'Kapasitas', en: 'Capacity' } })
const Tanks = z
  .int()
  .min(1)
  .max(10_000)
  .meta({ label: { id: 'Jumlah tangki', en: 'Tanks' } })

const details = {
  name: line(80).meta(NAME),
  zone: ZoneField,
  lowStockThresholdLitres: ThresholdField.meta({
    help: {
      id: 'Di bawah sekian liter stok dianggap menipis dan pengelola diberi tahu.',
      en: 'Below this the stock counts as low and those in charge are told.',
    },
  }),
  note: prose(500).meta(NOTE),
  owner: line(120).meta(OWNER),
  latitude: Latitude,
  longitude: Longitude,
}

export const listSites = query({
  id: 'fuel.site.list',
  http: 'GET /fuel/sites',
  summary: { id: 'Daftar lokasi BBM', en: 'List fuel sites' },
  permission: 'fuel.site.read',
  scope: 'site',
  input: z.object({
    status: Status.optional(),
    search: line(80)
      .meta({
        label: { id: 'Cari', en: 'Search' },
        help: { id: 'Dalam kode atau nama lokasi.', en: 'In the code or name of the site.' },
      })
      .optional(),
    sort: sortBy({
      code: { id: 'Kode', en: 'Code' },
      name: { id: 'Nama', en: 'Name' },
      lowStockThresholdLitres: { id: 'Batas stok menipis', en: 'Low-stock threshold' },
    }).optional(),
    ...PageInput,
  }),
  output: pageOf(Site),
  errors: [cursorInvalid, pageTooDeep],
  carriers: { export: true },
  example: { input: { status: 'active' } },
})

export const readSite = query({
  id: 'fuel.site.read',
  http: 'GET /fuel/sites/{id}',
  summary: { id: 'Lihat lokasi BBM', en: 'Read a fuel site' },
  permission: 'fuel.site.read',
  scope: 'site',
  input: ById,
  output: Site,
  errors: [siteNotFound],
  example: { input: { id: EXAMPLE_ID } },
})

export const createSite = command({
  id: 'fuel.site.create',
  http: 'POST /fuel/sites',
  summary: { id: 'Tambah lokasi BBM', en: 'Add a fuel site' },
  permission: 'fuel.site.create',
  input: z.object({
    code: CodeField,
    name: details.name,
    /** The tenant's zone where it is left out. */
    zone: details.zone.optional(),
    /** The tenant's setting where it is left out. */
    lowStockThresholdLitres: details.lowStockThresholdLitres.optional(),
    note: details.note.optional(),
    owner: details.owner.optional(),
    latitude: details.latitude.optional(),
    longitude: details.longitude.optional(),
  }),
  output: Site,
  errors: [siteCodeTaken, zoneUnknown],
  carriers: { import: true },
  reversedBy: 'fuel.site.deactivate',
  example: {
    input: { code: 'GENSET', name: 'Genset', zone: 'Asia/Makassar', lowStockThresholdLitres: 100 },
  },
})

export const updateSite = command({
  id: 'fuel.site.update',
  http: 'PATCH /fuel/sites/{id}',
  summary: { id: 'Ubah lokasi BBM', en: 'Change a fuel site' },
  permission: 'fuel.site.update',
  versioned: true,
  input: ById.extend({
    name: details.name.optional(),
    zone: details.zone.optional(),
    lowStockThresholdLitres: details.lowStockThresholdLitres.optional(),
    note: details.note.nullable().optional(),
    owner: details.owner.nullable().optional(),
    latitude: details.latitude.nullable().optional(),
    longitude: details.longitude.nullable().optional(),
  }),
  output: Site,
  errors: [siteNotFound, zoneUnknown, zoneInUse],
  example: { input: { id: EXAMPLE_ID, name: 'Genset Utara', lowStockThresholdLitres: 250 } },
})

export const deactivateSite = command({
  id: 'fuel.site.deactivate',
  http: 'POST /fuel/sites/{id}/deactivate',
  summary: { id: 'Nonaktifkan lokasi BBM', en: 'Deactivate a fuel site' },
  permission: 'fuel.site.update',
  status: 200,
  input: ById,
  output: Site,
  errors: [siteNotFound, siteNotEmpty],
  example: {
    input: { id: EXAMPLE_ID },
    needs: [
      { operation: 'fuel.site.create', id: 'spare-site', input: { code: 'CADANGAN', name: 'Cadangan' } },
    ],
    from: { id: 'spare-site#id' },
    last: true,
  },
})

export const activateSite = command({
  id: 'fuel.site.activate',
  http: 'POST /fuel/sites/{id}/activate',
  summary: { id: 'Aktifkan lokasi BBM', en: 'Activate a fuel site' },
  permission: 'fuel.site.update',
  status: 200,
  input: ById,
  output: Site,
  errors: [siteNotFound],
  example: {
    input: { id: EXAMPLE_ID },
    from: { id: 'spare-site#id' },
    after: ['fuel.site.deactivate'],
    last: true,
  },
})

export const replaceCapacities = command({
  id: 'fuel.site.replace-capacities',
  http: 'PUT /fuel/sites/{id}/capacities',
  summary: { id: 'Tetapkan kapasitas lokasi', en: 'Set what a site can hold' },
  permission: 'fuel.site.update',
  versioned: true,
  input: ById.extend({
    capacities: z
      .array(
        z.strictObject({
          product: ProductField,
          capacityLitres: CapacityLitres,
          tanks: Tanks.optional(),
        }),
      )
      .max(100)
      .meta({ label: { id: 'Kapasitas', en: 'Capacities' } }),
  }),
  output: Site,
  errors: [siteNotFound, productNotFound, capacityRepeated],
  example: {
    input: { id: EXAMPLE_ID, capacities: [{ product: 'DIESEL', capacityLitres: 20_000, tanks: 2 }] },
  },
})

/** One site and product by their codes: the row of a tank-farm list, which has no ids. */
export const recordCapacity = command({
  id: 'fuel.site.record-capacity',
  http: 'POST /fuel/sites/capacities',
  summary: { id: 'Catat kapasitas satu jenis BBM', en: 'Record the capacity for one product' },
  permission: 'fuel.site.update',
  status: 200,
  input: z.object({
    location: LocationField,
    product: ProductOrDefault,
    capacityLitres: CapacityLitres,
    tanks: Tanks.optional(),
  }),
  output: Site,
  errors: [siteNotFound, productNotFound],
  carriers: { import: true },
  example: {
    input: { location: 'GENSET', product: 'DIESEL', capacityLitres: 20_000, tanks: 2 },
    after: ['fuel.site.create'],
  },
})
