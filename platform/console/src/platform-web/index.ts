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
      operation: 'platform.import.list',
      permission: 'platform.import.read',
      keywords: { id: 'unggah CSV Excel', en: 'upload CSV Excel' },
      load: () => import('./imports/ImportsList.tsx').then(({ ImportsList }) => ImportsList),
    },
    {
      path: '/imports/new',
      title: { id: 'Impor berkas', en: 'Import a file' },
      icon: 'upload',
      operation: 'platform.import.create',
      permission: 'platform.import.create',
      keywords: { id: 'unggah CSV Excel', en: 'upload CSV Excel' },
      load: () => import('./imports/NewImport.tsx').then(({ NewImport }) => NewImport),
    },
    {
      path: '/imports/$importId',
      title: { id: 'Berkas', en: 'File' },
      icon: 'file-import',
      operation: 'platform.import.read',
      permission: 'platform.import.read',
      load: () => import('./imports/OpenImport.tsx').then(({ OpenImport }) => OpenImport),
    },
    {
      path: '/jobs',
      title: { id: 'Pekerjaan latar', en: 'Background jobs' },
      icon: 'list-check',
      operation: 'platform.job.list',
      permission: 'platform.job.read',
      load: () => import('./jobs/JobsList.tsx').then(({ JobsList }) => JobsList),
    },
    {
      path: '/developers',
      title: { id: 'Acuan API', en: 'API reference' },
      icon: 'api',
      operation: null,
      permission: null,
      keywords: { id: 'pengembang dokumentasi OpenAPI', en: 'developers documentation OpenAPI' },
      load: () => import('./developers/DevelopersPage.tsx').then(({ DevelopersPage }) => DevelopersPage),
    },
  ],
})
