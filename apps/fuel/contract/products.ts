import { command, line, PageInput, pageOf, query, sortBy, Version } from '@lumbung/contract'
import { cursorInvalid, pageTooDeep } from '@lumbung/kernel/contract'
import { z } from 'zod'
import { CodeField, Status } from './fields.ts'
import { productCodeTaken, productIsDefault, productNotEmpty, productNotFound } from './problems.ts'

export const Product = z
  .object({
    id: z.uuid(),
    code: CodeField,
    name: z
      .string()
      .max(80)
      .meta({ label: { id: 'Nama', en: 'Name' } }),
    unit: z.literal('litre').meta({
      label: { id: 'Satuan', en: 'Unit' },
      choices: { litre: { id: 'Liter', en: 'Litre' } },
    }),
    isDefault: z.boolean().meta({ label: { id: 'Utama', en: 'Default' } }),
    status: Status,
    version: Version,
  })
  .meta({ id: 'FuelProduct' })
export type Product = z.infer<typeof Product>

const DIESEL: Product = {
  id: '01936f2a-7b1c-7000-8000-000000000001',
  code: 'DIESEL',
  name: 'Solar',
  unit: 'litre',
  isDefault: true,
  status: 'active',
  version: 1,
}
const ById = z.object({ id: z.uuid() })
const Name = line(80).meta({ label: { id: 'Nama', en: 'Name' } })

/** The default first. A tenant has a handful of products: unless less is asked for, they are one page. */
export const listProducts = query({
  id: 'fuel.product.list',
  http: 'GET /fuel/products',
  summary: { id: 'Daftar jenis BBM', en: 'List fuel products' },
  permission: 'fuel.product.read',
  scope: 'site',
  input: z.object({
    status: Status.optional(),
    sort: sortBy({ code: { id: 'Kode', en: 'Code' }, name: { id: 'Nama', en: 'Name' } }).optional(),
    ...PageInput,
    limit: z.int().min(1).max(200).default(200),
  }),
  output: pageOf(Product),
  errors: [cursorInvalid, pageTooDeep],
  carriers: { export: true },
  example: {
    input: {},
    output: { data: [DIESEL], page: { limit: 200, nextCursor: null, total: null, totalIsEstimate: false } },
  },
})

export const createProduct = command({
  id: 'fuel.product.create',
  http: 'POST /fuel/products',
  summary: { id: 'Tambah jenis BBM', en: 'Add a fuel product' },
  permission: 'fuel.product.create',
  input: z.object({ code: CodeField, name: Name }),
  output: Product,
  errors: [productCodeTaken],
  carriers: { import: true },
  example: { input: { code: 'PERTALITE', name: 'Pertalite' } },
})

export const updateProduct = command({
  id: 'fuel.product.update',
  http: 'PATCH /fuel/products/{id}',
  summary: { id: 'Ubah jenis BBM', en: 'Change a fuel product' },
  permission: 'fuel.product.update',
  versioned: true,
  input: ById.extend({
    name: Name.optional(),
    /** Makes this the product that a request without one means; it cannot be taken away, only given to another. */
    isDefault: z
      .literal(true)
      .meta({
        label: { id: 'Jadikan produk utama', en: 'Make it the default' },
        help: {
          id: 'Dipakai bila produk tidak disebut; yang sebelumnya berhenti menjadi utama.',
          en: 'Used where no product is named; the one before stops being the default.',
        },
      })
      .optional(),
  }),
  output: Product,
  errors: [productNotFound, productIsDefault],
  example: {
    input: { id: DIESEL.id, name: 'Solar B40' },
    output: { ...DIESEL, name: 'Solar B40', version: 2 },
  },
})

export const deactivateProduct = command({
  id: 'fuel.product.deactivate',
  http: 'POST /fuel/products/{id}/deactivate',
  summary: { id: 'Nonaktifkan jenis BBM', en: 'Deactivate a fuel product' },
  permission: 'fuel.product.update',
  status: 200,
  input: ById,
  output: Product,
  errors: [productNotFound, productIsDefault, productNotEmpty],
  example: { input: { id: '01936f2a-7b1c-7000-8000-000000000002' }, last: true },
})

export const activateProduct = command({
  id: 'fuel.product.activate',
  http: 'POST /fuel/products/{id}/activate',
  summary: { id: 'Aktifkan jenis BBM', en: 'Activate a fuel product' },
  permission: 'fuel.product.update',
  status: 200,
  input: ById,
  output: Product,
  errors: [productNotFound],
  example: {
    input: { id: '01936f2a-7b1c-7000-8000-000000000002' },
    after: ['fuel.product.deactivate'],
    last: true,
  },
})
