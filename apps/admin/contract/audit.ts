import { Id, Instant, line, PageInput, pageOf, query, sortBy } from '@lumbung/contract'
import { z } from 'zod'
import { PERSON } from './fields.ts'

const OPERATION = { label: { id: 'Kegiatan', en: 'Operation' } }
const RESOURCE_TYPE = { label: { id: 'Jenis data', en: 'Kind of record' } }
const RESOURCE_ID = { label: { id: 'Id data', en: 'Record id' } }

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
    operation: z.string().max(120).meta(OPERATION),
    resourceType: z.string().max(120).nullable().meta(RESOURCE_TYPE),
    resourceId: z.string().max(200).nullable().meta(RESOURCE_ID),
    /** Field → what it was and what it became; secrets are masked. */
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
