import type { Locale } from '@lumbung/contract'

/** A scope that a grant reaches or a resource lies in; `tenant` and `own` have no id. */
export interface ScopeRef {
  kind: string
  id: string | null
}

/** One role held by the person, as far as its assignment reaches. Only grants in force are loaded. */
export interface Grant {
  roleKey: string
  roleName: string
  permissions: readonly string[]
  scope: ScopeRef
}

export interface TenantInfo {
  id: string
  slug: string
  name: string
  zone: string
  locale: Locale
  status: 'active' | 'suspended' | 'deactivated'
}

/** Who is acting, in which tenant, with which grants; loaded once per request from a cache of at most 5 seconds. */
export interface Principal {
  userId: string
  name: string
  locale: Locale | null
  sessionId: string | null
  platformAdmin: boolean
  tenant: TenantInfo
  grants: readonly Grant[]
  /** Assignments whose time has not come yet or is over; they allow nothing, but they explain a refusal. */
  dormant?: readonly Grant[]
  /** Roles of the tenant that hold each permission, to name the smallest grant in a refusal. */
  rolesOfTenant: readonly { key: string; name: string; permissions: readonly string[] }[]
}

/** A person signed in on the platform, in a tenant or (the platform's administrator) in none. */
export interface ControlPrincipal {
  userId: string
  name: string
  locale: Locale | null
  sessionId: string
  tenantId: string | null
  platformAdmin: boolean
  /** The same person as a member of the session's tenant; null where the session has none. */
  member: Principal | null
}
