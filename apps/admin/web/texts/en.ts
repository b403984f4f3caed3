import { auditEn } from './audit-en.ts'
import type { AdminText } from './id.ts'
import { organisationEn } from './organisation-en.ts'
import { placesEn } from './places-en.ts'
import { profileEn } from './profile-en.ts'
import { requestsEn } from './requests-en.ts'
import { rolesEn } from './roles-en.ts'
import { usersEn } from './users-en.ts'

export const en: Record<AdminText, string> = {
  ...auditEn,
  ...organisationEn,
  ...placesEn,
  ...profileEn,
  ...requestsEn,
  ...rolesEn,
  ...usersEn,
}
