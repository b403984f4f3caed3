import type { Operation } from '@lumbung/contract'
import { SHARE_PLANS } from '../db/shares.ts'
import { shareOf } from '../operation/share-of.ts'

/** For what a handler does around its transaction; more for one that first receives and reads a file. */
const AROUND_MS = 20_000
const UPLOAD_MS = 160_000

/** The longest of the three limits of an operation: its handler's, above its transaction's, above its statements'. */
export function handlerMillisecondsOf(operation: Operation): number {
  const { transactionTimeoutMilliseconds } = SHARE_PLANS[shareOf(operation)]
  return transactionTimeoutMilliseconds + (operation.body === 'upload' ? UPLOAD_MS : AROUND_MS)
}
