import type { StockEntry } from '../../contract/index.ts'

/** What a line does to the balance: use takes away, an adjustment carries its own sign. */
export function effectOf({ type, amountLitres }: Pick<StockEntry, 'type' | 'amountLitres'>): number {
  return type === 'OUT' ? -amountLitres : amountLitres
}
