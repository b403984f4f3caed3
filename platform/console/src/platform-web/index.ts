import { createImport, listImports, listJobs, readImport } from '@lumbung/kernel/contract'
import { defineWebApp } from '@lumbung/ui'

/** The screens of the platform's own operations. */
export const platformWeb = defineWebApp({
  id: 'platform',
  texts: {
    id: () => import('./texts/id.ts').then(({ id }) => id),
    en: () => import('./texts/en.ts').then(({ en }) => en),
  },
  screens: [
    {
      path: '/imports',
      title: { id: 'Impor', en: 'Imports' },
      icon: 'file-import',
      operation: listImports,
      keywords: { id: 'unggah CSV Excel', en: 'upload CSV Excel' },
      load: () => import('./imports/ImportsList.tsx').then(({ ImportsList }) => ImportsList),
    },
    {
      path: '/imports/new',
      title: { id: 'Impor berkas', en: 'Import a file' },
      icon: 'upload',
      operation: createImport,
      keywords: { id: 'unggah CSV Excel', en: 'upload CSV Excel' },
      load: () => import('./imports/NewImport.tsx').then(({ NewImport }) => NewImport),
    },
    {
      path: '/imports/$importId',
      title: { id: 'Berkas', en: 'File' },
      icon: 'file-import',
      operation: readImport,
      load: () => import('./imports/OpenImport.tsx').then(({ OpenImport }) => OpenImport),
    },
    {
      path: '/jobs',
      title: { id: 'Pekerjaan latar', en: 'Background jobs' },
      icon: 'list-check',
      operation: listJobs,
      load: () => import('./jobs/JobsList.tsx').then(({ JobsList }) => JobsList),
    },
    {
      path: '/developers',
      title: { id: 'Acuan API', en: 'API reference' },
      icon: 'api',
      operation: null,
      keywords: { id: 'pengembang dokumentasi OpenAPI', en: 'developers documentation OpenAPI' },
      load: () => import('./developers/DevelopersPage.tsx').then(({ DevelopersPage }) => DevelopersPage),
    },
  ],
})
