import type { DecimalText } from '@lumbung/contract'
import { newId, type ReadTx, type Tx } from '@lumbung/kernel'
import Big from 'big.js'
import { isNothing, type Recalibration, recalibrate } from './measurement.rules.ts'
import { listMeasurementsAfter, updateMeasurement } from './measurement.store.ts'
import { listPlannedDays } from './planned-days.store.ts'
import { isNegative, judgePlan, negated } from './posting.rules.ts'
import {
  findOriginal,
  insertNewest,
  insertWeighed,
  type PostedRow,
  type PostingLine,
} from './posting.store.ts'
import type { PreviewDay, RecalibratedMeasurement, Refusal } from './posting.types.ts'
import { type WeighedRow, weighMovement } from './weighing.store.ts'

/** Behind every seq there can be: what is entered now comes last at its instant. */
export const LAST_SEQ = '9223372036854775807'

/** Where a change stands in the book, and which measurement it belongs to itself. */
export interface PlanPlace {
  accountId: string
  seq: string
  except?: string | undefined
}

/** A movement together with what it does to the measurements after it. */
export interface Plan {
  main: PostingLine
  /** All that would be posted, the movement first. */
  lines: PostingLine[]
  /** What all of it changes at present. */
  total: DecimalText
  steps: (Recalibration & { movementId: string | null })[]
}

/**
 * A held measurement whose difference changes takes its adjustment back at its instant, which cancels it completely,
 * and makes a new one: so no moment of that instant shows a balance that nobody measured.
 */
export async function planOf(tx: ReadTx, main: PostingLine, place: PlanPlace): Promise<Plan> {
  const after = await listMeasurementsAfter(tx, { ...place, at: main.at })
  const lines: PostingLine[] = [{ ...main, isWeighed: true }]
  const steps: Plan['steps'] = []
  for (const step of recalibrate(main.delta, after)) {
    if (step.measurement.movementId !== null)
      lines.push(await takenBack(tx, main, step.measurement.movementId))
    const remade = step.isHeld && !isNothing(step.foundAfter) ? adjustmentOf(main, step) : null
    if (remade) lines.push(remade)
    steps.push({ ...step, movementId: remade?.movementId ?? null })
  }
  const total = lines.reduce((sum, { delta }) => sum.plus(delta), Big(0)).toFixed(4)
  return { main, lines, total, steps }
}

async function takenBack(tx: ReadTx, main: PostingLine, movementId: string): Promise<PostingLine> {
  const original = await findOriginal(tx, movementId)
  if (!original) throw new Error(`the adjustment ${movementId} of a measurement is not there`)
  return {
    ...main,
    movementId: newId(),
    kind: 'reversal',
    flow: original.flow,
    delta: negated(original.delta),
    at: original.occurredAt,
    dated: true,
    isWeighed: true,
    businessDay: original.businessDay,
    reversesSeq: original.seq,
    document: original.document,
    note: original.document,
  }
}

function adjustmentOf(main: PostingLine, { measurement, foundAfter }: Recalibration): PostingLine {
  return {
    ...main,
    movementId: newId(),
    kind: 'adjustment',
    flow: 'adjusted',
    delta: foundAfter,
    at: measurement.measuredAt,
    dated: true,
    isWeighed: true,
    businessDay: measurement.businessDay,
    reversesSeq: null,
    document: measurement.document,
    note: measurement.note ?? measurement.document,
  }
}

export interface WeighedPlan {
  weighed: WeighedRow
  days: PreviewDay[]
  refusal: Refusal | null
}

export async function weighPlan(tx: ReadTx, accountId: string, plan: Plan): Promise<WeighedPlan> {
  const weighed = await weighMovement(tx, { ...plan.main, accountId })
  const [, ...others] = plan.lines
  const days = await listPlannedDays(tx, {
    accountId,
    lines: [{ ...plan.main, businessDay: weighed.businessDay }, ...others],
  })
  return { weighed, days, refusal: judgePlan(plan, weighed, days) }
}

/**
 * Posts a plan that nothing stands against, under the account's lock. What adds comes before what takes away, so that
 * no step on the way holds less than the end. Answers the movement's own row.
 */
export async function postPlan(tx: Tx, accountId: string, plan: Plan): Promise<PostedRow> {
  const byOrder = [
    ...plan.lines.filter(({ delta }) => !isNegative(delta)),
    ...plan.lines.filter(({ delta }) => isNegative(delta)),
  ]
  let own: PostedRow | undefined
  for (const line of byOrder) {
    const row = await postLine(tx, accountId, line)
    if (line.movementId === plan.main.movementId) own = row
  }
  for (const { measurement, foundAfter, toleranceAfter, isHeld, movementId } of plan.steps) {
    const { id } = measurement
    await updateMeasurement(tx, { id, found: foundAfter, tolerance: toleranceAfter, isHeld, movementId })
  }
  if (!own) throw new Error(`the plan of ${plan.main.movementId} does not hold it`)
  return own
}

async function postLine(tx: Tx, accountId: string, line: PostingLine): Promise<PostedRow> {
  const newest = line.reversesSeq === null ? await insertNewest(tx, line) : undefined
  return newest ?? (await insertWeighed(tx, accountId, line, await weighMovement(tx, { ...line, accountId })))
}

export function recalibratedOf({ steps }: Plan): RecalibratedMeasurement[] {
  return steps.map(({ measurement, foundAfter, toleranceAfter, isHeld }) => ({
    id: measurement.id,
    measuredAt: measurement.measuredAt,
    businessDay: measurement.businessDay,
    document: measurement.document,
    level: measurement.level,
    foundBefore: measurement.found,
    foundAfter,
    tolerance: toleranceAfter,
    isHeld,
  }))
}
