import { dayAt, raise } from '@lumbung/contract'
import type { ReadTx, Tx } from '@lumbung/kernel'
import Big from 'big.js'
import { alreadyReversed, movementUnknown, notReversible } from '../contract/problems.ts'
import { findMeasurementOf, withdrawMeasurement } from './measurement.store.ts'
import { LAST_SEQ, type Plan, planOf, postPlan, recalibratedOf, weighPlan } from './plan.service.ts'
import {
  deltaOf,
  flowOf,
  flowOfReversal,
  instantOfNow,
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
  insertNewest,
  insertWeighed,
  isReversed,
  lockAccount,
  openAccount,
  type PostedRow,
  type PostingLine,
} from './posting.store.ts'
import type { NewMovement, Posted, Preview, Refusal, Reversal } from './posting.types.ts'
import { ensureSetting, findSetting, shareSettingLock } from './setting.store.ts'
import { weighMovement } from './weighing.store.ts'

/** Weighs like an account without movements. */
export const NO_ACCOUNT = '00000000-0000-0000-0000-000000000000'
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
  const account = await lockAccount(tx, original)
  if (await isReversed(tx, original)) throw raise(alreadyReversed, {})
  const { occurredAt, businessDay } = original
  const isOpen =
    judgeDay({ at: occurredAt, dated: true, businessDay, now: reversal.now }, await findSetting(tx)) === null
  const at = isOpen ? occurredAt : reversal.now
  const day = isOpen ? businessDay : dayAt(reversal.now, reversal.zone)
  // Whoever reverses the adjustment of a measurement says that it was measured wrongly: it is kept no longer.
  const measurement = await findMeasurementOf(tx, reversal.reverses)
  const line: PostingLine = {
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
  }
  const place = { seq: measurement?.afterSeq ?? String(original.seq), except: measurement?.id }
  const plan = isOpen && account && (await planOf(tx, line, { ...place, accountId: account.id }))
  const posted = plan && plan.steps.length > 0 ? await postPlanned(tx, account, plan) : await post(tx, line)
  if (measurement) await withdrawMeasurement(tx, measurement.id, reversal.now)
  return { ...posted, withdrawn: measurement?.id ?? null }
}

/** What {@link postMovement} would do or why it would be refused; writes and locks nothing, so others may come between. */
export async function previewMovement(tx: ReadTx, movement: NewMovement): Promise<Preview> {
  const line = lineOf(movement)
  const account = await findAccountState(tx, line)
  const at = line.dated ? line.at : instantOfNow(line.now, account)
  const accountId = account?.id ?? NO_ACCOUNT
  const plan = await planOf(tx, { ...line, at }, { accountId, seq: LAST_SEQ })
  const { weighed, days, refusal: tooLow } = await weighPlan(tx, accountId, plan)
  const { businessDay } = weighed
  const refusal =
    judgeInstant(movement.occurredAt, movement.now) ??
    judgeDay({ ...line, businessDay }, await findSetting(tx)) ??
    tooLow
  return {
    onHandBefore: weighed.onHand,
    onHandAfter: Big(weighed.onHand).plus(plan.total).toFixed(4),
    businessDay,
    backdated: isBackdated(line, account?.lastOccurredAt ?? null),
    days: days.slice(0, MOST_PREVIEW_DAYS),
    changedDays: days.length,
    recalibrated: recalibratedOf(plan),
    refusal,
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

export async function post(tx: Tx, line: PostingLine): Promise<Posted> {
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
  if (line.dated && account.lastMeasuredAt !== null && line.at < account.lastMeasuredAt) {
    const plan = await planOf(tx, line, { accountId: account.id, seq: LAST_SEQ })
    if (plan.steps.length > 0) return await postPlanned(tx, account, plan)
  }
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

/** Under the account's lock: the movement with what it does to the measurements after it. */
async function postPlanned(tx: Tx, account: AccountState, plan: Plan): Promise<Posted> {
  const { main } = plan
  const limits = await findSetting(tx)
  const { weighed, days, refusal } = await weighPlan(tx, account.id, plan)
  refuse(judgeDay({ ...main, businessDay: weighed.businessDay }, limits) ?? refusal)
  const row = await postPlan(tx, account.id, plan)
  const dayClosing = days.find(({ day }) => day === row.day)?.closingAfter ?? weighed.closing
  return {
    ...postedOf(main, row, dayClosing, isBackdated(main, account.lastOccurredAt)),
    onHandBefore: account.onHand,
    onHandAfter: Big(account.onHand).plus(plan.total).toFixed(4),
    recalibrated: recalibratedOf(plan),
  }
}

/** The locked account; the first movement of an item at a place makes it. */
async function lockOrCreateAccount(tx: Tx, line: PostingLine): Promise<AccountState> {
  const found = await lockAccount(tx, line)
  if (found) return found
  refuse(judgeAvailable(line.delta, { available: '0', availableAfter: line.delta }))
  return await openAccount(tx, line)
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
    onHandBefore: Big(row.onHand).minus(row.delta).toFixed(4),
    onHandAfter: row.onHand,
    dayClosing,
    businessDay: row.day,
    occurredAt: row.at,
    backdated,
    recalibrated: [],
    withdrawn: null,
  }
}

function refuse(refusal: Refusal | null): void {
  if (refusal) throw raise(refusal.type, refusal.params)
}
