import { type ChartSeries, type TimeRangeState, TrendChart, useFormat, useRead } from '@lumbung/ui'
import { readStockTrend, type TrendDay } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { historyPath, type Place } from './paths.ts'

/** What came in and went out each day, and what was left at its end: of one site, or of all that the person reaches. */
export function StockTrend({
  place,
  placeName,
  range,
  thresholdLitres,
}: {
  place: Place
  /** Of whom it is the trend, where it is not everything. */
  placeName?: string | undefined
  range: TimeRangeState
  /** Of the one stock that is shown; of several there is no sum of thresholds to compare with. */
  thresholdLitres?: number | undefined
}) {
  const t = useFuelTexts()
  const input = {
    ...place,
    ...(range.lastDays === null ? { startDate: range.from, endDate: range.to } : { days: range.lastDays }),
  }
  const trend = useRead(readStockTrend, input, { keepsPrevious: true, everySeconds: 60 })
  const rows = trend.data?.data ?? []
  const series = useSeries(rows)
  const description = useDescription(rows)
  return (
    <TrendChart
      title={placeName === undefined ? t('trend.title') : t('trend.title_of', { place: placeName })}
      rows={rows}
      series={series}
      unit="L"
      description={description}
      isPending={trend.isPending}
      problem={trend.error}
      onRetry={() => void trend.refetch()}
      {...(thresholdLitres === undefined
        ? {}
        : { threshold: { value: thresholdLitres, label: t('trend.threshold') } })}
      to={historyPath({ ...place, startDate: range.from, endDate: range.to })}
      hrefOf={({ day }) => historyPath({ ...place, startDate: day, endDate: day })}
      exportOf={{ operation: readStockTrend, input }}
    />
  )
}

/** Most months have no correction; a series of zeros would only take up room. */
function useSeries(rows: readonly TrendDay[]): ChartSeries[] {
  const t = useFuelTexts()
  const hasAdjusted = rows.some(({ adjustedLitres }) => adjustedLitres !== 0)
  return [
    { key: 'closingLitres', label: t('trend.closing'), kind: 'area', color: 'accent' },
    { key: 'inLitres', label: t('trend.in'), kind: 'bar', color: 'blue', below: true },
    { key: 'outLitres', label: t('trend.out'), kind: 'bar', color: 'orange', below: true },
    ...(hasAdjusted
      ? [
          {
            key: 'adjustedLitres',
            label: t('trend.adjusted'),
            kind: 'bar',
            color: 'grey',
            below: true,
          } as const,
        ]
      : []),
  ]
}

function useDescription(rows: readonly TrendDay[]): string {
  const t = useFuelTexts()
  const format = useFormat()
  const first = rows[0]
  const last = rows.at(-1)
  if (!first || !last) return ''
  const sum = (of: (row: TrendDay) => number) =>
    format.number(rows.reduce((total, row) => total + of(row), 0))
  return t('trend.description', {
    from: format.day(first.day),
    to: format.day(last.day),
    in: sum(({ inLitres }) => inLitres),
    out: sum(({ outLitres }) => outLitres),
    first: format.number(first.closingLitres),
    last: format.number(last.closingLitres),
    lowest: format.number(Math.min(...rows.map(({ closingLitres }) => closingLitres))),
  })
}
