import { useRead, useSession, useUrlState } from '@lumbung/ui'
import { useState } from 'react'
import { readStockSummary, recordDip, type StockSummary } from '../../../contract/index.ts'
import { readLastPlace } from '../../stock/record/last-place.ts'
import { useOnlySite } from '../../stock/record/use-only-site.ts'

export interface DipPlace {
  /** Whoever dips at one site alone is not asked which. */
  asksSite: boolean
  /** Code of the site that is meant at first; null where it is not known, or goes without saying. */
  first: string | null
  /** What the site holds, as far as the person sees it. */
  stocks: readonly StockSummary[]
  isPending: boolean
  change(location: string | null): void
}

/** Where a dip is recorded: at the person's own site, else at the one that the address names, the last one, or the only one. */
export function useDipPlace(): DipPlace {
  const { me, can, placesOf } = useSession()
  const [address] = useUrlState()
  const asksSite = placesOf(recordDip.permission)?.length !== 1
  const [known] = useState(() =>
    asksSite ? (address.location ?? readLastPlace(localStorage, me).location ?? null) : null,
  )
  const { only, isPending: isSitePending } = useOnlySite({ isNeeded: asksSite && known === null })
  const first = known ?? only ?? null
  const [location, change] = useState(known)
  const isAsked = can(readStockSummary.permission) && (!asksSite || location !== null)
  const { data, isPending } = useRead(readStockSummary, location === null ? {} : { location }, {
    enabled: isAsked,
  })
  const stocks = isAsked ? (data?.data ?? []) : []
  return { asksSite, first, stocks, isPending: isSitePending || (isAsked && isPending && !asksSite), change }
}
