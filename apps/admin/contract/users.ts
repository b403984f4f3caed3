import { choice, command, Id, line, PageInput, pageOf, query, sortBy, Version } from '@lumbung/contract'
import { notFound, staleVersion } from '@lumbung/kernel/contract'
import { z } from 'zod'
import {
  EMAIL,
  EndsAtField,
  LocaleField,
  NAME,
  NameField,
  NewPassword,
  ROLE,
  STATUS,
  StartsAtField,
  USERNAME,
} from './fields.ts'
import {
  accountShared,
  alreadyMember,
  assignmentExists,
  emailElsewhere,
  grantBeyondOwn,
  lastAdministrator,
  notYourself,
  periodEmpty,
  roleUnknown,
  scopeUnknown,
  usernameTaken,
} from './problems.ts'
import { Scope, ScopeInput } from './scope.ts'

const EXAMPLE_ID = '01936f2a-7b1c-7000-8000-000000000021'
const EXAMPLE_ROLE = '01936f2a-7b1c-7000-8000-000000000031'

export const Assignment = z
  .object({
    id: Id,
    roleId: Id,
    roleKey: z.string().max(60),
    roleName: z.string().max(120),
    scope: Scope,
    startsAt: z.string().max(40),
    endsAt: z.string().max(40).nullable(),
  })
  .meta({ id: 'AdminAssignment' })
export type Assignment = z.infer<typeof Assignment>

const ROLES = { label: { id: 'Peran', en: 'Roles' } }

const MemberStatus = choice({
  active: { id: 'Aktif', en: 'Active' },
  disabled: { id: 'Dinonaktifkan', en: 'Disabled' },
}).meta(STATUS)

export const User = z
  .object({
    id: Id,
    name: z.string().max(120).meta(NAME),
    email: z.string().max(254).meta(EMAIL),
    username: z.string().max(40).nullable().meta(USERNAME),
    status: MemberStatus,
    createdAt: z
      .string()
      .max(40)
      .meta({ label: { id: 'Ditambahkan pada', en: 'Added at' } }),
    assignments: z.array(Assignment).max(1000).meta(ROLES),
    version: Version,
  })
  .meta({ id: 'AdminUser' })
export type User = z.infer<typeof User>

const ById = z.object({ id: Id })
const Email = z.email().max(254).meta(EMAIL)
const Username = z
  .string()
  .min(2)
  .max(40)
  .regex(/^[a-z0-9][a-z0-9._-]*$/)
  .meta({
    ...USERNAME,
    help: {
      id: 'Dapat dipakai untuk masuk selain e-mail: huruf kecil, angka, titik, garis bawah, dan tanda hubung.',
      en: 'For signing in besides the e-mail: small letters, digits, dots, underscores and hyphens.',
    },
    wants: {
      id: 'Huruf kecil, angka, titik, garis bawah, dan tanda hubung saja; mulai dengan huruf atau angka.',
      en: 'Only small letters, digits, dots, underscores and hyphens; begin with a letter or digit.',
    },
  })

/** One role, how far it reaches and how long; without times it begins now and does not end. */
const AssignmentInput = {
  roleId: Id.meta(ROLE),
  ...ScopeInput,
  startsAt: StartsAtField.optional(),
  endsAt: EndsAtField.optional(),
}

export const listUsers = query({
  id: 'admin.user.list',
  http: 'GET /users',
  summary: { id: 'Daftar pengguna organisasi', en: 'The people of the organisation' },
  permission: 'admin.user.read',
  input: z.object({
    ...PageInput,
    search: line(100)
      .meta({
        label: { id: 'Cari', en: 'Search' },
        help: {
          id: 'Dalam nama, e-mail, atau nama pengguna.',
          en: 'Anywhere in name, e-mail or user name.',
        },
      })
      .optional(),
    status: MemberStatus.optional(),
    roleId: Id.meta(ROLE).optional(),
    sort: sortBy({ name: { id: 'Nama', en: 'Name' }, email: { id: 'E-mail', en: 'E-mail' } }).optional(),
  }),
  output: pageOf(User),
  carriers: { export: true, assistant: 'free' },
  example: { input: { search: 'budi', limit: 20 } },
})

export const getUser = query({
  id: 'admin.user.get',
  http: 'GET /users/{id}',
  summary: { id: 'Satu pengguna dengan perannya', en: 'One person with their roles' },
  permission: 'admin.user.read',
  input: ById,
  output: User,
  errors: [notFound],
  example: { input: { id: EXAMPLE_ID } },
})

export const createUser = command({
  id: 'admin.user.create',
  http: 'POST /users',
  summary: {
    id: 'Tambah pengguna, dengan kata sandi awal dan perannya',
    en: 'Add a person, with a first password and roles',
  },
  permission: 'admin.user.create',
  input: z.object({
    name: NameField,
    email: Email,
    username: Username.optional(),
    /** Without one the person cannot sign in until a password is set. */
    password: NewPassword.meta({ label: { id: 'Kata sandi awal', en: 'First password' } }).optional(),
    locale: LocaleField.optional(),
    assignments: z.array(z.strictObject(AssignmentInput)).max(20).meta(ROLES).default([]),
  }),
  output: User,
  errors: [
    alreadyMember,
    emailElsewhere,
    usernameTaken,
    roleUnknown,
    scopeUnknown,
    periodEmpty,
    grantBeyondOwn,
  ],
  example: {
    input: {
      name: 'Siti Aminah',
      email: 'siti@example.test',
      username: 'siti',
      password: 'empat kata acak saja',
      assignments: [],
    },
  },
})

export const updateUser = command({
  id: 'admin.user.update',
  http: 'PATCH /users/{id}',
  summary: {
    id: 'Ubah nama pengguna di organisasi ini',
    en: 'Change the name of a person in this organisation',
  },
  permission: 'admin.user.update',
  versioned: true,
  input: ById.extend({ name: NameField }),
  output: User,
  errors: [notFound, staleVersion],
  example: { input: { id: EXAMPLE_ID, name: 'Siti Aminah Rahman' } },
})

export const disableUser = command({
  id: 'admin.user.disable',
  http: 'POST /users/{id}/disable',
  summary: {
    id: 'Nonaktifkan pengguna; sesinya di organisasi ini langsung berakhir',
    en: 'Disable a person; their sessions in this organisation end at once',
  },
  permission: 'admin.user.disable',
  status: 200,
  input: ById,
  output: User,
  errors: [notFound, notYourself, lastAdministrator],
  reversedBy: 'admin.user.enable',
  example: { input: { id: EXAMPLE_ID }, after: ['admin.auth.change-password'], last: true },
})

export const enableUser = command({
  id: 'admin.user.enable',
  http: 'POST /users/{id}/enable',
  summary: { id: 'Aktifkan kembali pengguna', en: 'Let a disabled person in again' },
  permission: 'admin.user.disable',
  status: 200,
  input: ById,
  output: User,
  errors: [notFound],
  reversedBy: 'admin.user.disable',
  example: { input: { id: EXAMPLE_ID }, after: ['admin.user.disable'], last: true },
})

export const resetPassword = command({
  id: 'admin.user.reset-password',
  http: 'POST /users/{id}/reset-password',
  summary: {
    id: 'Tetapkan kata sandi baru bagi pengguna; semua sesinya berakhir',
    en: 'Set a new password for a person; all their sessions end',
  },
  permission: 'admin.user.reset-password',
  status: 200,
  input: ById.extend({ password: NewPassword }),
  output: z.object({ id: Id }),
  errors: [notFound, accountShared, grantBeyondOwn],
  example: {
    input: { id: EXAMPLE_ID, password: 'empat kata acak saja' },
    after: ['admin.user.enable'],
    last: true,
  },
})

export const addAssignment = command({
  id: 'admin.assignment.add',
  record: 'admin.user',
  http: 'POST /users/{id}/assignments',
  summary: {
    id: 'Beri peran kepada pengguna, dengan jangkauan dan masa berlakunya',
    en: 'Give a person a role, with its reach and its time',
  },
  permission: 'admin.role.assign',
  input: ById.extend(AssignmentInput),
  output: User,
  errors: [notFound, roleUnknown, scopeUnknown, periodEmpty, assignmentExists, grantBeyondOwn],
  example: {
    input: { id: EXAMPLE_ID, roleId: EXAMPLE_ROLE, scopeKind: 'tenant' },
    from: { roleId: 'admin.role.create#id' },
  },
})

export const removeAssignment = command({
  id: 'admin.assignment.remove',
  record: 'admin.user',
  http: 'DELETE /users/{id}/assignments/{assignmentId}',
  summary: { id: 'Cabut peran dari pengguna', en: 'Take a role from a person' },
  permission: 'admin.role.assign',
  input: ById.extend({ assignmentId: Id }),
  output: User,
  errors: [notFound, lastAdministrator],
  example: {
    input: { id: EXAMPLE_ID, assignmentId: '01936f2a-7b1c-7000-8000-000000000041' },
    from: { assignmentId: 'admin.assignment.add#assignments[roleKey=pembaca].id' },
  },
})
