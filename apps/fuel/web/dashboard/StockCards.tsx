import { CardGrid, FigureCardSkeleton } from '@lumbung/ui'
import type { StockSummary } from '../../contract/index.ts'
import { StockCard } from './StockCard.tsx'

/** As many as fill a screen. */
const OUTLINES = [1, 2, 3, 4, 5, 6]

/** Cards of stocks, or their outlines. */
export function StockCards({
  rows,
  isPending,
  isAtSite = false,
}: {
  rows: readonly StockSummary[]
  isPending: boolean
  /** They are of one site, whose name stands above them. */
  isAtSite?: boolean
}) {
  return (
    <CardGrid>
      {isPending && OUTLINES.map((place) => <FigureCardSkeleton key={place} />)}
      {rows.map((stock) => (
        <StockCard key={`${stock.site.id}/${stock.product.id}`} stock={stock} isAtSite={isAtSite} />
      ))}
    </CardGrid>
  )
}
