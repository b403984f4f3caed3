import {
  DashboardSection,
  DashboardSplit,
  Group,
  Icon,
  ProblemNotice,
  type Rows,
  ScreenButton,
  Text,
  type TimeRangeState,
  useRows,
  useSession,
  useTopicLiveOrEvery,
} from '@lumbung/ui'
import { createSite, readStockSummary, type Standing, type StockSummary } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { FuelWaiting } from './FuelWaiting.tsx'
import { StockCards } from './StockCards.tsx'
import { StocksOfStanding } from './StocksOfStanding.tsx'
import { StockTrend } from './StockTrend.tsx'

/** Rows of two, three and four cards come out even. */
const AT_A_TIME = 12

/**
 * Several sites, three or ten thousand of them: first those that are empty, then those that run low. What fits into one look is one group in
 * that order; else each standing is a group of its own, of which more is shown as it is asked for.
 */
export function ManySites({ product, range }: { product: string | undefined; range: TimeRangeState }) {
  const t = useFuelTexts()
  useTopicLiveOrEvery('fuel.stock', 60)
  const empty = useStocks('empty', product)
  const low = useStocks('low', product)
  const groups = [
    { title: t('dashboard.empty'), stocks: empty },
    { title: t('dashboard.low'), stocks: low },
    { title: t('dashboard.enough'), stocks: useStocks('enough', product) },
    { title: t('dashboard.unused'), stocks: useStocks('unused', product) },
  ].filter(({ stocks }) => stocks.isPending || stocks.problem || stocks.rows.length > 0)
  if (groups.some(({ stocks }) => stocks.isPending)) {
    // What comes below waits until it is known how much stands above it: nothing moves once it is shown.
    return (
      <DashboardSection title={t('dashboard.stocks')}>
        <StockCards rows={[]} isPending />
      </DashboardSection>
    )
  }
  const problem = groups.every(({ stocks }) => stocks.problem && stocks.rows.length === 0)
    ? empty.problem
    : null
  if (problem) {
    const retry = () => {
      for (const { stocks } of groups) stocks.retry()
    }
    return <ProblemNotice problem={problem} onRetry={retry} />
  }
  const rows = groups.flatMap(({ stocks }) => stocks.rows)
  const fitsTogether =
    rows.length <= AT_A_TIME && groups.every(({ stocks }) => !stocks.hasMore && !stocks.problem)
  const [first, ...others] = groups
  if (!first) return product === undefined ? <NoSites /> : <Text>{t('dashboard.no_stock_of_product')}</Text>
  const urgent = [empty, low]
  const isUnknown = urgent.some((stocks) => stocks.problem !== null)
  const waiting = urgent.flatMap((stocks) => stocks.rows)
  const aside = waiting.length === 0 && !isUnknown ? <NothingLow /> : undefined
  return (
    <>
      {fitsTogether ? (
        <DashboardSection title={t('dashboard.stocks')} aside={aside}>
          <StockCards rows={rows} isPending={false} />
        </DashboardSection>
      ) : (
        <StocksOfStanding {...first} aside={aside} />
      )}
      <DashboardSplit
        main={<StockTrend place={product === undefined ? {} : { product }} range={range} />}
        side={<FuelWaiting low={waiting} isUnknown={isUnknown} />}
      />
      {!fitsTogether && others.map((group) => <StocksOfStanding key={group.title} {...group} />)}
    </>
  )
}

function NothingLow() {
  const t = useFuelTexts()
  return (
    <Group gap={6} wrap="nowrap">
      <Icon name="check" size={16} />
      <Text size="sm">{t('dashboard.low_none')}</Text>
    </Group>
  )
}

function useStocks(standing: Standing, product: string | undefined): Rows<StockSummary> {
  const input = { standing, ...(product === undefined ? {} : { product }) }
  return useRows(readStockSummary, input, { limit: AT_A_TIME })
}

function NoSites() {
  const t = useFuelTexts()
  const { can } = useSession()
  return (
    <>
      <Text>{t('dashboard.no_sites')}</Text>
      {can(createSite.permission) && (
        <div>
          <ScreenButton to="/fuel/sites/new">{t('dashboard.add_site')}</ScreenButton>
        </div>
      )}
    </>
  )
}
