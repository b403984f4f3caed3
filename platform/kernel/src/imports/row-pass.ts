import { isProblem, raise } from '@lumbung/contract'
import type { ImportRowStatus } from '../../contract/imports.ts'
import { bug } from '../../contract/problems.ts'
import type { Principal } from '../access/principal.ts'
import type { JobCtx } from '../app/define-app.ts'
import { isRetryable } from '../db/transaction-pool.ts'
import type { Tx } from '../db/tx.ts'
import { problemOfDatabaseError } from '../errors/database-errors.ts'
import type { CallInfo } from '../operation/ctx.ts'
import type { BoundOperation } from '../operation/handle.ts'
import { InputFailure } from '../operation/run.ts'
import { ErrorTally } from './error-tally.ts'
import { callOfRun } from './import-call.ts'
import { listPending, markDone, markFaulty, type PendingRow } from './import-row.store.ts'
import { type ImportRunRow, lockRun, type RunChange, updateRun } from './import-run.store.ts'
import type { RowFaults } from './row-input.ts'
import { concernsAll, faultsOfProblem } from './row-problems.ts'

/** Rows of one transaction at most: long enough to share its cost, short enough to hold no lock for long. */
const MOST_ROWS = 200

/** One walk over the staged rows of a run, each the input of a command. */
export interface Pass {
  state: 'applying' | 'undoing'
  /** In whose order the rows go, and in which direction. */
  by: 'number' | 'place'
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
 * Rows go together while none is refused, which costs the least. A refused one undoes its transaction; then the same rows
 * go apart, each behind a savepoint of its own, until a transaction has no refusal any more. A rule that the database
 * checks only at the commit names no row: half as many are tried, until one is alone with it.
 */
export class RowPass {
  readonly #ctx: JobCtx
  readonly #pass: Pass
  readonly #call: CallInfo
  readonly #runId: string
  #tally: ErrorTally
  /** Where this worker left the run, and the turn beyond which it goes on: further, when a refused row waits to be noted. */
  #position: number
  #beyond: number
  #refused: Faulty[] = []
  #done: number
  #limit = MOST_ROWS
  #goesApart = false

  constructor(ctx: JobCtx, run: ImportRunRow, pass: Pass) {
    this.#ctx = ctx
    this.#pass = pass
    this.#runId = run.id
    this.#position = run.position
    this.#beyond = run.position
    this.#done = run.passDone
    this.#tally = new ErrorTally(run.errorKinds)
    this.#call = callOfRun(run)
  }

  /** Rows of the pass that have had their effect or were refused. */
  get done(): number {
    return this.#done
  }

  /** Does the next rows in the person's name; `within` joins the transaction of the last ones (`empty`). */
  async step(person: Principal, within: (tx: Tx, run: ImportRunRow) => Promise<void>): Promise<Step> {
    let rows: PendingRow[] = []
    let results: Results = { finished: [], refused: [] }
    try {
      const step = await this.#ctx.services.db.withTenant(person.tenant.id, async (tx) => {
        const run = await lockRun(tx, this.#runId)
        if (!run || run.state !== this.#pass.state || run.position !== this.#position) return 'overtaken'
        rows = await this.#listPending(tx)
        results = await this.#carryOut(tx, person, rows)
        const tally = await this.#note(tx, run, rows, results)
        if (rows.length === 0) await within(tx, run)
        tx.afterCommit(() => {
          this.#tally = tally
        })
        return rows.length > 0 ? 'moved' : 'empty'
      })
      if (step !== 'overtaken') this.#advance(rows, results)
      return step
    } catch (error) {
      this.#blame(error, rows)
      return 'moved'
    }
  }

  async #listPending(tx: Tx): Promise<PendingRow[]> {
    const { by, descending, pending } = this.#pass
    return await listPending(tx, this.#runId, {
      beyond: this.#beyond,
      by,
      descending,
      statuses: pending,
      limit: this.#limit,
    })
  }

  async #carryOut(tx: Tx, person: Principal, rows: PendingRow[]): Promise<Results> {
    const { bound, inputOf, outputIdOf } = this.#pass
    const results: Results = { finished: [], refused: [] }
    if (rows.length === 0) return results
    const { runner } = this.#ctx.services
    const inputs = rows.map((row) => inputOf(row))
    const outcomes = this.#goesApart
      ? await runner.commandsApart(bound, person, inputs, this.#call, tx, isFatal)
      : (await runner.commandsWithin(bound, person, inputs, this.#call, tx)).map((output) => ({ output }))
    for (const [index, row] of rows.entries()) {
      const outcome = outcomes[index] as (typeof outcomes)[number]
      if ('output' in outcome) {
        results.finished.push({ number: row.number, outputId: outputIdOf(row, outcome.output) })
      } else results.refused.push({ number: row.number, errors: this.#faultsOf(outcome.refusal, row) })
    }
    return results
  }

  async #note(tx: Tx, run: ImportRunRow, rows: PendingRow[], results: Results): Promise<ErrorTally> {
    const { done, failed, count } = this.#pass
    const { finished } = results
    const refused = [...this.#refused, ...results.refused]
    const tally = new ErrorTally(this.#tally.kinds())
    for (const { number, errors } of refused) tally.add(number, errors)
    if (finished.length > 0) await markDone(tx, this.#runId, done, finished)
    if (refused.length > 0) await markFaulty(tx, this.#runId, failed, refused)
    await updateRun(tx, this.#runId, {
      ...count(run, finished.length, refused.length),
      position: rows.at(-1)?.turn ?? this.#beyond,
      passDone: run.passDone + finished.length + refused.length,
      errorKinds: tally.kinds(),
      problem: null,
    })
    return tally
  }

  #advance(rows: PendingRow[], { refused }: Results): void {
    this.#done += rows.length + this.#refused.length
    this.#position = rows.at(-1)?.turn ?? this.#beyond
    this.#beyond = this.#position
    this.#refused = []
    this.#goesApart &&= refused.length > 0
    this.#limit = Math.min(MOST_ROWS, this.#limit * 4)
  }

  /** Decides how the rows are tried again after their transaction was undone; rethrows what is no row's fault. */
  #blame(error: unknown, rows: PendingRow[]): void {
    const cause = error instanceof InputFailure ? error.cause : error
    if (rows.length === 0 || isRetryable(cause) || isFatal(cause)) throw cause
    if (error instanceof InputFailure) {
      this.#goesApart = true
      return
    }
    const problem = problemOfDatabaseError(cause, this.#ctx.services.catalogue.constraints)
    if (!problem || concernsAll(problem)) throw cause
    if (problem.type.kind !== 'conflict' && problem.type.kind !== 'rule_violated') throw cause
    if (rows.length > 1) {
      this.#limit = Math.floor(rows.length / 2)
      return
    }
    const row = rows[0] as PendingRow
    this.#refused.push({ number: row.number, errors: faultsOfProblem(problem) })
    this.#beyond = row.turn
  }

  #faultsOf(refusal: unknown, row: PendingRow): RowFaults {
    if (isProblem(refusal)) return faultsOfProblem(refusal)
    this.#ctx.log.error({ err: refusal, importId: this.#runId, row: row.number }, 'a row failed by a bug')
    return faultsOfProblem(raise(bug, {}))
  }
}

interface Results {
  finished: { number: number; outputId: string | null }[]
  refused: Faulty[]
}

function isFatal(error: unknown): boolean {
  return isProblem(error) && concernsAll(error)
}
