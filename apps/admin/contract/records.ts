import { Id, type RecordKind } from '@lumbung/contract'
import { z } from 'zod'
import { AccessRequest } from './access.ts'
import { EndsAtField, PERSON, ROLE, StartsAtField } from './fields.ts'
import { Role } from './roles.ts'
import { ScopeKindName } from './scope.ts'
import { Tenant } from './tenant.ts'
import { User } from './users.ts'

/** How far something reaches, with the name that the place had then. */
const NamedScope = z
  .object({ kind: ScopeKindName, id: Id.nullable(), name: z.string().max(200).optional() })
  .meta({ label: { id: 'Jangkauan', en: 'Reach' }, wordsOf: 'scope' })

/** What entries tell of a person: also the role that was given or taken, and that a password was set. */
const UserInTrail = z.object({
  ...User.shape,
  role: z
    .object({ id: Id, key: z.string().max(60), name: z.string().max(120) })
    .meta({ ...ROLE, wordsOf: 'role' }),
  scope: NamedScope,
  startsAt: StartsAtField,
  endsAt: EndsAtField,
  assignment: Id.meta({ untold: true }),
  password: z.string().meta({ label: { id: 'Kata sandi', en: 'Password' } }),
})

const PersonRef = z.object({ id: Id, name: z.string().max(120) }).meta(PERSON)

export const adminRecords: Record<string, RecordKind> = {
  'admin.user': {
    label: { id: 'Pengguna', en: 'Person' },
    entity: UserInTrail,
    name: '{name}',
    path: '/admin/users/{id}',
  },
  'admin.role': {
    label: { id: 'Peran', en: 'Role' },
    entity: Role,
    name: '{name}',
    path: '/admin/roles/{id}',
  },
  'admin.tenant': {
    label: { id: 'Organisasi', en: 'Organisation' },
    entity: Tenant,
    name: '{name}',
    path: '/admin/organisation',
  },
  'admin.access-request': {
    label: { id: 'Permintaan izin', en: 'Access request' },
    entity: AccessRequest,
    name: '{permission}, {user}',
    path: '/admin/access-requests',
  },
  'auth.session': {
    label: { id: 'Sesi masuk', en: 'Session' },
    entity: z.object({ person: PersonRef }),
    name: '{person}',
  },
}
