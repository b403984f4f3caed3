import type { Locale } from '@lumbung/contract'

export interface AccountInput {
  email: string
  name: string
  username?: string | undefined
  password?: string | undefined
  locale?: Locale | undefined
}

/**
 * People who can sign in, on the platform's own tables. An account says nothing of rights: a tenant lets a person in
 * with a member row. Creating an account that exists answers the existing one, so that a crash between account and
 * member is mended by trying again.
 */
export interface Accounts {
  ensure(
    input: AccountInput,
  ): Promise<{ id: string; email: string; name: string; username: string | null; created: boolean }>
  setPassword(userId: string, password: string): Promise<void>
  endSessions(userId: string, because: 'ended_by_admin' | 'password_changed' | 'ended_by_user'): Promise<void>
}
