import { Id, Instant, line, PageInput, pageOf, query } from '@lumbung/contract'
import { z } from 'zod'

export const AuditEntry = z
  .object({
    id: Id,
    at: z.string().max(40),
    actorId: Id.nullable(),
    actorName: z.string().max(120).nullable(),
    operation: z.string().max(120),
    resourceType: z.string().max(120).nullable(),
    resourceId: z.string().max(200).nullable(),
    /** Field → what it was and what it became; secrets are masked. */
    changes: z.record(z.string().max(200), z.array(z.unknown()).max(2)).nullable(),
    requestId: z.string().max(64).nullable(),
    address: z.string().max(60).nullable(),
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
    personId: Id.optional(),
    resourceType: line(120).optional(),
    resourceId: line(200).optional(),
    operation: line(120).optional(),
    /** At or after. */
    from: Instant.optional(),
    /** Before. */
    to: Instant.optional(),
  }),
  output: pageOf(AuditEntry),
  carriers: { export: true },
  example: { input: { operation: 'admin.user.create', limit: 20 } },
})
