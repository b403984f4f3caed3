import { announceAccessChange } from '../access/invalidation.ts'
import type { Services } from '../app/services.ts'
import type { Tx } from '../db/tx.ts'
import { newId } from '../ids.ts'
import {
  endSessionsOf,
  findAccountByEmail,
  findAccountById,
  insertAccount,
  listTenantIds,
  markPlatformAdmin,
  renameAccount,
  updatePasswordHash,
} from './account.store.ts'
import type { Account, AccountInput, Accounts } from './accounts.ts'
import { hashAllowedPassword } from './password-hash.ts'

/** Accounts on the control database. Every method opens transactions of its own, short and without hashing in them. */
export function createAccounts({
  db,
  principals,
  clock,
}: Pick<Services, 'db' | 'principals' | 'clock'>): Accounts {
  const replacePassword = async (tx: Tx, userId: string, passwordHash: string): Promise<void> => {
    const now = clock()
    await updatePasswordHash(tx, userId, passwordHash, now)
    await endSessionsOf(tx, userId, 'password_changed', null, now)
    await announceAccessChange(tx, principals, { userId })
  }

  const accounts: Accounts = {
    async ensure(input) {
      const wanted = normalized(input)
      const passwordHash =
        input.password === undefined ? null : await hashAllowedPassword(wanted, input.password)
      return await db.withControl(async (tx) => {
        const created = await insertAccount(tx, { ...wanted, passwordHash, locale: input.locale ?? null })
        if (created) return { ...wanted, created, passwordSet: passwordHash !== null }
        const existing = await findAccountByEmail(tx, wanted.email)
        if (!existing) throw new Error('an account that collided by e-mail cannot be found by it')
        const { id, email, isMember } = existing
        const passwordSet = passwordHash !== null && !isMember
        if (passwordSet) await replacePassword(tx, id, passwordHash)
        const { name, username } = isMember ? existing : wanted
        if (!isMember) await renameAccount(tx, id, { name, username, locale: input.locale ?? null })
        return { id, email, name, username, created, passwordSet }
      })
    },

    async find(email) {
      return (await db.withControl((tx) => findAccountByEmail(tx, email.trim()))) ?? null
    },

    async findById(userId) {
      return (await db.withControl((tx) => findAccountById(tx, userId))) ?? null
    },

    async tenantIdsOf(userId) {
      return await db.withControl((tx) => listTenantIds(tx, userId))
    },

    async setPassword(userId, password) {
      const account = await accounts.findById(userId)
      if (!account) throw new Error(`no account ${userId}`)
      const passwordHash = await hashAllowedPassword(account, password)
      await db.withControl((tx) => replacePassword(tx, userId, passwordHash))
    },

    async endSessions(userId, because, tenantId) {
      await db.withControl(async (tx) => {
        await endSessionsOf(tx, userId, because, tenantId ?? null, clock())
        await announceAccessChange(tx, principals, { userId })
      })
    },

    async setPlatformAdmin(userId) {
      await db.withControl(async (tx) => {
        await markPlatformAdmin(tx, userId)
        await announceAccessChange(tx, principals, { userId })
      })
    },
  }
  return accounts
}

/** Addresses are compared without case and stored as given; user names are lower case. */
function normalized(input: AccountInput): Account {
  return {
    id: newId(),
    email: input.email.trim(),
    name: input.name.trim(),
    username: input.username?.trim().toLowerCase() ?? null,
  }
}
