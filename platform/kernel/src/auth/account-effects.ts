import type { Locale } from '@lumbung/contract'
import type { Account } from './accounts.ts'

/** What a tenant's command wants done to a person's account or sessions, as it lies in that tenant's database. */
export type AccountEffect = {
  tenantId: string
  /** A bigint, hence text: the place of this change among all changes to passwords and sessions. */
  ticket: string
  userId: string
} & (
  | { kind: 'admit'; payload: AdmitPayload }
  | { kind: 'set_password'; payload: { passwordHash: string } }
  | { kind: 'end_sessions'; payload: Record<string, never> }
)

export interface AdmitPayload {
  name: string
  locale: Locale | null
  passwordHash: string | null
}

export interface AdmitInput {
  email: string
  name: string
  username?: string | undefined
  locale?: Locale | undefined
  /** Null: the person cannot sign in until a password is set. */
  passwordHash: string | null
}

/** The account that an address stands for, and who else has it. */
export interface AdmittedAccount extends Account {
  /** Reserved by this command: nobody has let the person in before, so name, user name and password become the ones given. */
  reserved: boolean
  /** Tenants of which the person is a member. */
  tenantIds: string[]
  platformAdmin: boolean
}

/**
 * The only way from a tenant's command to accounts and sessions. Each call writes an effect into the command's own
 * transaction: it is carried out once that has committed, before the caller is answered, and by a worker where the
 * process died in between. A command that is refused or repeated has none.
 */
export interface AccountChanges {
  /**
   * The account of this address, reserved for this command if no tenant has let the person in; the caller decides
   * whether one that is somebody else's may be used. Throws `platform.busy` while another command reserves it, and
   * runs into `user_username_unique` where the user name is taken.
   */
  admit(input: AdmitInput): Promise<AdmittedAccount>
  /** Sets a hash made while preparing, and ends every session of the person. */
  setPassword(userId: string, passwordHash: string): Promise<void>
  /** Ends the person's sessions in this tenant that began before now. */
  endSessions(userId: string): Promise<void>
}
