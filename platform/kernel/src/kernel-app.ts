import { kernelFacts, kernelRecords } from '../contract/trail.ts'
import { viewNameTaken } from '../contract/views.ts'
import { defineApp } from './app/define-app.ts'
import { exportOperations } from './exports/exports.routes.ts'
import { importPermissions, importTexts } from './imports/import-texts.ts'
import { importJobs } from './imports/imports.jobs.ts'
import { importOperations } from './imports/imports.routes.ts'
import { jobOperations, jobPermissions } from './jobs/jobs.routes.ts'
import { kernelJobs } from './jobs/kernel-jobs.ts'
import { kernelMenus, menuOperations } from './menu/menu.routes.ts'
import { trailTexts } from './trail/trail-texts.ts'
import { viewOperations } from './views/view.routes.ts'

/** The kernel's own operations and tables, in the same shape as every app. */
export const kernelApp = defineApp({
  id: 'platform',
  name: { id: 'Platform', en: 'Platform' },
  summary: {
    id: 'Impor, ekspor, pekerjaan latar, berkas, menu, dan tampilan tersimpan.',
    en: 'Imports, exports, background jobs, files, the menu and saved views.',
  },
  migrations: new URL('../migrations/', import.meta.url),
  permissions: { ...jobPermissions, ...importPermissions },
  records: kernelRecords,
  facts: kernelFacts,
  menus: kernelMenus,
  operations: [
    ...jobOperations,
    ...importOperations,
    ...exportOperations,
    ...menuOperations,
    ...viewOperations,
  ],
  jobs: [...kernelJobs, ...importJobs],
  constraints: { saved_view_name_unique: viewNameTaken },
  texts: {
    id: { ...importTexts.id, ...trailTexts.id },
    en: { ...importTexts.en, ...trailTexts.en },
  },
})
