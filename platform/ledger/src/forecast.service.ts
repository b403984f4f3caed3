import { addDays, dayAt } from '@lumbung/contract'
import type { ReadTx } from '@lumbung/kernel'
import { AccountForecast, type HeldMovement } from './forecast.rules.ts'
import { findHeldAccount, listHeldMovements } from './forecast.store.ts'
import { deltaOf, judgeDay, judgeInstant } from './posting.rules.ts'
import type { NewMovement, Refusal } from './posting.types.ts'
import { findSetting, type LedgerSetting } from './setting.store.ts'

type Planned = Pick<NewMovement, 'itemId' | 'placeId' | 'kind' | 'quantity' | 'occurredAt' | 'zone' | 'now'>

interface Account {
  /** Null where the book has none. */
  id: string | null
  forecast: AccountForecast
  /** The movements that the book has on the day asked for last. */
  held: { day: string; movements: HeldMovement[] } | null
}

const EMPTY = { onHand: '0', available: '0', lastAt: null, days: [], opening: '0' }

/**
 * Judges movements that are not recorded yet, one after the other, as {@link postMovement} would if those before had been:
 * nothing is written or held, so others may come between. One forecast serves many reading transactions; the book is
 * read once per account. What a movement before a later measurement does to that measurement's own difference is not
 * foretold.
 */
export class MovementForecast {
  readonly #accounts = new Map<string, Account>()
  #limits: LedgerSetting | undefined

  /** Why the movement would be refused; null: it would be recorded, and counts for those after it. */
  async judge(tx: ReadTx, movement: Planned): Promise<Refusal | null> {
    const { occurredAt, now, zone } = movement
    const at = occurredAt ?? now
    const line = { at, dated: occurredAt !== null, businessDay: dayAt(at, zone), now }
    this.#limits ??= await findSetting(tx)
    const refusal = judgeInstant(occurredAt, now) ?? judgeDay(line, this.#limits)
    if (refusal) return refusal
    const account = await this.#accountOf(tx, movement, this.#limits)
    const when = { at: at.getTime(), day: line.businessDay, isDated: line.dated }
    const held = await heldFor(tx, account, when)
    return account.forecast.judge(deltaOf(movement.kind, movement.quantity), when, held)
  }

  async #accountOf(tx: ReadTx, movement: Planned, { backdateLimitDays }: LedgerSetting): Promise<Account> {
    const { itemId, placeId, now, zone } = movement
    const key = `${itemId} ${placeId}`
    const known = this.#accounts.get(key)
    if (known) return known
    // No movement of an earlier day gets this far.
    const since = addDays(dayAt(now, zone), -backdateLimitDays - 1)
    const found = await findHeldAccount(tx, { itemId, placeId, since })
    const account: Account = {
      id: found?.id ?? null,
      forecast: new AccountForecast(found ?? EMPTY),
      held: null,
    }
    this.#accounts.set(key, account)
    return account
  }
}

async function heldFor(
  tx: ReadTx,
  account: Account,
  { day, at }: { day: string; at: number },
): Promise<readonly HeldMovement[]> {
  if (account.id === null || !account.forecast.needsMovementsOf(day, at)) return []
  if (account.held?.day !== day) {
    account.held = { day, movements: await listHeldMovements(tx, account.id, day) }
  }
  return account.held.movements
}
