import { command, Id, Locale, line, PUBLIC, query, SIGNED_IN } from '@lumbung/contract'
import { signInRefused } from '@lumbung/kernel/contract'
import { z } from 'zod'
import { EMAIL, NewPassword, TenantStatus } from './fields.ts'
import { Scope } from './scope.ts'

const EXAMPLE_USER = '01936f2a-7b1c-7000-8000-000000000001'
const EXAMPLE_TENANT = '01936f2a-7b1c-7000-8000-000000000002'

/** A password that is only compared. */
const TypedPassword = z
  .string()
  .min(1)
  .max(200)
  .meta({ label: { id: 'Kata sandi', en: 'Password' } })
/** Programs send it; the console's travels in a cookie. */
const RefreshToken = z
  .string()
  .min(20)
  .max(200)
  .meta({ label: { id: 'Tanda penyegar', en: 'Refresh token' } })

export const Person = z
  .object({
    id: Id,
    name: z.string().max(120),
    email: z.string().max(254),
    username: z.string().max(40).nullable(),
    locale: Locale.nullable(),
    platformAdmin: z.boolean(),
  })
  .meta({ id: 'AdminPerson' })

export const TenantRef = z
  .object({
    id: Id,
    slug: z.string().max(63),
    name: z.string().max(120),
    zone: z.string().max(64),
    locale: Locale,
  })
  .meta({ id: 'AdminTenantRef' })

/** Tokens are in the body for programs; the console gets them as cookies that no script can read. */
export const Tokens = z
  .object({
    accessToken: z.string().max(4000).optional(),
    refreshToken: z.string().max(200).optional(),
    /** Seconds until the access token ends. */
    expiresIn: z.int(),
    /** Seconds until the session ends unless it is used. */
    refreshExpiresIn: z.int(),
  })
  .meta({ id: 'AdminTokens' })

const exampleUser = {
  id: EXAMPLE_USER,
  name: 'Pengelola',
  email: 'admin@example.test',
  username: 'pengelola',
  locale: null,
  platformAdmin: true,
}
const exampleTenant = {
  id: EXAMPLE_TENANT,
  slug: 'main',
  name: 'Lumbung',
  zone: 'Asia/Makassar',
  locale: 'id' as const,
}
const exampleTokens = { accessToken: 'eyJ…', refreshToken: '8Zb…', expiresIn: 900, refreshExpiresIn: 604_800 }

export const login = command({
  id: 'admin.auth.login',
  http: 'POST /auth/login',
  summary: {
    id: 'Masuk dengan e-mail atau nama pengguna; organisasi boleh disebut',
    en: 'Sign in with an e-mail address or user name; the organisation may be named',
  },
  permission: PUBLIC,
  plane: 'control',
  unrecorded: true,
  status: 200,
  ratePerMinute: 20,
  input: z
    .object({
      login: line(254)
        .meta({ label: { id: 'E-mail atau nama pengguna', en: 'E-mail or user name' } })
        .optional(),
      email: line(254).meta(EMAIL).optional(),
      password: TypedPassword,
      tenant: line(63)
        .meta({
          label: { id: 'Organisasi', en: 'Organisation' },
          help: {
            id: 'Nama pendeknya; perlu bila Anda pengguna lebih dari satu organisasi.',
            en: 'Its short name; needed where you are in more than one organisation.',
          },
        })
        .optional(),
    })
    .refine(({ login, email }) => (login === undefined) !== (email === undefined), { path: ['login'] }),
  output: Tokens.extend({
    user: Person,
    tenant: TenantRef.nullable(),
    tenants: z.array(TenantRef).max(1000),
  }),
  errors: [signInRefused],
  example: {
    input: { login: 'admin@example.test', password: 'empat kata acak saja', tenant: 'main' },
    from: { login: '$login', password: '$password' },
    output: { ...exampleTokens, user: exampleUser, tenant: exampleTenant, tenants: [exampleTenant] },
  },
})

export const refresh = command({
  id: 'admin.auth.refresh',
  http: 'POST /auth/refresh',
  summary: {
    id: 'Tukar tanda penyegar dengan yang baru; pengulangan dalam 10 detik mendapat jawaban yang sama',
    en: 'Exchange the refresh token for a new one; a repeat within 10 seconds gets the same answer',
  },
  permission: PUBLIC,
  plane: 'control',
  unrecorded: true,
  status: 200,
  ratePerMinute: 120,
  input: z.object({ refreshToken: RefreshToken.optional() }),
  output: Tokens,
  example: {
    input: { refreshToken: 'L3l9vYy0b1Zx5m0n3Qk7p2Rw8Tz4Uc6V' },
    from: { refreshToken: '$refreshToken' },
    output: exampleTokens,
  },
})

export const logout = command({
  id: 'admin.auth.logout',
  http: 'POST /auth/logout',
  summary: { id: 'Keluar: sesi ini berakhir', en: 'Sign out: this session ends' },
  permission: PUBLIC,
  plane: 'control',
  unrecorded: true,
  status: 200,
  ratePerMinute: 120,
  input: z.object({ refreshToken: RefreshToken.optional() }),
  output: z.object({ signedOut: z.literal(true) }),
  example: { input: {}, as: 'admin.user.create', last: true, output: { signedOut: true } },
})

export const me = query({
  id: 'admin.auth.me',
  http: 'GET /auth/me',
  summary: {
    id: 'Saya: nama, organisasi, peran, dan izin beserta jangkauannya',
    en: 'Me: name, organisation, roles, and permissions with their reach',
  },
  permission: SIGNED_IN,
  plane: 'control',
  input: z.object({}),
  output: z.object({
    user: Person,
    tenant: TenantRef.extend({ status: TenantStatus }).nullable(),
    tenants: z.array(TenantRef).max(1000),
    roles: z.array(z.object({ key: z.string().max(60), name: z.string().max(120), scope: Scope })).max(1000),
    permissions: z
      .array(
        z.object({
          permission: z.string().max(120),
          /** True: everywhere in the organisation; else only in `scopes`. */
          everywhere: z.boolean(),
          scopes: z.array(Scope).max(1000),
        }),
      )
      .max(5000),
  }),
  example: {
    input: {},
    output: {
      user: exampleUser,
      tenant: { ...exampleTenant, status: 'active' },
      tenants: [exampleTenant],
      roles: [{ key: 'administrator', name: 'Administrator', scope: { kind: 'tenant', id: null } }],
      permissions: [{ permission: 'admin.user.read', everywhere: true, scopes: [] }],
    },
  },
})

export const changePassword = command({
  id: 'admin.auth.change-password',
  http: 'POST /auth/change-password',
  summary: {
    id: 'Ganti kata sandi sendiri; semua sesi berakhir dan yang baru dimulai',
    en: 'Change your own password; every session ends and a new one begins',
  },
  permission: SIGNED_IN,
  plane: 'control',
  unrecorded: true,
  status: 200,
  ratePerMinute: 10,
  input: z.object({
    currentPassword: TypedPassword.meta({ label: { id: 'Kata sandi sekarang', en: 'Present password' } }),
    newPassword: NewPassword,
  }),
  output: Tokens,
  errors: [signInRefused],
  example: {
    input: { currentPassword: 'empat kata acak saja', newPassword: 'lima kata lain yang panjang' },
    as: 'admin.user.create',
    after: ['admin.auth.logout', 'admin.auth.end-session'],
    last: true,
    output: exampleTokens,
  },
})
