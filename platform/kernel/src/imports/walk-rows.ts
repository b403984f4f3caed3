import { isProblem, raise } from '@lumbung/contract'
import { importPersonStopped } from '../../contract/imports.ts'
import { bug, forbidden } from '../../contract/problems.ts'
import { loadMember } from '../access/member-principal.ts'
import type { Principal } from '../access/principal.ts'
import type { JobCtx } from '../app/define-app.ts'
import type { Tx } from '../db/tx.ts'
import { problemOfDatabaseError } from '../errors/database-errors.ts'
import { passGate, refuseSuspended } from '../operation/gate.ts'
import { type ImportRunRow, lockRun, updateRun } from './import-run.store.ts'
import { recordStep } from './record-step.ts'
import { type Pass, RowPass } from './row-pass.ts'

/** How long a person who lost their right can go on having rows applied in their name. */
const PERSON_MILLISECONDS = 2_000
/** After this long the job ends and queues its continuation, so that a large import leaves room for others. */
const SLICE_MILLISECONDS = 60_000

export interface Walk {
  pass: Pass
  personId: string
  /** The job's own name, for its continuation. */
  job: string
  /** The run's state when the person may not go on. */
  stoppedState: 'paused' | 'applied'
  /** Ends the run, in the transaction that found no row left. */
  finish(tx: Tx, run: ImportRunRow): Promise<void>
}

/**
 * Walks a run's rows to the end in the person's name, checking every two seconds that the person still may. What
 * concerns all rows (no database, a lock that does not come free) fails the job, which is tried again; meanwhile the
 * run says why it does not move.
 */
export async function walkRows(ctx: JobCtx, run: ImportRunRow, walk: Walk): Promise<void> {
  try {
    await walkOn(ctx, run, walk)
  } catch (error) {
    if (!ctx.signal.aborted) await noteTrouble(ctx, run, walk, error)
    throw error
  }
}

async function walkOn(ctx: JobCtx, run: ImportRunRow, walk: Walk): Promise<void> {
  const { db } = ctx.services
  const tenantId = ctx.tenantId as string
  const rows = new RowPass(ctx, run, walk.pass)
  const began = performance.now()
  let person: Principal | null = null
  let checkedAt = Number.NEGATIVE_INFINITY
  for (;;) {
    ctx.signal.throwIfAborted()
    if (performance.now() - checkedAt > PERSON_MILLISECONDS) {
      person = await personWhoMay(ctx, walk)
      checkedAt = performance.now()
    }
    if (!person) return await stop(ctx, run, walk)
    if (performance.now() - began > SLICE_MILLISECONDS) {
      return await db.withTenant(tenantId, (tx) =>
        ctx.services.enqueueJob(tx, walk.job, { importId: run.id, tenantId }),
      )
    }
    const step = await rows.step(person, walk.finish)
    ctx.services.wakeOutbox()
    if (step !== 'moved') return
    await ctx.reportProgress(rows.done, run.passRows)
  }
}

async function personWhoMay(ctx: JobCtx, { pass, personId }: Walk): Promise<Principal | null> {
  const { db, clock } = ctx.services
  const person = await loadMember(db, { tenantId: ctx.tenantId as string, userId: personId, now: clock() })
  if (!person) return null
  try {
    passGate(pass.bound.operation, person)
    refuseSuspended(person, pass.bound.operation)
    return person
  } catch (error) {
    if (isProblem(error, forbidden)) return null
    throw error
  }
}

/** At best: where there is no database there is nowhere to note it. */
async function noteTrouble(ctx: JobCtx, { id }: ImportRunRow, walk: Walk, error: unknown): Promise<void> {
  const { db, catalogue } = ctx.services
  const { code, params } = problemOfDatabaseError(error, catalogue.constraints) ?? raise(bug, {})
  try {
    await db.withTenant(ctx.tenantId as string, async (tx) => {
      if ((await lockRun(tx, id))?.state !== walk.pass.state) return
      await updateRun(tx, id, { problem: { code, params } })
    })
  } catch (failure) {
    ctx.log.warn({ err: failure, importId: id }, 'the reason why an import does not move was not noted')
  }
}

async function stop(ctx: JobCtx, { id }: ImportRunRow, walk: Walk): Promise<void> {
  const { permission } = walk.pass.bound.operation
  await ctx.services.db.withTenant(ctx.tenantId as string, async (tx) => {
    const run = await lockRun(tx, id)
    if (run?.state !== walk.pass.state) return
    const problem = { code: importPersonStopped.code, params: { permission } }
    await updateRun(tx, id, { state: walk.stoppedState, problem })
    await recordStep(tx, run, {
      operation: 'platform.import.stop',
      actorId: walk.personId,
      changes: { state: [run.state, walk.stoppedState], problem: [null, problem.code] },
    })
  })
}
