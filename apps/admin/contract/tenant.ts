import { command, Id, query, SIGNED_IN, Version } from '@lumbung/contract'
import { staleVersion } from '@lumbung/kernel/contract'
import { z } from 'zod'
import { LocaleField, NAME, NameField, TenantStatus, ZoneField } from './fields.ts'
import { zoneUnknown } from './problems.ts'

export const Tenant = z
  .object({
    id: Id,
    slug: z.string().max(63),
    name: z.string().max(120).meta(NAME),
    /** The zone in which business days begin and end. */
    zone: z
      .string()
      .max(64)
      .meta({ label: { id: 'Zona waktu', en: 'Time zone' } }),
    locale: LocaleField,
    status: TenantStatus,
    createdAt: z.string().max(40),
    version: Version,
  })
  .meta({ id: 'AdminTenant' })
export type Tenant = z.infer<typeof Tenant>

export const getTenant = query({
  id: 'admin.tenant.get',
  http: 'GET /tenant',
  summary: { id: 'Organisasi tempat saya masuk', en: 'The organisation that I am signed in to' },
  permission: SIGNED_IN,
  input: z.object({}),
  output: Tenant,
  example: { input: {} },
})

export const updateTenant = command({
  id: 'admin.tenant.update',
  http: 'PATCH /tenant',
  summary: {
    id: 'Ubah nama, zona waktu, atau bahasa organisasi',
    en: 'Change the name, time zone or language of the organisation',
  },
  permission: 'admin.tenant.update',
  versioned: true,
  input: z.object({
    name: NameField.optional(),
    zone: ZoneField.optional(),
    locale: LocaleField.meta({
      help: {
        id: 'Untuk surat dan bagi yang belum memilih bahasanya sendiri.',
        en: 'For mails, and for those who have not chosen their own.',
      },
    }).optional(),
  }),
  output: Tenant,
  errors: [staleVersion, zoneUnknown],
  example: { input: { name: 'Lumbung Bersama', zone: 'Asia/Jakarta' } },
})
