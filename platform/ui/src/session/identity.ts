import type { Client } from '@lumbung/client'
import type { Locale } from '@lumbung/contract'
import type { ComponentType } from 'react'

export interface Scope {
  kind: string
  id: string | null
}

export interface Tenant {
  id: string
  slug: string
  name: string
  zone: string
  locale: Locale
}

/** Who is signed in, and what they may do. */
export interface Me {
  user: { id: string; name: string; email: string; locale: Locale | null; platformAdmin: boolean }
  tenant: Tenant | null
  tenants: readonly Tenant[]
  roles: readonly { key: string; name: string; scope: Scope }[]
  permissions: readonly { permission: string; everywhere: boolean; scopes: readonly Scope[] }[]
}

/** One entry of the audit trail: field → what it was and what it became. */
export interface Change {
  id: string
  at: string
  actorName: string | null
  operation: string
  changes: Readonly<Record<string, readonly unknown[]>> | null
}

/**
 * What the shell needs to know about people without naming the app that keeps them. Every function fails with the
 * client's `ApiProblem`.
 */
export interface Identity {
  readMe(client: Client): Promise<Me>
  /** Exchanges the refresh cookie; false when the session is over. */
  refresh(client: Client): Promise<boolean>
  signOut(client: Client): Promise<void>
  requestAccess(client: Client, request: { permission: string; scope: Scope; reason: string }): Promise<void>
  /** What happened to one document, newest first; `resourceType` as the audit trail names it. */
  readChanges(
    client: Client,
    document: { resourceType: string; resourceId: string },
  ): Promise<readonly Change[]>
  /** The permission that {@link readChanges} needs. */
  changesPermission: string
  /** The form that signs in; `onSignedIn` is called when the cookies are set. Also shown over a page whose session ended. */
  SignIn: ComponentType<{ login?: string | undefined; isOverPage?: boolean; onSignedIn: () => void }>
}
