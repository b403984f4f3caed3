import type { AccessClaims } from './tokens.ts'

export interface IssuedTokens {
  accessToken: string
  refreshToken: string
  sessionId: string
  /** Seconds. */
  accessExpiresIn: number
  refreshExpiresIn: number
}

/** Signing in and out, refreshing. Every refusal of a sign-in looks and takes the same. */
export interface Sessions {
  signIn(input: {
    login: string
    password: string
    tenantSlug?: string | undefined
    address: string | null
    agent: string | null
  }): Promise<IssuedTokens & { userId: string; tenantId: string | null }>
  refresh(refreshToken: string): Promise<IssuedTokens>
  signOut(sessionId: string): Promise<void>
  /** A session without a password: provisioning, tests and impersonation. */
  start(input: {
    userId: string
    tenantId: string | null
    address: string | null
    agent: string | null
  }): Promise<IssuedTokens>
}

export type { AccessClaims }
