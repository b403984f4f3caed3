import { command, Id, Instant, Locale, line, PageInput, pageOf, query, Version } from '@lumbung/contract'
import { notFound, staleVersion } from '@lumbung/kernel/contract'
import { z } from 'zod'
import { NewPassword } from './auth.ts'
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

export const User = z
  .object({
    id: Id,
    name: z.string().max(120),
    email: z.string().max(254),
    username: z.string().max(40).nullable(),
    status: z.enum(['active', 'disabled']),
    createdAt: z.string().max(40),
    assignments: z.array(Assignment).max(1000),
    version: Version,
  })
  .meta({ id: 'AdminUser' })
export type User = z.infer<typeof User>

const ById = z.object({ id: Id })
const Email = z.email().max(254)
const Username = z
  .string()
  .min(2)
  .max(40)
  .regex(/^[a-z0-9][a-z0-9._-]*$/)

/** One role, how far it reaches and how long; without times it begins now and does not end. */
const AssignmentInput = {
  roleId: Id,
  ...ScopeInput,
  startsAt: Instant.optional(),
  endsAt: Instant.optional(),
}

export const listUsers = query({
  id: 'admin.user.list',
  http: 'GET /users',
  summary: { id: 'Daftar pengguna organisasi', en: 'The people of the organisation' },
  permission: 'admin.user.read',
  input: z.object({
    ...PageInput,
    /** Anywhere in name, e-mail or user name. */
    search: line(100).optional(),
    status: z.enum(['active', 'disabled']).optional(),
    roleId: Id.optional(),
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
    id: 'Menambah pengguna, dengan kata sandi awal dan perannya',
    en: 'Add a person, with a first password and roles',
  },
  permission: 'admin.user.create',
  input: z.object({
    name: line(120),
    email: Email,
    username: Username.optional(),
    /** Without one the person cannot sign in until a password is set. */
    password: NewPassword.optional(),
    locale: Locale.optional(),
    assignments: z.array(z.strictObject(AssignmentInput)).max(20).default([]),
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
    id: 'Mengubah nama pengguna di organisasi ini',
    en: 'Change the name of a person in this organisation',
  },
  permission: 'admin.user.update',
  versioned: true,
  input: ById.extend({ name: line(120) }),
  output: User,
  errors: [notFound, staleVersion],
  example: { input: { id: EXAMPLE_ID, name: 'Siti Aminah Rahman' } },
})

export const disableUser = command({
  id: 'admin.user.disable',
  http: 'POST /users/{id}/disable',
  summary: {
    id: 'Menonaktifkan pengguna; sesinya di organisasi ini langsung berakhir',
    en: 'Disable a person; their sessions in this organisation end at once',
  },
  permission: 'admin.user.disable',
  status: 200,
  input: ById,
  output: User,
  errors: [notFound, notYourself, lastAdministrator],
  reversedBy: 'admin.user.enable',
  example: { input: { id: EXAMPLE_ID } },
})

export const enableUser = command({
  id: 'admin.user.enable',
  http: 'POST /users/{id}/enable',
  summary: { id: 'Mengaktifkan kembali pengguna', en: 'Let a disabled person in again' },
  permission: 'admin.user.disable',
  status: 200,
  input: ById,
  output: User,
  errors: [notFound],
  reversedBy: 'admin.user.disable',
  example: { input: { id: EXAMPLE_ID } },
})

export const resetPassword = command({
  id: 'admin.user.reset-password',
  http: 'POST /users/{id}/reset-password',
  summary: {
    id: 'Menetapkan kata sandi baru bagi pengguna; semua sesinya berakhir',
    en: 'Set a new password for a person; all their sessions end',
  },
  permission: 'admin.user.reset-password',
  status: 200,
  input: ById.extend({ password: NewPassword }),
  output: z.object({ id: Id }),
  errors: [notFound, accountShared, grantBeyondOwn],
  example: { input: { id: EXAMPLE_ID, password: 'empat kata acak saja' } },
})

export const addAssignment = command({
  id: 'admin.assignment.add',
  http: 'POST /users/{id}/assignments',
  summary: {
    id: 'Memberi peran kepada pengguna, dengan jangkauan dan masa berlakunya',
    en: 'Give a person a role, with its reach and its time',
  },
  permission: 'admin.role.assign',
  input: ById.extend(AssignmentInput),
  output: User,
  errors: [notFound, roleUnknown, scopeUnknown, periodEmpty, assignmentExists, grantBeyondOwn],
  example: { input: { id: EXAMPLE_ID, roleId: EXAMPLE_ROLE, scopeKind: 'tenant' } },
})

export const removeAssignment = command({
  id: 'admin.assignment.remove',
  http: 'DELETE /users/{id}/assignments/{assignmentId}',
  summary: { id: 'Mencabut peran dari pengguna', en: 'Take a role from a person' },
  permission: 'admin.role.assign',
  input: ById.extend({ assignmentId: Id }),
  output: User,
  errors: [notFound, lastAdministrator],
  example: { input: { id: EXAMPLE_ID, assignmentId: '01936f2a-7b1c-7000-8000-000000000041' } },
})
