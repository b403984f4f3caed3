import type { LocalText } from '@lumbung/contract'
import type { RoleTemplate } from '@lumbung/kernel'

export const adminPermissions: Record<string, LocalText> = {
  'admin.user.read': { id: 'Melihat pengguna dan perannya', en: 'See people and their roles' },
  'admin.user.create': { id: 'Menambah pengguna', en: 'Add people' },
  'admin.user.update': { id: 'Mengubah nama pengguna', en: 'Change the names of people' },
  'admin.user.disable': { id: 'Menonaktifkan dan mengaktifkan pengguna', en: 'Disable and enable people' },
  'admin.user.reset-password': {
    id: 'Menetapkan kata sandi baru bagi pengguna',
    en: 'Set new passwords for people',
  },
  'admin.role.read': { id: 'Melihat peran dan semua izin', en: 'See roles and all permissions' },
  'admin.role.create': { id: 'Membuat peran', en: 'Make roles' },
  'admin.role.update': { id: 'Mengubah peran', en: 'Change roles' },
  'admin.role.delete': { id: 'Menghapus peran', en: 'Delete roles' },
  'admin.role.assign': {
    id: 'Memberi dan mencabut peran, sebatas izin sendiri',
    en: 'Give and take roles, within one’s own permissions',
  },
  'admin.access.explain': {
    id: 'Menanyakan mengapa orang lain boleh atau tidak boleh',
    en: 'Ask why somebody else may or may not',
  },
  'admin.access-request.decide': {
    id: 'Melihat dan memutuskan permintaan izin orang lain',
    en: 'See and decide other people’s requests for permissions',
  },
  'admin.audit.read': { id: 'Membaca jejak audit', en: 'Read the audit trail' },
  'admin.tenant.update': {
    id: 'Mengubah nama, zona waktu, dan bahasa organisasi',
    en: 'Change the name, time zone and language of the organisation',
  },
}

export const adminRoles: RoleTemplate[] = [
  { key: 'administrator', name: { id: 'Administrator', en: 'Administrator' }, permissions: ['*'] },
  {
    key: 'user-manager',
    name: { id: 'Pengelola pengguna', en: 'User manager' },
    permissions: [
      'admin.user.*',
      'admin.role.read',
      'admin.role.assign',
      'admin.access.explain',
      'admin.access-request.decide',
    ],
  },
  {
    key: 'auditor',
    name: { id: 'Pemeriksa', en: 'Auditor' },
    permissions: ['admin.audit.read', 'admin.user.read', 'admin.role.read', 'admin.access.explain'],
  },
]
