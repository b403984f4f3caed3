import { type DecimalText, dayAt } from '@lumbung/contract'
import type { ReadTx, Tx } from '@lumbung/kernel'
import Big from 'big.js'
import { isNothing, type Judgement, judgeMeasurement } from './measurement.rules.ts'
import { insertMeasurement } from './measurement.store.ts'
import { instantOfNow } from './posting.rules.ts'
import { NO_ACCOUNT, postMovement, previewMovement } from './posting.service.ts'
import { type AccountState, findAccountState, openAccount } from './posting.store.ts'
import type { Measured, MeasurementPreview, NewMeasurement, NewMovement } from './posting.types.ts'
import { ensureSetting, shareSettingLock } from './setting.store.ts'
import { weighMovement } from './weighing.store.ts'

/**
 * Keeps what was measured true at its instant. Beyond the tolerance, or where it is asked for, the book follows by an
 * adjustment of that instant; within it the difference stands until something before it changes too much. Measurements
 * after it keep their levels: their differences change.
 * @throws Problem what {@link postMovement} throws, where an adjustment is posted; nothing has then been written
 */
export async function recordMeasurement(tx: Tx, measurement: NewMeasurement): Promise<Measured> {
  if (measurement.measuredAt !== null) {
    // The limits may not change between this look at the book and the posting.
    await shareSettingLock(tx)
    await ensureSetting(tx)
  }
  // Until the commit nothing else can be posted, so the book that it is compared with stays the book.
  const account = await openAccount(tx, measurement)
  const found = await bookFound(tx, account, measurement)
  const { judgement, posts } = judge(measurement, found.book)
  const posted = posts ? await postMovement(tx, adjustmentOf(measurement, judgement.difference)) : null
  const measuredAt = posted?.occurredAt ?? found.at
  const businessDay = posted?.businessDay ?? found.businessDay
  const { tolerancePercent, toleranceMinimum, level, actorId, document, note } = measurement
  await insertMeasurement(tx, {
    id: measurement.measurementId,
    accountId: account.id,
    measuredAt,
    businessDay,
    afterSeq: account.seq,
    level,
    found: judgement.difference,
    tolerancePercent,
    toleranceMinimum,
    tolerance: judgement.tolerance,
    isHeld: measurement.holds || !judgement.withinTolerance,
    movementId: posted?.id ?? null,
    actorId,
    document,
    note,
  })
  return { ...judgement, measuredAt, businessDay, book: found.book, posted }
}

/** What {@link recordMeasurement} would find and do; writes and locks nothing, so others may come between. */
export async function previewMeasurement(
  tx: ReadTx,
  measurement: NewMeasurement,
): Promise<MeasurementPreview> {
  const account = await findAccountState(tx, { ...measurement, delta: '0' })
  const { book, businessDay } = await bookFound(tx, account, measurement)
  const { judgement, posts } = judge(measurement, book)
  const change = posts ? await previewMovement(tx, adjustmentOf(measurement, judgement.difference)) : null
  return { ...judgement, businessDay, book, change }
}

function judge(measurement: NewMeasurement, book: DecimalText): { judgement: Judgement; posts: boolean } {
  const judgement = judgeMeasurement(measurement.level, book, {
    percent: measurement.tolerancePercent,
    minimum: measurement.toleranceMinimum,
  })
  const posts = (measurement.holds || !judgement.withinTolerance) && !isNothing(judgement.difference)
  return { judgement, posts }
}

/** What the book says at that instant, after everything that it holds of the instant already. */
async function bookFound(
  tx: ReadTx,
  account: AccountState | undefined,
  { measuredAt, now, zone }: NewMeasurement,
): Promise<{ at: Date; book: DecimalText; businessDay: string }> {
  const at = measuredAt ?? instantOfNow(now, account)
  const { balanceAfter, businessDay } = await weighMovement(tx, {
    accountId: account?.id ?? NO_ACCOUNT,
    at,
    businessDay: dayAt(at, zone),
    delta: '0',
    reversesSeq: null,
  })
  return { at, book: Big(balanceAfter).toFixed(4), businessDay }
}

function adjustmentOf(measurement: NewMeasurement, difference: DecimalText): NewMovement {
  const { movementId, itemId, placeId, measuredAt, zone, actorId, note, document, now } = measurement
  return {
    movementId,
    itemId,
    placeId,
    kind: 'adjustment',
    quantity: difference,
    occurredAt: measuredAt,
    zone,
    actorId,
    note,
    document,
    now,
  }
}
