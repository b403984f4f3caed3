import { defineApp } from '@lumbung/kernel'
import { adminRecords, roleKeyTaken, usernameTaken } from './contract/index.ts'
import { adminMenus } from './menus.ts'
import { adminPermissions, adminRoles } from './permissions.ts'
import { accessOperations } from './server/access/access.routes.ts'
import { auditOperations } from './server/audit/audit.routes.ts'
import { authJobs } from './server/auth/auth.jobs.ts'
import { authOperations } from './server/auth/auth.routes.ts'
import { roleOperations } from './server/roles/role.routes.ts'
import { scopeOperations } from './server/scopes/scope.routes.ts'
import { tenantJobs } from './server/tenant/tenant.jobs.ts'
import { tenantOperations } from './server/tenant/tenant.routes.ts'
import { userOperations } from './server/users/user.routes.ts'
import { adminTexts } from './texts.ts'

/** Identity and access: signing in, people, roles, requests for permissions, the audit trail. Its tables are the kernel's. */
export const adminApp = defineApp({
  id: 'admin',
  name: { id: 'Pengelolaan', en: 'Administration' },
  summary: {
    id: 'Masuk dan sesi, pengguna, peran, permintaan izin, dan jejak audit.',
    en: 'Sign-in and sessions, people, roles, access requests and the audit trail.',
  },
  permissions: adminPermissions,
  roles: adminRoles,
  records: adminRecords,
  menus: adminMenus,
  operations: [
    ...authOperations,
    ...userOperations,
    ...roleOperations,
    ...accessOperations,
    ...scopeOperations,
    ...auditOperations,
    ...tenantOperations,
  ],
  jobs: [...authJobs, ...tenantJobs],
  constraints: { user_username_unique: usernameTaken, role_key_unique: roleKeyTaken },
  texts: adminTexts,
})

export default adminApp
