import { choice, command, Id, PageInput, pageOf, prose, query, SIGNED_IN, Version } from '@lumbung/contract'
import { notFound } from '@lumbung/kernel/contract'
import { z } from 'zod'
import { EndsAtField, PERMISSION, PERSON, ROLE, STATUS } from './fields.ts'
import {
  alreadyAllowed,
  grantBeyondOwn,
  ownRequest,
  periodEmpty,
  permissionUnknown,
  requestDecided,
  roleLacksPermission,
  roleUnknown,
  scopeUnknown,
  tooManyRequests,
} from './problems.ts'
import { ReachedScope, Scope, ScopeInput, ScopeKindName, ScopePlace } from './scope.ts'

const EXAMPLE_ID = '01936f2a-7b1c-7000-8000-000000000051'
const EXAMPLE_ROLE = '01936f2a-7b1c-7000-8000-000000000031'

const PermissionId = z
  .string()
  .max(120)
  .regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*){1,5}$/)
  .meta({
    ...PERMISSION,
    wants: {
      id: 'Nama satu izin, misalnya fuel.stock.read.',
      en: 'The name of one permission, such as fuel.stock.read.',
    },
  })

const RequestStatus = choice({
  open: { id: 'Menunggu', en: 'Waiting' },
  granted: { id: 'Dikabulkan', en: 'Granted' },
  declined: { id: 'Ditolak', en: 'Declined' },
}).meta(STATUS)

export const explainAccess = query({
  id: 'admin.access.explain',
  http: 'GET /access/explain',
  summary: {
    id: 'Bolehkah orang ini melakukan itu, dan mengapa; oleh fungsi yang sama dengan yang memutuskan',
    en: 'May this person do that, and why; by the same function that decides',
  },
  permission: SIGNED_IN,
  input: z.object({
    permission: PermissionId,
    /** Without it: myself. About somebody else only with `admin.access.explain`. */
    userId: Id.meta({
      ...PERSON,
      help: { id: 'Anda sendiri bila dikosongkan.', en: 'You yourself where it is left empty.' },
    }).optional(),
    /** Without it: anywhere. */
    scopeKind: ScopeKindName.optional(),
    scopeId: ScopePlace.optional(),
  }),
  output: z.object({
    userId: Id,
    permission: z.string().max(120),
    scope: Scope,
    allowed: z.boolean(),
    rule: z.enum([
      'granted',
      'no_grant',
      'grant_too_narrow',
      'not_yet_or_no_longer',
      'member_disabled',
      'tenant_suspended',
    ]),
    held: z.array(z.object({ role: z.string().max(120), scope: Scope })).max(1000),
    smallestGrant: z.object({
      permission: z.string().max(120),
      scope: Scope,
      /** Narrowest first. */
      roles: z.array(z.string().max(120)).max(50),
    }),
  }),
  errors: [notFound, permissionUnknown],
  carriers: { assistant: 'free' },
  example: { input: { permission: 'admin.user.create' } },
})

export const AccessRequest = z
  .object({
    id: Id,
    user: z.object({ id: Id, name: z.string().max(120) }).meta(PERSON),
    permission: z
      .string()
      .max(120)
      .meta({ ...PERMISSION, wordsOf: 'permission' }),
    scope: ReachedScope,
    reason: z
      .string()
      .max(500)
      .meta({ label: { id: 'Alasan', en: 'Reason' } }),
    status: RequestStatus,
    decidedBy: Id.nullable(),
    decidedByName: z
      .string()
      .max(120)
      .nullable()
      .meta({ label: { id: 'Diputuskan oleh', en: 'Decided by' } }),
    decidedAt: z
      .string()
      .max(40)
      .nullable()
      .meta({ label: { id: 'Diputuskan pada', en: 'Decided at' } }),
    createdAt: z.string().max(40),
    version: Version,
  })
  .meta({ id: 'AdminAccessRequest' })
export type AccessRequest = z.infer<typeof AccessRequest>

export const requestAccess = command({
  id: 'admin.access-request.create',
  http: 'POST /access/requests',
  summary: {
    id: 'Minta izin yang ditolak; permintaan yang sama tidak digandakan',
    en: 'Ask for a permission that was refused; the same request is not doubled',
  },
  permission: SIGNED_IN,
  input: z.object({
    permission: PermissionId,
    ...ScopeInput,
    reason: prose(500)
      .meta({
        label: { id: 'Alasan', en: 'Reason' },
        help: {
          id: 'Untuk apa Anda memerlukannya; dibaca oleh yang memutuskan.',
          en: 'What you need it for; whoever decides reads it.',
        },
      })
      .default(''),
  }),
  output: AccessRequest,
  errors: [permissionUnknown, scopeUnknown, alreadyAllowed, tooManyRequests],
  example: {
    input: { permission: 'admin.user.create', reason: 'Menggantikan pengelola selama cuti' },
    as: 'admin.user.create',
  },
})

export const listRequests = query({
  id: 'admin.access-request.list',
  http: 'GET /access/requests',
  summary: { id: 'Permintaan izin, yang terbaru dahulu', en: 'Requests for permissions, newest first' },
  permission: 'admin.access-request.decide',
  input: z.object({ ...PageInput, status: RequestStatus.optional() }),
  output: pageOf(AccessRequest),
  example: { input: { status: 'open' } },
})

export const grantRequest = command({
  id: 'admin.access-request.grant',
  http: 'POST /access/requests/{id}/grant',
  summary: {
    id: 'Kabulkan permintaan dengan sebuah peran, untuk sementara atau seterusnya',
    en: 'Grant a request by a role, for a while or for good',
  },
  permission: 'admin.access-request.decide',
  status: 200,
  input: z.object({ id: Id, roleId: Id.meta(ROLE), endsAt: EndsAtField.optional() }),
  output: AccessRequest,
  errors: [
    notFound,
    requestDecided,
    ownRequest,
    roleUnknown,
    roleLacksPermission,
    periodEmpty,
    grantBeyondOwn,
  ],
  example: {
    input: { id: EXAMPLE_ID, roleId: EXAMPLE_ROLE },
    from: { roleId: 'admin.role.list#data[key=user-manager].id' },
  },
})

export const declineRequest = command({
  id: 'admin.access-request.decline',
  http: 'POST /access/requests/{id}/decline',
  summary: { id: 'Tolak permintaan izin', en: 'Decline a request for a permission' },
  permission: 'admin.access-request.decide',
  status: 200,
  input: z.object({ id: Id }),
  output: AccessRequest,
  errors: [notFound, requestDecided, ownRequest],
  example: {
    input: { id: EXAMPLE_ID },
    needs: [
      {
        operation: 'admin.access-request.create',
        id: 'another-request',
        input: { permission: 'admin.role.create' },
        as: 'admin.user.create',
      },
    ],
    from: { id: 'another-request#id' },
  },
})
