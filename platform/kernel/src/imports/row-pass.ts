import { isProblem, type Problem, raise } from '@lumbung/contract'
import type { ImportRowStatus } from '../../contract/imports.ts'
import { bug, busy, invalidInput } from '../../contract/problems.ts'
import type { Principal } from '../access/principal.ts'
import type { JobCtx } from '../app/define-app.ts'
import { isRetryable } from '../db/transaction-pool.ts'
import type { Tx } from '../db/tx.ts'
import { problemOfDatabaseError } from '../errors/database-errors.ts'
import type { CallInfo } from '../operation/ctx.ts'
import type { BoundOperation } from '../operation/handle.ts'
import { InputFailure } from '../operation/run.ts'
import { ErrorTally } from './error-tally.ts'
import { listPending, markDone, markFaulty, type PendingRow } from './import-row.store.ts'
import { type ImportRunRow, lockRun, type RunChange, updateRun } from './import-run.store.ts'
import { type RowFaults, WHOLE_ROW } from './row-input.ts'

/** Rows of one transaction at most: long enough to share its cost, short enough to hold no lock for long. */
const MOST_ROWS = 200

/** One walk over the staged rows of a run, each the input of a command. */
export interface Pass {
  state: 'applying' | 'undoing'
  descending: boolean
  /** Rows in these states are still to be done. */
  pending: readonly ImportRowStatus[]
  done: ImportRowStatus
  failed: ImportRowStatus
  bound: BoundOperation
  inputOf(row: PendingRow): unknown
  /** What the row is known by afterwards. */
  outputIdOf(row: PendingRow, output: unknown): string | null
  /** The run's counters after so many more rows. */
  count(run: ImportRunRow, done: number, failed: number): RunChange
}

/** `moved`: rows were done; `empty`: none is left; `overtaken`: another worker, or a person, has the run now. */
export type Step = 'moved' | 'empty' | 'overtaken'

interface Faulty {
  number: number
  errors: RowFaults
}

/**
 * Walks a run's rows in transactions of up to {@link MOST_ROWS} rows. The rows' effects, their new states, and the run's
 * position commit together, so that after any crash a row has either had its effect and is marked, or neither. A
 * worker that finds the position moved by somebody else stops.
 *
 * A refused row undoes its transaction. Then the rows before it go alone, after them it is tried again as the first of
 * a transaction, and only what is refused there is recorded as its failure: judged by what is committed, as if it had
 * come by itself. Each refusal costs one repetition of the rows before it, however many there are.
 */
export class RowPass {
  readonly #ctx: JobCtx
  readonly #pass: Pass
  readonly #call: CallInfo
  readonly #runId: string
  readonly #tally: ErrorTally
  /** Where this worker left the run, and the row beyond which it goes on: further, when refused rows wait to be noted. */
  #position: number
  #beyond: number
  #refused: Faulty[] = []
  #done: number
  #limit = MOST_ROWS

  constructor(ctx: JobCtx, run: ImportRunRow, pass: Pass) {
    this.#ctx = ctx
    this.#pass = pass
    this.#runId = run.id
    this.#position = run.position
    this.#beyond = run.position
    this.#done = run.passDone
    this.#tally = new ErrorTally(run.errorKinds)
    this.#call = {
      requestId: `import ${run.id}`,
      address: null,
      agent: 'import',
      locale: run.locale,
      idempotencyKey: null,
      expectedVersion: null,
      upload: null,
      source: { id: run.id, name: run.fileName },
    }
  }

  /** Rows of the pass that have had their effect or were refused. */
  get done(): number {
    return this.#done
  }

  /** Does the next rows in the person's name; `within` joins the transaction of the last ones (`empty`). */
  async step(person: Principal, within: (tx: Tx, run: ImportRunRow) => Promise<void>): Promise<Step> {
    let rows: PendingRow[] = []
    try {
      const step = await this.#ctx.services.db.withTenant(person.tenant.id, async (tx) => {
        const run = await lockRun(tx, this.#runId)
        if (!run || run.state !== this.#pass.state || run.position !== this.#position) return 'overtaken'
        // So many refusals are noted at once, also when no row in between succeeds.
        const onlyNotes = this.#refused.length >= MOST_ROWS
        rows = onlyNotes ? [] : await this.#listPending(tx)
        const outputs = await this.#carryOut(tx, person, rows)
        await this.#note(tx, run, rows, outputs)
        if (rows.length > 0 || onlyNotes) return 'moved'
        await within(tx, run)
        return 'empty'
      })
      if (step !== 'overtaken') this.#advance(rows)
      return step
    } catch (error) {
      this.#blame(error, rows)
      return 'moved'
    }
  }

  async #listPending(tx: Tx): Promise<PendingRow[]> {
    const { descending, pending } = this.#pass
    return await listPending(tx, this.#runId, {
      beyond: this.#beyond,
      descending,
      statuses: pending,
      limit: this.#limit,
    })
  }

  async #carryOut(tx: Tx, person: Principal, rows: PendingRow[]): Promise<unknown[]> {
    if (rows.length === 0) return []
    const inputs = rows.map((row) => this.#pass.inputOf(row))
    return await this.#ctx.services.runner.commandsWithin(this.#pass.bound, person, inputs, this.#call, tx)
  }

  async #note(tx: Tx, run: ImportRunRow, rows: PendingRow[], outputs: unknown[]): Promise<void> {
    const { done, failed, count, outputIdOf } = this.#pass
    if (rows.length > 0) {
      const finished = rows.map((row, index) => ({
        number: row.number,
        outputId: outputIdOf(row, outputs[index]),
      }))
      await markDone(tx, this.#runId, done, finished)
    }
    if (this.#refused.length > 0) await markFaulty(tx, this.#runId, failed, this.#refused)
    await updateRun(tx, this.#runId, {
      ...count(run, rows.length, this.#refused.length),
      position: rows.at(-1)?.number ?? this.#beyond,
      passDone: run.passDone + rows.length + this.#refused.length,
      errorKinds: this.#tally.kinds(),
      problem: null,
    })
  }

  #advance(rows: PendingRow[]): void {
    this.#done += rows.length + this.#refused.length
    this.#position = rows.at(-1)?.number ?? this.#beyond
    this.#beyond = this.#position
    this.#refused = []
    this.#limit = Math.min(MOST_ROWS, this.#limit * 4)
  }

  /** Decides which rows come next after a transaction was undone; rethrows what is no row's fault. */
  #blame(error: unknown, rows: PendingRow[]): void {
    const cause = error instanceof InputFailure ? error.cause : error
    const problem = problemOfDatabaseError(cause, this.#ctx.services.catalogue.constraints)
    if (rows.length === 0 || isRetryable(cause) || (problem && concernsAll(problem))) throw cause
    const ofOneRow = error instanceof InputFailure
    if (!ofOneRow && problem?.type.kind !== 'conflict' && problem?.type.kind !== 'rule_violated') throw cause
    // A rule checked at the commit names no row: half as many are tried, until one is alone with it.
    const index = ofOneRow ? error.index : Math.floor(rows.length / 2)
    if (index > 0) {
      this.#limit = index
      return
    }
    const row = rows[0] as PendingRow
    if (!problem)
      this.#ctx.log.error({ err: cause, importId: this.#runId, row: row.number }, 'a row failed by a bug')
    const errors = faultsOfProblem(problem ?? raise(bug, {}))
    this.#tally.add(row.number, errors)
    this.#refused.push({ number: row.number, errors })
    this.#beyond = row.number
  }
}

function concernsAll(problem: Problem): boolean {
  return (
    problem.type.kind === 'unavailable' || problem.type.kind === 'rate_limited' || isProblem(problem, busy)
  )
}

function faultsOfProblem(problem: Problem): RowFaults {
  if (isProblem(problem, invalidInput) && problem.fields) return problem.fields
  return { [WHOLE_ROW]: [{ code: problem.code, params: problem.params }] }
}
