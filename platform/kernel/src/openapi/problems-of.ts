import { httpOf, type Operation, type ProblemType, PUBLIC } from '@lumbung/contract'
import {
  bodyTooLarge,
  busy,
  commonProblems,
  forbidden,
  idempotencyKeyReused,
  staleVersion,
  storageFull,
  tenantBusy,
  tooManyDownloads,
  unauthenticated,
  unsupportedMediaType,
  versionRequired,
  wrongProcess,
} from '../../contract/problems.ts'
import { statusOfType } from '../http/problem-body.ts'

/** Everything that an operation may answer with when it does not succeed, by status, in a stable order. */
export function problemsOf(operation: Operation): Map<number, ProblemType[]> {
  const { method } = httpOf(operation)
  const open = operation.permission === PUBLIC
  const all = new Map<string, ProblemType>()
  const add = (problems: readonly ProblemType[]) => {
    for (const problem of problems) all.set(problem.code, problem)
  }
  add(commonProblems.filter((type) => !open || !(type === unauthenticated || type === forbidden)))
  add([wrongProcess])
  if (operation.plane !== 'control') add([tenantBusy])
  if (operation.answer === 'file') add([tooManyDownloads])
  if (operation.body === 'upload') add([storageFull])
  if (method !== 'GET' && method !== 'DELETE') add([bodyTooLarge, unsupportedMediaType])
  if (isKeyed(operation)) add([idempotencyKeyReused, busy])
  if (operation.kind === 'command' && operation.versioned) add([staleVersion, versionRequired])
  add(operation.errors ?? [])
  const byStatus = new Map<number, ProblemType[]>()
  for (const problem of all.values()) {
    const status = statusOfType(problem)
    byStatus.set(status, [...(byStatus.get(status) ?? []), problem])
  }
  return new Map([...byStatus].sort(([one], [other]) => one - other))
}

/** A repeated request with the same `Idempotency-Key` gets the first one's answer. */
export function isKeyed(operation: Operation): boolean {
  return operation.kind === 'command' && operation.plane !== 'control' && !operation.unrecorded
}
