import type { MenuEntry } from '@lumbung/kernel'
import { countWaitingRequests, tellWaitingRequests } from './server/access/request.service.ts'

export const adminMenus: MenuEntry[] = [
  {
    id: 'admin.users',
    label: { id: 'Pengguna', en: 'People' },
    icon: 'users',
    path: '/admin/users',
    permission: 'admin.user.read',
    order: 900,
  },
  {
    id: 'admin.roles',
    label: { id: 'Peran', en: 'Roles' },
    icon: 'shield-lock',
    path: '/admin/roles',
    permission: 'admin.role.read',
    order: 910,
  },
  {
    id: 'admin.access-requests',
    label: { id: 'Permintaan izin', en: 'Access requests' },
    icon: 'hand-stop',
    path: '/admin/access-requests',
    permission: 'admin.access-request.decide',
    order: 920,
    waiting: countWaitingRequests,
    waits: tellWaitingRequests,
  },
  {
    id: 'admin.audit',
    label: { id: 'Jejak audit', en: 'Audit trail' },
    icon: 'history',
    path: '/admin/audit',
    permission: 'admin.audit.read',
    order: 930,
  },
  {
    id: 'admin.tenant',
    label: { id: 'Organisasi', en: 'Organisation' },
    icon: 'building',
    path: '/admin/organisation',
    permission: 'admin.tenant.update',
    order: 940,
  },
]
