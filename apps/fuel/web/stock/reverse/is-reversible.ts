import type { StockEntry } from '../../../contract/index.ts'

/** A line is taken back once; what takes back is not taken back itself, the line is recorded anew instead. */
export function isReversible({ reversalOf, reversedBy }: StockEntry): boolean {
  return reversalOf === null && reversedBy === null
}
