import type { Operation } from '@lumbung/contract'

/** The answer of an operation, ready for any door: `body` is the JSON text that was (or had been) answered. */
export interface Answer {
  status: number
  body: string
  /** The answer is that of an earlier request with the same key. */
  replayed: boolean
  version: number | null
}

/** A POST command creates unless its declaration says otherwise. */
export function statusOf(operation: Operation): number {
  if (operation.status) return operation.status
  return operation.kind === 'command' && operation.http.startsWith('POST ') ? 201 : 200
}

/** `check`: the contract is held against what the handler answered, so that a test fails where they differ. */
export function answerOf(operation: Operation, output: unknown, check: boolean): Answer {
  if (check) checkOutput(operation, output)
  const version = (output as { version?: unknown } | null)?.version
  return {
    status: statusOf(operation),
    body: JSON.stringify(output ?? null),
    replayed: false,
    version: typeof version === 'number' ? version : null,
  }
}

function checkOutput(operation: Operation, output: unknown): void {
  const result = operation.output.safeParse(output)
  if (result.success) return
  const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  throw new Error(`${operation.id} answered what its contract does not allow:\n  ${faults.join('\n  ')}`)
}
