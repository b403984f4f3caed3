import type { DecimalText } from '@lumbung/contract'
import { type ReadTx, type Sql, sql, type Tx } from '@lumbung/kernel'
import type { KeptMeasurement } from './measurement.rules.ts'

const keptColumns = sql`
  id, measured_at AS "measuredAt", business_day::text AS "businessDay", level, found,
  tolerance_percent AS "tolerancePercent", tolerance_minimum AS "toleranceMinimum", is_held AS "isHeld",
  movement_id AS "movementId", document, note`

/**
 * The measurements that a change at a place in the book reaches, in their order. At one instant those come after it
 * that were entered when the movement `seq` was there already.
 */
export async function listMeasurementsAfter(
  tx: ReadTx,
  place: { accountId: string; at: Date; seq: string; except?: string | undefined },
): Promise<KeptMeasurement[]> {
  return await tx.rows<KeptMeasurement>(sql`
    SELECT ${keptColumns} FROM ledger.measurement
    WHERE tenant_id = kernel.current_tenant() AND account_id = ${place.accountId} AND withdrawn_at IS NULL
      AND (measured_at, after_seq) >= (${place.at}::timestamptz, ${place.seq}::bigint)
      AND id IS DISTINCT FROM ${place.except ?? null}::uuid
    ORDER BY measured_at, after_seq, id`)
}

/** The measurement that a movement is the adjustment of at present. */
export async function findMeasurementOf(
  tx: ReadTx,
  movementId: string,
): Promise<(KeptMeasurement & { afterSeq: string }) | undefined> {
  return await tx.maybe<KeptMeasurement & { afterSeq: string }>(sql`
    SELECT ${keptColumns}, after_seq AS "afterSeq" FROM ledger.measurement
    WHERE tenant_id = kernel.current_tenant() AND movement_id = ${movementId} AND withdrawn_at IS NULL`)
}

export interface NewKeptMeasurement extends Omit<KeptMeasurement, 'movementId'> {
  accountId: string
  afterSeq: string
  tolerance: DecimalText
  movementId: string | null
  actorId: string | null
}

/** Under the account's lock. */
export async function insertMeasurement(tx: Tx, kept: NewKeptMeasurement): Promise<void> {
  await tx.run(sql`
    WITH account AS (
      UPDATE ledger.account SET last_measured_at = greatest(last_measured_at, ${kept.measuredAt}::timestamptz)
      WHERE tenant_id = kernel.current_tenant() AND id = ${kept.accountId}
    )
    INSERT INTO ledger.measurement (id, account_id, measured_at, business_day, after_seq, level, found, tolerance_percent,
                                    tolerance_minimum, tolerance, is_held, movement_id, actor_id, document, note)
    VALUES (${kept.id}, ${kept.accountId}, ${kept.measuredAt}, ${kept.businessDay}::date, ${kept.afterSeq}, ${kept.level},
            ${kept.found}, ${kept.tolerancePercent}, ${kept.toleranceMinimum}, ${kept.tolerance}, ${kept.isHeld},
            ${kept.movementId}, ${kept.actorId}, ${kept.document}, ${kept.note})`)
}

export async function updateMeasurement(
  tx: Tx,
  kept: {
    id: string
    found: DecimalText
    tolerance: DecimalText
    isHeld: boolean
    movementId: string | null
  },
): Promise<void> {
  await tx.run(sql`
    UPDATE ledger.measurement
    SET found = ${kept.found}, tolerance = ${kept.tolerance}, is_held = ${kept.isHeld}, movement_id = ${kept.movementId}
    WHERE tenant_id = kernel.current_tenant() AND id = ${kept.id}`)
}

export async function withdrawMeasurement(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.run(sql`
    UPDATE ledger.measurement SET withdrawn_at = ${now}
    WHERE tenant_id = kernel.current_tenant() AND id = ${id}`)
}

/**
 * Joins what a measurement finds at present to another app's statement: `measurement.level`, `.found`, `.tolerance`,
 * `.movement_id`, `.withdrawn_at`. `id` is that statement's expression of the id it was recorded with.
 */
export function joinMeasurement(id: Sql): Sql {
  return sql`
    JOIN ledger.measurement AS measurement
      ON measurement.tenant_id = kernel.current_tenant() AND measurement.id = ${id}`
}
