import { readMenu } from '../../contract/menu.ts'
import type { MenuEntry } from '../app/define-app.ts'
import { type BoundOperation, handle } from '../operation/handle.ts'
import { menuOf } from './menu.service.ts'

export const menuOperations: BoundOperation[] = [handle(readMenu, menuOf)]

/** What the kernel itself has screens for; it comes after every app. */
export const kernelMenus: MenuEntry[] = [
  {
    id: 'platform.imports',
    label: { id: 'Impor', en: 'Imports' },
    icon: 'file-import',
    path: '/imports',
    permission: 'platform.import.read',
    order: 960,
  },
  {
    id: 'platform.jobs',
    label: { id: 'Pekerjaan latar', en: 'Background jobs' },
    icon: 'list-check',
    path: '/jobs',
    permission: 'platform.job.read',
    order: 970,
  },
]
