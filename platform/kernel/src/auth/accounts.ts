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

/** Looks people up on the platform's own tables; what any handler may do. */
export interface AccountReader {
  find(email: string): Promise<FoundAccount | null>
  findById(userId: string): Promise<FoundAccount | null>
  /** The tenants that the account is an active or disabled member of. */
  tenantIdsOf(userId: string): Promise<string[]>
}

/**
 * People who can sign in. An account says nothing of rights: a tenant lets a person in with a member row. These are
 * for whoever runs the program: a tenant's command changes accounts through `ctx.accounts`, with its own commit.
 * Creating an account that exists answers the existing one, so that a crash between account and member is mended by
 * trying again.
 */
export interface Accounts extends AccountReader {
  /**
   * The account of this address, made if there is none. One that no tenant has let in takes the name, user name and
   * password given here: whoever left it there shall not decide them. Any other stays as it is.
   * Hashes, so never call it inside a transaction.
   */
  ensure(input: AccountInput): Promise<Account & { created: boolean; passwordSet: boolean }>
  /** Ends every session of the person. Hashes, so never call it inside a transaction. */
  setPassword(userId: string, password: string): Promise<void>
  /** Ends all sessions of the person, or those in one tenant. */
  endSessions(userId: string, because: WhyEnded, tenantId?: string): Promise<void>
  setPlatformAdmin(userId: string): Promise<void>
}
