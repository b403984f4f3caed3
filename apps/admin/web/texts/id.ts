import { auditId } from './audit-id.ts'
import { organisationId } from './organisation-id.ts'
import { placesId } from './places-id.ts'
import { profileId } from './profile-id.ts'
import { requestsId } from './requests-id.ts'
import { rolesId } from './roles-id.ts'
import { usersId } from './users-id.ts'

/** The words of the administration's screens in Indonesian; `en.ts` has the same keys. */
export const id = {
  ...auditId,
  ...organisationId,
  ...placesId,
  ...profileId,
  ...requestsId,
  ...rolesId,
  ...usersId,
} as const

export type AdminText = keyof typeof id
