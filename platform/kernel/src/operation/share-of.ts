import type { Operation } from '@lumbung/contract'
import type { Share } from '../db/shares.ts'

/** Whose database connections an operation of a tenant takes. */
export function shareOf(operation: Operation): Share {
  return operation.answer === 'file' || (operation.kind === 'query' && operation.long) ? 'long' : 'requests'
}
