import type { Locale } from '@lumbung/contract'

export interface AccountInput {
  email: string
  name: string
  username?: string | undefined
  /** At least 12 characters; checked against the policy. Without one the person cannot sign in until one is set. */
  password?: string | undefined
  locale?: Locale | undefined
}

export interface Account {
  id: string
  email: string
  name: string
  username: string | null
}

export interface FoundAccount extends Account {
  locale: Locale | null
  platformAdmin: boolean
  /** Whether any tenant has let this person in. */
  isMember: boolean
}

export type WhyEnded = 'ended_by_admin' | 'password_changed' | 'ended_by_user'

/**
 * People who can sign in, on the platform's own tables. An account says nothing of rights: a tenant lets a person in
 * with a member row. Creating an account that exists answers the existing one, so that a crash between account and
 * member is mended by trying again.
 */
export interface Accounts {
  /**
   * The account of this address, made if there is none. An existing one keeps its name; it keeps its password too
   * unless it belongs to no tenant, for then nobody has been let in with it and whoever left it there shall not be.
   * Hashes, so never call it inside a transaction.
   */
  ensure(input: AccountInput): Promise<Account & { created: boolean; passwordSet: boolean }>
  find(email: string): Promise<FoundAccount | null>
  findById(userId: string): Promise<FoundAccount | null>
  /** The tenants that the account is an active or disabled member of. */
  tenantIdsOf(userId: string): Promise<string[]>
  /** Hashes a password that the policy allows this person; throws `platform.invalid_input` on `field` otherwise. */
  hashPassword(
    owner: Pick<Account, 'email' | 'name' | 'username'>,
    password: string,
    field?: string,
  ): Promise<string>
  /** Stores a hash of {@link Accounts.hashPassword} and ends every session of the person. */
  storePasswordHash(userId: string, passwordHash: string): Promise<void>
  /** Both of the above; hashes, so never call it inside a transaction. */
  setPassword(userId: string, password: string): Promise<void>
  /** Ends all sessions of the person, or those in one tenant. */
  endSessions(userId: string, because: WhyEnded, tenantId?: string): Promise<void>
  setPlatformAdmin(userId: string): Promise<void>
}
