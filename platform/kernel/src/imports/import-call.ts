import type { CallInfo } from '../operation/ctx.ts'
import type { ImportRunRow } from './import-run.store.ts'

/** Where the calls of a run's rows come from. */
export function callOfRun(run: Pick<ImportRunRow, 'id' | 'locale' | 'fileName'>): CallInfo {
  return {
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
