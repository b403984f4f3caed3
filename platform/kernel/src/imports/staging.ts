import type { FieldFault } from '@lumbung/contract'
import type { ImportRun } from '../../contract/imports.ts'
import type { JobCtx } from '../app/define-app.ts'
import type { Tx } from '../db/tx.ts'
import type { Cell } from '../spreadsheet/cell.ts'
import { ErrorTally } from './error-tally.ts'
import { deleteRows, insertRows, markFaulty, type StagedRow, setPlaces } from './import-row.store.ts'
import { type ImportRunRow, lockRun, type RunChange, updateRun } from './import-run.store.ts'
import { type RowFaults, type RowReading, WHOLE_ROW } from './row-input.ts'
import { storedCell } from './stored-cells.ts'
import { UnknownValues } from './unknown-values.ts'

/** Rows staged by one transaction. */
const BATCH = 500
const PLACES_BATCH = 5_000
const DELETE_BATCH = 20_000

/** Another mapping was chosen, or the run was cancelled: this validation has nothing more to say. */
export class Superseded extends Error {}

/** The rows on their way into the database, and what is counted of them. */
export class Staging {
  readonly #ctx: JobCtx
  readonly #run: ImportRunRow
  readonly #mappingVersion: number
  readonly #errors = new ErrorTally()
  readonly #unknown = new UnknownValues()
  readonly #leftOut: ImportRun['leftOut'] = { totals: 0, blank: 0, chosen: 0, alreadyApplied: 0 }
  #batch: StagedRow[] = []
  #valid = 0
  #invalid = 0

  constructor(ctx: JobCtx, run: ImportRunRow, mappingVersion: number) {
    this.#ctx = ctx
    this.#run = run
    this.#mappingVersion = mappingVersion
  }

  get valid(): number {
    return this.#valid
  }

  async forgetEarlier(): Promise<void> {
    for (let deleted = DELETE_BATCH; deleted === DELETE_BATCH; ) {
      deleted = await this.inTurn((tx) => deleteRows(tx, this.#run.id, DELETE_BATCH))
    }
  }

  async add(number: number, cells: readonly Cell[], reading: RowReading): Promise<void> {
    const row = this.#count(number, reading)
    if (!row) return
    this.#batch.push({ number, cells: cells.map(storedCell), ...row })
    if (this.#batch.length >= BATCH) await this.flush()
  }

  async flush(): Promise<void> {
    const rows = this.#batch
    this.#batch = []
    await this.inTurn(async (tx) => {
      if (rows.length > 0) await insertRows(tx, this.#run.id, rows)
      await updateRun(tx, this.#run.id, this.#counts())
    })
    await this.#ctx.reportProgress(this.#valid + this.#invalid, null)
  }

  /** Rows in the order in which they will be applied. */
  async giveTurns(numbers: readonly number[]): Promise<void> {
    for (let from = 0; from < numbers.length; from += PLACES_BATCH) {
      const some = numbers.slice(from, from + PLACES_BATCH)
      const places = some.map((number, index) => ({ number, place: from + index + 1 }))
      await this.inTurn((tx) => setPlaces(tx, this.#run.id, places))
    }
  }

  /** Rows whose cells are right and which the command would refuse. */
  async refuse(rows: readonly { number: number; errors: RowFaults }[]): Promise<void> {
    if (rows.length === 0) return
    for (const { number, errors } of rows) this.#errors.add(number, errors)
    this.#valid -= rows.length
    this.#invalid += rows.length
    await this.inTurn(async (tx) => {
      await markFaulty(tx, this.#run.id, 'invalid', rows)
      await updateRun(tx, this.#run.id, this.#counts())
    })
  }

  async finish(change: RunChange): Promise<void> {
    await this.flush()
    await this.inTurn((tx) =>
      updateRun(tx, this.#run.id, { ...change, passRows: this.#valid + this.#invalid, problem: null }),
    )
  }

  /** The file cannot be checked to its end: whatever was staged of it stays as far as it came. */
  async abandon(problem: FieldFault): Promise<void> {
    this.#batch = []
    try {
      await this.inTurn((tx) => updateRun(tx, this.#run.id, { ...this.#counts(), state: 'refused', problem }))
    } catch (error) {
      if (!(error instanceof Superseded)) throw error
    }
  }

  /** Work in a transaction that holds the run, while this validation is still the one that counts. */
  async inTurn<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return await this.#ctx.services.db.withTenant(this.#ctx.tenantId as string, async (tx) => {
      const run = await lockRun(tx, this.#run.id)
      if (!run || !isCurrent(run, this.#mappingVersion)) throw new Superseded()
      return await work(tx)
    })
  }

  #count(number: number, reading: RowReading): Pick<StagedRow, 'status' | 'input' | 'errors'> | undefined {
    switch (reading.kind) {
      case 'blank':
        this.#leftOut.blank += 1
        return undefined
      case 'left_out':
        this.#leftOut[reading.why] += 1
        return {
          status: 'left_out',
          input: null,
          errors: { [WHOLE_ROW]: [{ code: `import.left_out_${reading.why}` }] },
        }
      case 'faulty':
        this.#invalid += 1
        this.#errors.add(number, reading.faults)
        for (const unknown of reading.unknown) this.#unknown.add(number, unknown)
        return { status: 'invalid', input: null, errors: reading.faults }
      case 'input':
        this.#valid += 1
        return { status: 'valid', input: reading.input, errors: null }
    }
  }

  #counts(): RunChange {
    return {
      rowsValid: this.#valid,
      rowsInvalid: this.#invalid,
      passDone: this.#valid + this.#invalid,
      errorKinds: this.#errors.kinds(),
      unknownValues: this.#unknown.list(),
      leftOut: this.#leftOut,
    }
  }
}

export function isCurrent(run: ImportRunRow, mappingVersion: number): boolean {
  return run.state === 'validating' && run.mappingVersion === mappingVersion
}
