import { command, Id, PageInput, pageOf, query, sortBy, Version } from '@lumbung/contract'
import { notFound, staleVersion } from '@lumbung/kernel/contract'
import { z } from 'zod'
import { NAME, NameField, PERMISSION } from './fields.ts'
import { grantBeyondOwn, lastAdministrator, permissionUnknown, roleInUse, roleKeyTaken } from './problems.ts'

const EXAMPLE_ID = '01936f2a-7b1c-7000-8000-000000000031'

const KEY = { label: { id: 'Kunci', en: 'Key' } }

export const Role = z
  .object({
    id: Id,
    key: z.string().max(60).meta(KEY),
    name: z.string().max(120).meta(NAME),
    permissions: z
      .array(z.string().max(120))
      .max(500)
      .meta({ ...PERMISSION, wordsOf: 'permission' }),
    /** The app's template that it was copied from. */
    template: z
      .string()
      .max(60)
      .nullable()
      .meta({ label: { id: 'Asal', en: 'Copied from' } }),
    assignments: z.int().meta({ label: { id: 'Dipakai penugasan', en: 'Assignments that give it' } }),
    version: Version,
  })
  .meta({ id: 'AdminRole' })
export type Role = z.infer<typeof Role>

const ById = z.object({ id: Id })
/** `app.resource.action`; `*` stands for one whole segment, at the end for one or more. */
const Permission = z
  .string()
  .max(120)
  .regex(/^(\*|[a-z][a-z0-9-]*)(\.(\*|[a-z][a-z0-9-]*)){0,5}$/)
  .meta({
    wants: {
      id: 'Nama izin yang bagiannya dipisah titik, misalnya fuel.stock.read atau fuel.*.',
      en: 'The name of a permission with its parts between dots, such as fuel.stock.read or fuel.*.',
    },
  })
const Permissions = z
  .array(Permission)
  .min(1)
  .max(500)
  .meta({
    ...PERMISSION,
    help: {
      id: 'Tanda * berarti semua pada bagian itu: admin.user.* adalah semua izin tentang pengguna.',
      en: 'A * stands for everything in its place: admin.user.* is every permission about people.',
    },
  })

export const listRoles = query({
  id: 'admin.role.list',
  http: 'GET /roles',
  summary: { id: 'Daftar peran dengan izinnya', en: 'The roles with their permissions' },
  permission: 'admin.role.read',
  input: z.object({
    ...PageInput,
    sort: sortBy({ key: { id: 'Kode', en: 'Key' }, name: { id: 'Nama', en: 'Name' } }).optional(),
  }),
  output: pageOf(Role),
  carriers: { export: true },
  example: { input: { limit: 20 } },
})

export const getRole = query({
  id: 'admin.role.get',
  http: 'GET /roles/{id}',
  summary: { id: 'Satu peran dengan izinnya', en: 'One role with its permissions' },
  permission: 'admin.role.read',
  input: ById,
  output: Role,
  errors: [notFound],
  example: { input: { id: EXAMPLE_ID } },
})

export const createRole = command({
  id: 'admin.role.create',
  http: 'POST /roles',
  summary: { id: 'Buat peran', en: 'Make a role' },
  permission: 'admin.role.create',
  input: z.object({
    key: z
      .string()
      .max(60)
      .regex(/^[a-z0-9][a-z0-9-]+$/)
      .meta({
        ...KEY,
        help: {
          id: 'Huruf kecil, angka, dan tanda hubung. Tidak dapat diubah kemudian.',
          en: 'Small letters, digits and hyphens. It cannot be changed later.',
        },
        wants: {
          id: 'Huruf kecil, angka, dan tanda hubung saja, paling sedikit dua; jangan mulai dengan tanda hubung.',
          en: 'Only small letters, digits and hyphens, at least two of them; do not begin with a hyphen.',
        },
      }),
    name: NameField,
    permissions: Permissions,
  }),
  output: Role,
  errors: [roleKeyTaken, permissionUnknown, grantBeyondOwn],
  example: {
    input: { key: 'pembaca', name: 'Pembaca', permissions: ['admin.user.read', 'admin.role.read'] },
  },
})

export const updateRole = command({
  id: 'admin.role.update',
  http: 'PATCH /roles/{id}',
  summary: {
    id: 'Ubah nama atau izin peran; langsung berlaku',
    en: 'Change the name or permissions of a role; it holds at once',
  },
  permission: 'admin.role.update',
  versioned: true,
  input: ById.extend({ name: NameField.optional(), permissions: Permissions.optional() }),
  output: Role,
  errors: [notFound, staleVersion, permissionUnknown, grantBeyondOwn, lastAdministrator],
  example: { input: { id: EXAMPLE_ID, name: 'Pembaca data' } },
})

export const deleteRole = command({
  id: 'admin.role.delete',
  http: 'DELETE /roles/{id}',
  summary: { id: 'Hapus peran yang tidak dipakai siapa pun', en: 'Delete a role that nobody holds' },
  permission: 'admin.role.delete',
  input: ById,
  output: z.object({ id: Id }),
  errors: [notFound, roleInUse],
  example: { input: { id: EXAMPLE_ID }, after: ['admin.assignment.remove'] },
})

export const listPermissions = query({
  id: 'admin.permission.list',
  http: 'GET /permissions',
  summary: { id: 'Semua izin yang ada, dengan artinya', en: 'Every permission there is, in words' },
  permission: 'admin.role.read',
  input: z.object({}),
  output: pageOf(
    z.object({
      permission: z.string().max(120),
      app: z.string().max(60),
      meaning: z.object({ id: z.string().max(300), en: z.string().max(300) }),
    }),
  ),
  example: { input: {} },
})
