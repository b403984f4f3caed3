import { defineApp } from '@lumbung/kernel'
import { authJobs } from './server/auth/auth.jobs.ts'
import { authOperations } from './server/auth/auth.routes.ts'

export const adminApp = defineApp({
  id: 'admin',
  name: { id: 'Pengelolaan', en: 'Administration' },
  summary: {
    id: 'Masuk dan sesi, pengguna, peran, permintaan akses, dan jejak audit.',
    en: 'Sign-in and sessions, users, roles, access requests and the audit trail.',
  },
  roles: [{ key: 'administrator', name: { id: 'Administrator', en: 'Administrator' }, permissions: ['*'] }],
  operations: [...authOperations],
  jobs: [...authJobs],
})

export default adminApp
