import type { EventType } from '@lumbung/contract'
import type { z } from 'zod'
import type { Tx } from '../db/tx.ts'
import { newId } from '../ids.ts'
import { type AuditRecord, writeRecords } from '../operation/recorder.ts'
import { changesBetween } from '../trail/changes.ts'
import type { ImportRunRow } from './import-run.store.ts'

/** Records what a job did with a run: one audit entry, and the event if there is one, in the job's transaction. */
export async function recordStep<P extends z.ZodObject>(
  tx: Tx,
  run: ImportRunRow,
  step: Pick<AuditRecord, 'operation' | 'actorId' | 'changes'> & {
    event?: { type: EventType<P>; payload: z.input<P> }
  },
): Promise<void> {
  const { operation, actorId, changes, event } = step
  const file = { name: run.fileName }
  const audit = {
    id: newId(),
    operation,
    actorId,
    changes: { ...changesBetween({ file }, { file }, ['file']), ...changes },
    resourceType: 'platform.import',
    resourceId: run.id,
  }
  await writeRecords(tx, {
    audits: [audit],
    events: event
      ? [
          {
            id: newId(),
            name: event.type.name,
            aggregate: `platform.import:${run.id}`,
            payload: event.type.payload.parse(event.payload),
          },
        ]
      : [],
    key: null,
    requestId: `import ${run.id}`,
    address: null,
    actorId,
  })
}
