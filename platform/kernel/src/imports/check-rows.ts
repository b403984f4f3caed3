import type { Problem } from '@lumbung/contract'
import type { Principal } from '../access/principal.ts'
import type { JobCtx } from '../app/define-app.ts'
import type { ImportTarget } from './import-access.ts'
import { callOfRun } from './import-call.ts'
import { listPending, type PendingRow } from './import-row.store.ts'
import type { ImportRunRow } from './import-run.store.ts'
import { faultsOfProblem } from './row-problems.ts'
import type { Staging } from './staging.ts'

/** Rows that one reading transaction judges. */
const BATCH = 500

/**
 * Lets the command judge every row that can be read, in the order in which they will be applied, so that the preview
 * promises what applying keeps. Nothing is written but what was found; others may come between.
 */
export async function checkRows(
  ctx: JobCtx,
  run: ImportRunRow,
  staging: Staging,
  walk: { target: ImportTarget; person: Principal; by: 'number' | 'place' },
): Promise<void> {
  const { target, person, by } = walk
  const { bound } = target
  if (!bound.check) return
  const judge = bound.check()
  const { db, runner } = ctx.services
  const call = callOfRun(run)
  for (let beyond = 0; ; ) {
    ctx.signal.throwIfAborted()
    let rows: PendingRow[] = []
    const verdicts = await db.queryTenant<(Problem | undefined)[]>(person.tenant.id, async (tx) => {
      rows = await listPending(tx, run.id, {
        beyond,
        by,
        descending: false,
        statuses: ['valid'],
        limit: BATCH,
      })
      const inputs = rows.map(({ input }) => input)
      return await runner.judgeWithin(bound, judge, person, inputs, call, tx)
    })
    const refused = rows.flatMap(({ number }, index) => {
      const problem = verdicts[index]
      return problem ? [{ number, errors: faultsOfProblem(problem) }] : []
    })
    await staging.refuse(refused)
    const last = rows.at(-1)
    if (!last) return
    beyond = last.turn
  }
}
