import { dayAt, raise } from '@lumbung/contract'
import { newId, type ReadTx, type Tx } from '@lumbung/kernel'
import { alreadyReversed, movementUnknown, notReversible } from '../contract/problems.ts'
import {
  deltaOf,
  flowOf,
  flowOfReversal,
  judgeAvailable,
  judgeBalances,
  judgeDay,
  judgeInstant,
  negated,
} from './posting.rules.ts'
import {
  type AccountState,
  findAccountState,
  findOriginal,
  insertAccount,
  insertNewest,
  insertWeighed,
  isReversed,
  lockAccount,
  type PostedRow,
  type PostingLine,
} from './posting.store.ts'
import type { NewMovement, Posted, Preview, Refusal, Reversal } from './posting.types.ts'
import { ensureSetting, findSetting, shareSettingLock } from './setting.store.ts'
import { listShiftedDays, weighMovement } from './weighing.store.ts'

/** Weighs like an account without movements. */
const NO_ACCOUNT = '00000000-0000-0000-0000-000000000000'
const MOST_PREVIEW_DAYS = 400

/**
 * Records a movement of an item at a place: balance, movement, hash and the day's sums, in the caller's transaction.
 * A receipt makes the account where there is none. A movement of now costs one statement; one dated before others of its
 * account costs the days after it.
 * @throws Problem `ledger.insufficient`, `ledger.later_day_negative`, `ledger.future_date`, `ledger.closed_period`,
 * `ledger.backdate_too_old`; nothing has then been written
 * @throws RangeError for a quantity or a zone that the caller's contract should have refused
 */
export async function postMovement(tx: Tx, movement: NewMovement): Promise<Posted> {
  const line = lineOf(movement)
  refuse(judgeInstant(movement.occurredAt, movement.now))
  return await post(tx, line)
}

/**
 * Takes a movement back by its opposite: at its own instant, in its own day, while that day is open and within the
 * limit for back-dating; otherwise as a correction of today.
 * @throws Problem `ledger.movement_unknown`, `ledger.not_reversible` (it is a reversal), `ledger.already_reversed`,
 * `ledger.insufficient`, `ledger.later_day_negative`; nothing has then been written
 */
export async function reverseMovement(tx: Tx, reversal: Reversal): Promise<Posted> {
  // Before the first look at the limits, which decide where the reversal goes.
  await shareSettingLock(tx)
  const original = await findOriginal(tx, reversal.reverses)
  if (!original) throw raise(movementUnknown, {})
  if (original.kind === 'reversal') throw raise(notReversible, {})
  // Only under the account's lock is it certain that nobody else is taking it back as well.
  await lockAccount(tx, original)
  if (await isReversed(tx, original)) throw raise(alreadyReversed, {})
  const { occurredAt, businessDay } = original
  const isOpen =
    judgeDay({ at: occurredAt, dated: true, businessDay, now: reversal.now }, await findSetting(tx)) === null
  const at = isOpen ? occurredAt : reversal.now
  const day = isOpen ? businessDay : dayAt(reversal.now, reversal.zone)
  return await post(tx, {
    movementId: reversal.movementId,
    itemId: original.itemId,
    placeId: original.placeId,
    kind: 'reversal',
    flow: flowOfReversal(original, day),
    delta: negated(original.delta),
    at,
    dated: isOpen,
    businessDay: day,
    now: reversal.now,
    reversesSeq: original.seq,
    actorId: reversal.actorId,
    document: original.document,
    note: reversal.note,
  })
}

/** What {@link postMovement} would do or why it would be refused; writes and locks nothing, so others may come between. */
export async function previewMovement(tx: ReadTx, movement: NewMovement): Promise<Preview> {
  const line = lineOf(movement)
  const account = await findAccountState(tx, line)
  const last = account?.lastOccurredAt ?? null
  const backdated = isBackdated(line, last)
  const at = !line.dated && last !== null && last > line.at ? last : line.at
  const accountId = account?.id ?? NO_ACCOUNT
  const { delta } = line
  const weighed = await weighMovement(tx, { ...line, accountId, at })
  const { businessDay } = weighed
  const later = await listShiftedDays(tx, { accountId, businessDay, delta, limit: MOST_PREVIEW_DAYS - 1 })
  const refusal =
    judgeInstant(movement.occurredAt, movement.now) ??
    judgeDay({ ...line, businessDay: weighed.businessDay }, await findSetting(tx)) ??
    judgeBalances(delta, weighed)
  return {
    onHandBefore: weighed.onHand,
    onHandAfter: weighed.onHandAfter,
    businessDay,
    backdated,
    days: [
      {
        day: businessDay,
        closingBefore: weighed.closing,
        closingAfter: weighed.closingAfter,
        lowestAfter: weighed.lowestAfter,
      },
      ...later.map(({ total: _, ...day }) => day),
    ],
    changedDays: 1 + (later[0]?.total ?? 0),
    refusal: refusal && { code: refusal.type.code, params: refusal.params },
  }
}

function lineOf(movement: NewMovement): PostingLine {
  const { movementId, itemId, placeId, kind, now, actorId, document, note } = movement
  const at = movement.occurredAt ?? now
  return {
    movementId,
    itemId,
    placeId,
    kind,
    flow: flowOf(kind),
    delta: deltaOf(kind, movement.quantity),
    at,
    dated: movement.occurredAt !== null,
    businessDay: dayAt(at, movement.zone),
    now,
    reversesSeq: null,
    actorId,
    document,
    note,
  }
}

async function post(tx: Tx, line: PostingLine): Promise<Posted> {
  // The day has to be added up anew without the two, also where the original is the newest of all.
  if (isTakenBackInPlace(line)) return await postWithCare(tx, line)
  // Two statements in one round trip; the second must not start before the first has its lock, and the server sees to it.
  const [, row] = await Promise.all([line.dated ? shareSettingLock(tx) : undefined, insertNewest(tx, line)])
  return row ? postedOf(line, row, row.onHand, false) : await postWithCare(tx, line)
}

/**
 * The account is new, the movement is back-dated or takes one back at its instant, or something stands against it: found
 * out under the account's lock.
 */
async function postWithCare(tx: Tx, line: PostingLine): Promise<Posted> {
  // The fast way takes no dated movement before the tenant has its limits.
  if (line.dated) await ensureSetting(tx)
  const limits = await findSetting(tx)
  refuse(judgeDay(line, limits))
  const account = await lockOrCreateAccount(tx, line)
  const backdated = isBackdated(line, account.lastOccurredAt)
  if (backdated || isTakenBackInPlace(line)) {
    const weighed = await weighMovement(tx, { ...line, accountId: account.id })
    refuse(
      judgeDay({ ...line, businessDay: weighed.businessDay }, limits) ?? judgeBalances(line.delta, weighed),
    )
    return postedOf(line, await insertWeighed(tx, account.id, line, weighed), weighed.closingAfter, backdated)
  }
  refuse(judgeAvailable(line.delta, account))
  const row = await insertNewest(tx, line)
  if (!row) throw new Error(`movement ${line.movementId} was not posted although nothing stands against it`)
  return postedOf(line, row, row.onHand, false)
}

/** The locked account; the first movement of an item at a place makes it. */
async function lockOrCreateAccount(tx: Tx, line: PostingLine): Promise<AccountState> {
  const found = await lockAccount(tx, line)
  if (found) return found
  refuse(judgeAvailable(line.delta, { available: '0', availableAfter: line.delta }))
  await insertAccount(tx, { id: newId(), itemId: line.itemId, placeId: line.placeId })
  const made = await lockAccount(tx, line)
  if (!made) throw new Error('the account of a first receipt is not there')
  return made
}

function isBackdated(line: PostingLine, lastOccurredAt: Date | null): boolean {
  return line.dated && lastOccurredAt !== null && line.at < lastOccurredAt
}

/** A reversal at its original's own instant; any other is of now. */
function isTakenBackInPlace(line: PostingLine): boolean {
  return line.reversesSeq !== null && line.dated
}

function postedOf(line: PostingLine, row: PostedRow, dayClosing: string, backdated: boolean): Posted {
  return {
    id: line.movementId,
    accountId: row.accountId,
    seq: row.seq,
    kind: line.kind,
    delta: row.delta,
    onHandAfter: row.onHand,
    dayClosing,
    businessDay: row.day,
    occurredAt: row.at,
    backdated,
  }
}

function refuse(refusal: Refusal | null): void {
  if (refusal) throw raise(refusal.type, refusal.params)
}
