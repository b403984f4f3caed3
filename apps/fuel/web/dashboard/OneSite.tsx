import type { ApiProblem } from '@lumbung/client'
import {
  DashboardSection,
  DashboardSplit,
  FigureCardSkeleton,
  ProblemNotice,
  ScreenButton,
  type TimeRangeState,
  useRead,
} from '@lumbung/ui'
import { readStockSummary } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { FuelWaiting } from './FuelWaiting.tsx'
import { dashboardPath, type Place } from './paths.ts'
import { StockCard } from './StockCard.tsx'
import { StockCards } from './StockCards.tsx'
import { StockTrend } from './StockTrend.tsx'

/** The stock of one site, large: the one that was chosen, or the only one that the person reaches. */
export function OneSite({ place, range }: { place: Place; range: TimeRangeState }) {
  const t = useFuelTexts()
  const summary = useRead(readStockSummary, place, {
    everySeconds: 60,
    remember: place.location === undefined,
  })
  const stocks = summary.data?.data ?? []
  const [first] = stocks
  const only = stocks.length === 1 ? first : undefined
  if (summary.error?.status === 404) return <UnknownPlace problem={summary.error} />
  return (
    <>
      <DashboardSection title={first?.site.name ?? t('dashboard.stocks')} isTitleHidden={stocks.length < 2}>
        {summary.error && <ProblemNotice problem={summary.error} onRetry={() => void summary.refetch()} />}
        {summary.isPending && <FigureCardSkeleton isBig />}
        {only ? <StockCard stock={only} isBig /> : <StockCards rows={stocks} isPending={false} isAtSite />}
      </DashboardSection>
      <DashboardSplit
        main={
          <StockTrend
            place={place}
            placeName={first?.site.name}
            range={range}
            thresholdLitres={only?.thresholdLitres}
          />
        }
        side={<FuelWaiting low={[]} />}
      />
    </>
  )
}

/** An old link, or a site that the person does not reach. */
function UnknownPlace({ problem }: { problem: ApiProblem }) {
  const t = useFuelTexts()
  return (
    <>
      <ProblemNotice problem={problem} />
      <div>
        <ScreenButton to={dashboardPath({})} variant="default">
          {t('dashboard.all_sites')}
        </ScreenButton>
      </div>
    </>
  )
}
