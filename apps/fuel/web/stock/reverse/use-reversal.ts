import { useRead, useSession } from '@lumbung/ui'
import {
  readOwnStock,
  reverseOwnStockEntry,
  reverseStockEntry,
  type StockEntry,
} from '../../../contract/index.ts'
import { isReversible } from './is-reversible.ts'

export type ReversalOperation = typeof reverseStockEntry | typeof reverseOwnStockEntry

/**
 * By which right this person may take a line back: any line, or one of their own while it is fresh. Null: not at all. The server's
 * clock decides; that of the device only whether it is worth offering.
 */
export function useReversal(): (entry: StockEntry) => ReversalOperation | null {
  const { can, me } = useSession()
  const mayAny = can(reverseStockEntry.permission)
  const mayOwn = !mayAny && can(reverseOwnStockEntry.permission) && can(readOwnStock.permission)
  const own = useRead(readOwnStock, {}, { enabled: mayOwn, remember: true })
  const minutes = mayOwn ? (own.data?.reverseOwnMinutes ?? 0) : 0
  return (entry) => {
    if (!isReversible(entry)) return null
    if (mayAny) return reverseStockEntry
    const isFresh = Date.now() - Date.parse(entry.recordedAt) < minutes * 60_000
    return entry.user.id === me.user.id && isFresh ? reverseOwnStockEntry : null
  }
}
