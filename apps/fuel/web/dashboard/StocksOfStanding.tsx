import { Button, DashboardSection, ProblemNotice, type Rows } from '@lumbung/ui'
import type { ReactNode } from 'react'
import type { StockSummary } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { StockCards } from './StockCards.tsx'

/** The stocks that stand alike, as many as were asked for so far. */
export function StocksOfStanding({
  title,
  stocks,
  aside,
}: {
  title: string
  stocks: Rows<StockSummary>
  aside?: ReactNode
}) {
  const t = useFuelTexts()
  return (
    <DashboardSection title={title} aside={aside}>
      {stocks.problem && <ProblemNotice problem={stocks.problem} onRetry={stocks.retry} />}
      <StockCards rows={stocks.rows} isPending={false} />
      {stocks.hasMore && (
        <div>
          <Button variant="default" onClick={stocks.loadMore} loading={stocks.isLoadingMore}>
            {t('dashboard.more')}
          </Button>
        </div>
      )}
    </DashboardSection>
  )
}
