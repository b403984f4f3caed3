import { Id, Instant, line, PageInput, pageOf, query, sortBy } from '@lumbung/contract'
import { z } from 'zod'
import { PERSON } from './fields.ts'

const OPERATION = { label: { id: 'Kegiatan', en: 'Operation' } }
const RESOURCE_TYPE = { label: { id: 'Jenis data', en: 'Kind of record' } }
const RESOURCE_ID = { label: { id: 'Id data', en: 'Record id' } }

const SEARCH = {
  label: { id: 'Cari', en: 'Search' },
  help: {
    id: 'Dalam nama datanya: lokasi, jenis BBM, orang, nomor, atau berkas.',
    en: 'In the name of the record: a site, a product, a person, a number or a file.',
  },
}

/** One field of what happened, in the caller's language. Of a list, the sides hold only what went and what came. */
const Fact = z.object({
  field: z.string().max(200),
  label: z.string().max(200),
  kind: z.enum(['added', 'removed', 'changed', 'masked']),
  /** Whether the field is a list, of which the sides hold parts. */
  isList: z.boolean(),
  before: z.array(z.string().max(40_000)).max(1_000),
  after: z.array(z.string().max(40_000)).max(1_000),
})

/** What happened to what, in the caller's language; the words are made when the entry is read. */
const Thing = z
  .object({
    title: z
      .string()
      .max(400)
      .meta({ label: { id: 'Kegiatan', en: 'Operation' } }),
    /** The record as it was called then; null where an old entry does not say. */
    name: z
      .string()
      .max(2_000)
      .nullable()
      .meta({ label: { id: 'Nama', en: 'Name' } }),
    /** The most telling facts on one line. */
    told: z
      .string()
      .max(1_000)
      .meta({ label: { id: 'Rincian', en: 'Details' } }),
    kind: z
      .string()
      .max(200)
      .nullable()
      .meta({ label: { id: 'Jenis', en: 'Kind' } }),
    /** Where the console shows the record. */
    path: z
      .string()
      .max(400)
      .nullable()
      .meta({ label: { id: 'Alamat', en: 'Address' } }),
    facts: z.array(Fact).max(600),
  })
  .meta({ label: { id: 'Data', en: 'Record' } })

export const AuditEntry = z
  .object({
    id: Id,
    at: z
      .string()
      .max(40)
      .meta({ label: { id: 'Waktu', en: 'At' } }),
    actorId: Id.nullable().meta({ label: { id: 'Id pelaku', en: 'Id of who did it' } }),
    actorName: z
      .string()
      .max(120)
      .nullable()
      .meta({ label: { id: 'Pelaku', en: 'Who did it' } }),
    /** Who did it, in words: also the system, and who is no member here. */
    by: z
      .string()
      .max(120)
      .meta({ label: { id: 'Pelaku', en: 'Who did it' } }),
    thing: Thing,
    operation: z.string().max(120).meta(OPERATION),
    resourceType: z.string().max(120).nullable().meta(RESOURCE_TYPE),
    resourceId: z.string().max(200).nullable().meta(RESOURCE_ID),
    /** Field → what it was and what it became, equal where it names the record; secrets are masked. */
    changes: z.record(z.string().max(200), z.array(z.unknown()).max(2)).nullable(),
    requestId: z
      .string()
      .max(64)
      .nullable()
      .meta({ label: { id: 'Id permintaan', en: 'Request id' } }),
    address: z
      .string()
      .max(60)
      .nullable()
      .meta({ label: { id: 'Alamat jaringan', en: 'Network address' } }),
  })
  .meta({ id: 'AdminAuditEntry' })
export type AuditEntry = z.infer<typeof AuditEntry>

export const listAudit = query({
  id: 'admin.audit.list',
  http: 'GET /audit',
  summary: {
    id: 'Jejak audit: siapa mengubah apa dan kapan, yang terbaru dahulu',
    en: 'The audit trail: who changed what and when, newest first',
  },
  permission: 'admin.audit.read',
  input: z.object({
    ...PageInput,
    q: line(100).meta(SEARCH).optional(),
    personId: Id.meta(PERSON).optional(),
    resourceType: line(120).meta(RESOURCE_TYPE).optional(),
    resourceId: line(200).meta(RESOURCE_ID).optional(),
    operation: line(120).meta(OPERATION).optional(),
    /** At or after. */
    from: Instant.meta({ label: { id: 'Mulai', en: 'From' } }).optional(),
    /** Before. */
    to: Instant.meta({ label: { id: 'Sebelum', en: 'Before' } }).optional(),
    sort: sortBy({ at: { id: 'Waktu', en: 'Time' } }).optional(),
  }),
  output: pageOf(AuditEntry),
  carriers: { export: true },
  example: { input: { operation: 'admin.user.create', limit: 20 } },
})
