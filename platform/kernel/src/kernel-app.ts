import { defineApp } from './app/define-app.ts'
import { exportOperations } from './exports/exports.routes.ts'
import { importPermissions, importTexts } from './imports/import-texts.ts'
import { importJobs } from './imports/imports.jobs.ts'
import { importOperations } from './imports/imports.routes.ts'
import { jobOperations, jobPermissions } from './jobs/jobs.routes.ts'
import { kernelJobs } from './jobs/kernel-jobs.ts'

/** The kernel's own operations and tables, in the same shape as every app. */
export const kernelApp = defineApp({
  id: 'platform',
  name: { id: 'Platform', en: 'Platform' },
  summary: {
    id: 'Impor, ekspor, pekerjaan latar, dan berkas.',
    en: 'Imports, exports, background jobs and files.',
  },
  migrations: new URL('../migrations/', import.meta.url),
  permissions: { ...jobPermissions, ...importPermissions },
  operations: [...jobOperations, ...importOperations, ...exportOperations],
  jobs: [...kernelJobs, ...importJobs],
  texts: importTexts,
})
