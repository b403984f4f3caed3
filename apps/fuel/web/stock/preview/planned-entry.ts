import type { CallerInputOf } from '@lumbung/contract'
import { previewStockEntry } from '../../../contract/index.ts'

export type PlannedEntry = CallerInputOf<typeof previewStockEntry>

/** What stands in a form so far; nothing of it has been checked. */
export interface TypedEntry {
  type?: 'IN' | 'OUT' | undefined
  location?: string | undefined
  product?: string | undefined
  amount?: number | undefined
  date?: string | undefined
}

/** The line as far as it can be tried; null while something is missing or cannot be right yet. */
export function plannedEntry({ type, location, product, amount, date }: TypedEntry): PlannedEntry | null {
  const checked = previewStockEntry.input.safeParse({ type, location, product, amount, date })
  if (!checked.success || location === undefined || type === undefined || amount === undefined) return null
  return {
    type,
    location,
    amount,
    ...(product === undefined ? {} : { product }),
    ...(date === undefined ? {} : { date }),
  }
}
