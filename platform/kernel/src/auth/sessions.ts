import type { AccessClaims } from './tokens.ts'

export interface IssuedTokens {
  accessToken: string
  refreshToken: string
  sessionId: string
  /** Seconds. */
  accessExpiresIn: number
  refreshExpiresIn: number
}

/** Where the caller came from, for the session list and the audit. */
export interface CallerTrace {
  address: string | null
  agent: string | null
  requestId?: string | undefined
}

/** A tenant that a person may enter. */
export interface TenantOfPerson {
  id: string
  slug: string
  name: string
  zone: string
  locale: 'id' | 'en'
}

export interface SessionInfo {
  id: string
  tenantId: string | null
  createdAt: Date
  lastUsedAt: Date
  expiresAt: Date
  address: string | null
  agent: string | null
}

/** Signing in and out, refreshing. Every refusal of a sign-in looks and takes the same. */
export interface Sessions {
  /** Throws `platform.sign_in_refused`, or `platform.rate_limited` where the address tried too often. */
  signIn(
    input: CallerTrace & {
      login: string
      password: string
      tenantSlug?: string | undefined
      /** What the browser showed of earlier sign-ins. */
      deviceProofs?: readonly string[]
    },
  ): Promise<IssuedTokens & { userId: string; tenantId: string | null; deviceProof: string }>
  /**
   * A token's successor, the same one for a repeat within 10 seconds. A repeat after that ends the session, for one of
   * the two who hold the token is a thief. Throws `platform.session_expired` or `platform.unauthenticated`.
   */
  refresh(
    refreshToken: string,
    trace?: CallerTrace,
  ): Promise<IssuedTokens & { userId: string; tenantId: string | null }>
  /** The session that a refresh token belongs to, whether or not it is still good. */
  sessionOf(refreshToken: string): Promise<string | null>
  signOut(sessionId: string, trace?: CallerTrace): Promise<void>
  /** A session without a password: provisioning, tests and impersonation. */
  start(input: CallerTrace & { userId: string; tenantId: string | null }): Promise<IssuedTokens>
  /** Ends every session of the person, this one too, and begins a new one in the same tenant. */
  changePassword(
    input: CallerTrace & {
      userId: string
      tenantId: string | null
      currentPassword: string
      newPassword: string
    },
  ): Promise<IssuedTokens>
  /** The person's sessions that are not over, newest first. */
  list(userId: string): Promise<SessionInfo[]>
  /** False when the person has no such session. */
  end(userId: string, sessionId: string, trace?: CallerTrace): Promise<boolean>
  /** The active tenants in which the person is an active member, the oldest membership first. */
  tenantsOf(userId: string): Promise<TenantOfPerson[]>
}

export type { AccessClaims }
