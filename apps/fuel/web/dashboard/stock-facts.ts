import { type FigureCardProps, type Format, type Translate, useFormat } from '@lumbung/ui'
import type { StockSummary } from '../../contract/index.ts'
import type { FuelText } from '../texts/id.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'

interface Words {
  t: Translate<FuelText>
  format: Format
}

/** What a card says of a stock: its state, how full it is, and the lines below. */
export function useStockFacts(
  stock: StockSummary,
): Required<Pick<FigureCardProps, 'state' | 'details'>> & Pick<FigureCardProps, 'level'> {
  const words: Words = { t: useFuelTexts(), format: useFormat() }
  const level = levelOf(stock, words)
  return { state: stateOf(stock, words), details: detailsOf(stock, words), ...(level ? { level } : {}) }
}

function stateOf(
  { standing, balanceLitres, capacityLitres }: StockSummary,
  { t }: Words,
): NonNullable<FigureCardProps['state']> {
  if (standing === 'unused') return { tone: 'neutral', icon: 'info', label: t('stock.unused') }
  if (standing === 'empty') return { tone: 'bad', icon: 'alert', label: t('stock.empty') }
  if (standing === 'low') return { tone: 'warning', icon: 'alert', label: t('stock.low') }
  if (capacityLitres !== null && balanceLitres > capacityLitres) {
    return { tone: 'warning', icon: 'alert', label: t('stock.overfull') }
  }
  return { tone: 'good', icon: 'check', label: t('stock.enough') }
}

function levelOf(stock: StockSummary, { t, format }: Words): FigureCardProps['level'] {
  const { balanceLitres, capacityLitres, fillPercent, thresholdLitres } = stock
  if (capacityLitres === null || fillPercent === null) return undefined
  return {
    share: balanceLitres / capacityLitres,
    mark: thresholdLitres / capacityLitres,
    label: t('stock.level', {
      percent: format.percent(fillPercent),
      capacity: format.number(capacityLitres),
      threshold: format.number(thresholdLitres),
    }),
  }
}

function detailsOf(stock: StockSummary, { t, format }: Words): NonNullable<FigureCardProps['details']> {
  const { today, capacityLitres, standing, lastMovementAt } = stock
  const litres = (value: number) => `${format.number(value)} L`
  const threshold = { label: t('stock.threshold'), value: litres(stock.thresholdLitres) }
  if (standing === 'unused') return capacityLitres === null ? [threshold] : []
  return [
    { label: t('stock.in_today'), value: litres(today.inLitres) },
    { label: t('stock.out_today'), value: litres(today.outLitres) },
    ...(today.adjustedLitres === 0
      ? []
      : [{ label: t('stock.adjusted_today'), value: litres(today.adjustedLitres) }]),
    { label: t('stock.until_empty'), value: untilEmpty(stock, { t, format }) },
    ...(stock.meanDailyUseLitres === 0
      ? []
      : [
          {
            label: t('stock.mean_use'),
            value: t('stock.per_day', { litres: estimateText(stock.meanDailyUseLitres, format) }),
          },
        ]),
    ...(capacityLitres === null ? [threshold] : []),
    ...(lastMovementAt === null
      ? []
      : [{ label: t('stock.last_movement'), value: format.ago(lastMovementAt) }]),
  ]
}

function untilEmpty(stock: StockSummary, { t, format }: Words): string {
  const { daysToEmpty, daysToEmptyLow, daysToEmptyHigh } = stock
  if (stock.standing === 'empty') return t('stock.empty')
  if (daysToEmpty === null) return t('stock.no_use')
  if (daysToEmpty < 1) return t('stock.less_than_a_day')
  const days = estimateText(daysToEmpty, format)
  if (daysToEmptyLow === null) return t('stock.days', { days })
  const low = estimateText(daysToEmptyLow, format)
  if (daysToEmptyHigh === null) return t('stock.days_at_least', { days, low })
  return t('stock.days_range', { days, low, high: estimateText(daysToEmptyHigh, format) })
}

/** Of what is estimated a decimal says something only where there are few. */
export function estimateText(value: number, format: Format): string {
  return format.number(value, value < 10 ? 1 : 0)
}
