import type { JobCtx } from '../app/define-app.ts'
import { findFile } from '../files/file.store.ts'
import { shownText } from '../spreadsheet/cell.ts'
import { SpreadsheetError } from '../spreadsheet/error.ts'
import { readSheet } from '../spreadsheet/read.ts'
import { ErrorTally } from './error-tally.ts'
import { findTarget } from './import-access.ts'
import { deleteRows, insertRows, type StagedRow } from './import-row.store.ts'
import {
  findRun,
  findZone,
  type ImportRunRow,
  lockRun,
  type RunChange,
  updateRun,
} from './import-run.store.ts'
import { importLimits, refusalOf } from './read-head.ts'
import { createRowReader, type RowReader } from './row-input.ts'

/** Rows staged by one transaction. */
const BATCH = 500
const DELETE_BATCH = 20_000

/** Another mapping was chosen, or the run was cancelled: this validation has nothing more to say. */
class Superseded extends Error {}

/**
 * Reads the whole file once, row by row, and stages each row as the command's input or with its faults. A later try of
 * the job begins from the start; what an earlier one staged is forgotten first.
 */
export async function validateImport(ctx: JobCtx, data: Record<string, unknown>): Promise<void> {
  const { importId, mappingVersion } = data as { importId: string; mappingVersion: number }
  const tenantId = ctx.tenantId as string
  const { db } = ctx.services
  const found = await db.withTenant(tenantId, async (tx) => {
    const run = await findRun(tx, importId)
    const file = run && (await findFile(tx, run.fileId))
    return run && file && { run, file, zone: await findZone(tx) }
  })
  const target = found && findTarget(ctx.services.catalogue, found.run.operation)
  if (!found || !target || !isCurrent(found.run, mappingVersion)) return
  const { run, file, zone } = found
  const { format, columns, mapping } = run
  const { operation } = target
  const reader = createRowReader({
    operation,
    mapping: mapping ?? { columns: {} },
    format,
    width: columns.length,
    zone,
  })
  const staging = new Staging(ctx, run, mappingVersion)
  const copy = await ctx.services.files.localCopy(tenantId, file.key)
  try {
    await staging.forgetEarlier()
    await stageAll(ctx, staging, reader, { path: copy.path, name: file.name, headerRow: run.headerRow })
    await staging.finish({ state: 'ready' })
  } catch (error) {
    if (error instanceof Superseded) return
    if (!(error instanceof SpreadsheetError)) throw error
    const { code, params } = refusalOf(error)
    await staging.finish({ state: 'refused', problem: { code, params } })
  } finally {
    await copy.release()
  }
}

async function stageAll(
  ctx: JobCtx,
  staging: Staging,
  reader: RowReader,
  file: { path: string; name: string; headerRow: number },
): Promise<void> {
  const options = { choice: { headerRow: file.headerRow }, signal: ctx.signal }
  for await (const row of readSheet(file, importLimits(ctx.services.config), options)) {
    const { number } = row
    if (number <= file.headerRow) continue
    const cells = row.cells.map(shownText)
    const read = reader.read(cells)
    const staged =
      'input' in read ? { input: read.input, errors: null } : { input: null, errors: read.faults }
    await staging.add({ number, cells, ...staged })
    ctx.signal.throwIfAborted()
  }
}

/** The rows on their way into the database, and what is counted of them. */
class Staging {
  readonly #ctx: JobCtx
  readonly #run: ImportRunRow
  readonly #mappingVersion: number
  readonly #errors = new ErrorTally()
  #batch: StagedRow[] = []
  #valid = 0
  #invalid = 0

  constructor(ctx: JobCtx, run: ImportRunRow, mappingVersion: number) {
    this.#ctx = ctx
    this.#run = run
    this.#mappingVersion = mappingVersion
  }

  async forgetEarlier(): Promise<void> {
    for (let deleted = DELETE_BATCH; deleted === DELETE_BATCH; ) {
      deleted = await this.#ctx.services.db.withTenant(this.#ctx.tenantId as string, async (tx) => {
        await this.#assertCurrent(await lockRun(tx, this.#run.id))
        return await deleteRows(tx, this.#run.id, DELETE_BATCH)
      })
    }
  }

  async add(row: StagedRow): Promise<void> {
    this.#batch.push(row)
    if (row.errors) {
      this.#invalid += 1
      this.#errors.add(row.number, row.errors)
    } else this.#valid += 1
    if (this.#batch.length >= BATCH) await this.#write({})
  }

  async finish(change: RunChange): Promise<void> {
    await this.#write({ ...change, passRows: this.#valid + this.#invalid })
  }

  async #write(change: RunChange): Promise<void> {
    const rows = this.#batch
    this.#batch = []
    await this.#ctx.services.db.withTenant(this.#ctx.tenantId as string, async (tx) => {
      await this.#assertCurrent(await lockRun(tx, this.#run.id))
      if (rows.length > 0) await insertRows(tx, this.#run.id, rows)
      await updateRun(tx, this.#run.id, {
        rowsValid: this.#valid,
        rowsInvalid: this.#invalid,
        passDone: this.#valid + this.#invalid,
        errorKinds: this.#errors.kinds(),
        ...change,
      })
    })
    await this.#ctx.reportProgress(this.#valid + this.#invalid, null)
  }

  async #assertCurrent(run: ImportRunRow | undefined): Promise<void> {
    if (!run || !isCurrent(run, this.#mappingVersion)) throw new Superseded()
  }
}

function isCurrent(run: ImportRunRow, mappingVersion: number): boolean {
  return run.state === 'validating' && run.mappingVersion === mappingVersion
}
