import { raise } from '@lumbung/contract'
import { busy } from '../../contract/problems.ts'
import { announceAccessChange } from '../access/invalidation.ts'
import type { Services } from '../app/services.ts'
import type { Tx } from '../db/tx.ts'
import { newId } from '../ids.ts'
import { listTenantIds } from './account.store.ts'
import {
  confirmReservation,
  deleteEffect,
  endSessionsBefore,
  insertEffect,
  insertReserved,
  listEffects,
  lockAccountOfAddress,
  releaseReservation,
  releaseStaleReservations,
  reserveAccount,
  setPasswordOf,
  takeTicket,
} from './account-effect.store.ts'
import type { AccountChanges, AccountEffect, AdmitInput, AdmittedAccount } from './account-effects.ts'

type Parts = Pick<Services, 'db' | 'principals' | 'clock' | 'log'>

/** Longer than any command may take; a reservation whose process died holds an address no longer than this. */
const RESERVED_MILLISECONDS = 3_600_000
const POLL_MILLISECONDS = 5_000
/** The process that committed an effect carries it out itself, at once: others look after this long. */
const LEFT_BEHIND_SECONDS = 5
const BATCH = 100

/** Carries out what tenants' commands decided about accounts and sessions. */
export interface AccountEffects {
  /** What the command of this transaction may do to accounts; `written` gathers it for {@link AccountEffects.carryOut}. */
  changesOf(tx: Tx, tenantId: string, written: AccountEffect[]): AccountChanges
  /** After the commit. Does not throw: what fails here stays written, and is tried again until it is done. */
  carryOut(effects: readonly AccountEffect[]): Promise<void>
  /** What other processes left behind; answers how many were carried out. */
  carryOutWaiting(waitSeconds?: number): Promise<number>
  /** Effects may be waiting: looks for them now, beside whatever the caller does. */
  wake(): void
  /** Begins to look for what was left behind, until `stop`. */
  start(): void
  stop(): Promise<void>
}

export function createAccountEffects({ db, principals, clock, log }: Parts): AccountEffects {
  let timer: NodeJS.Timeout | undefined
  let looking: Promise<unknown> = Promise.resolve()

  /** Each effect is safe to repeat: a crash before it is deleted carries it out again and changes nothing. */
  const carryOutOne = async (effect: AccountEffect): Promise<void> => {
    await db.withControl(async (tx) => {
      await applyEffect(tx, effect, clock())
      await announceAccessChange(tx, principals, { userId: effect.userId })
    })
    await db.withWorker((tx) => deleteEffect(tx, effect))
  }

  const reserve = async (
    tx: Tx,
    wanted: AdmitInput & { email: string },
  ): Promise<AdmittedAccount & { ticket: string }> => {
    const now = clock()
    const until = new Date(now.getTime() + RESERVED_MILLISECONDS)
    await releaseStaleReservations(tx, now)
    const ticket = await takeTicket(tx)
    const { email, name, username = null } = wanted
    const id = newId()
    if (await insertReserved(tx, { id, email, name, username: wanted.username }, ticket, until))
      return { id, email, name, username, reserved: true, tenantIds: [], platformAdmin: false, ticket }
    const existing = await lockAccountOfAddress(tx, email)
    if (!existing) throw raise(busy, { retryAfterSeconds: 1 })
    const { reservedTicket, ...account } = existing
    const tenantIds = await listTenantIds(tx, account.id)
    if (tenantIds.length > 0 || account.platformAdmin)
      return { ...account, reserved: false, tenantIds, ticket }
    if (reservedTicket !== null) throw raise(busy, { retryAfterSeconds: 1 })
    await reserveAccount(tx, account.id, username, ticket, until)
    return { ...account, name, username, reserved: true, tenantIds, ticket }
  }

  const look = (waitSeconds: number) => {
    looking = Promise.all([looking, effects.carryOutWaiting(waitSeconds)]).catch((error) =>
      log.warn({ err: error }, 'account effects cannot be read; trying again'),
    )
  }

  const effects: AccountEffects = {
    changesOf(tx, tenantId, written) {
      const write = async (effect: AccountEffect) => {
        await insertEffect(tx, effect)
        written.push(effect)
      }
      const ticket = () => db.withControl(takeTicket)
      return {
        async admit(input) {
          const wanted = normalized(input)
          const { ticket, ...account } = await db.withControl((control) => reserve(control, wanted))
          if (!account.reserved) return account
          // Only when the rollback is certain: after a lost COMMIT the person may be a member.
          tx.afterRollback(() => db.withControl((control) => releaseReservation(control, ticket)))
          const { name, locale = null, passwordHash } = wanted
          await write({
            tenantId,
            ticket,
            userId: account.id,
            kind: 'admit',
            payload: { name, locale, passwordHash },
          })
          return account
        },
        async setPassword(userId, passwordHash) {
          await write({
            tenantId,
            ticket: await ticket(),
            userId,
            kind: 'set_password',
            payload: { passwordHash },
          })
        },
        async endSessions(userId) {
          await write({ tenantId, ticket: await ticket(), userId, kind: 'end_sessions', payload: {} })
        },
      }
    },

    async carryOut(written) {
      for (const effect of written) {
        try {
          await carryOutOne(effect)
        } catch (error) {
          const { kind, userId } = effect
          log.warn({ err: error, kind, userId }, 'an account effect was not carried out; it is tried again')
        }
      }
    },

    async carryOutWaiting(waitSeconds = 0) {
      const waiting = await db.withWorker((tx) => listEffects(tx, waitSeconds, BATCH))
      await effects.carryOut(waiting)
      return waiting.length
    },

    wake() {
      look(0)
    },

    start() {
      timer = setInterval(() => look(LEFT_BEHIND_SECONDS), POLL_MILLISECONDS)
    },

    async stop() {
      clearInterval(timer)
      await looking
    },
  }
  return effects
}

async function applyEffect(tx: Tx, effect: AccountEffect, now: Date): Promise<void> {
  if (effect.kind === 'admit') return await confirmReservation(tx, effect, now)
  if (effect.kind === 'end_sessions') return await endSessionsBefore(tx, effect, 'ended_by_admin', now)
  if (await setPasswordOf(tx, effect, now)) await endSessionsBefore(tx, effect, 'password_changed', now)
}

function normalized(input: AdmitInput): AdmitInput {
  const { email, name, username } = input
  return { ...input, email: email.trim(), name: name.trim(), username: username?.trim().toLowerCase() }
}
