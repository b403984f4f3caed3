import type { OutputOf } from '@lumbung/contract'
import type { previewStockEntry, StockSummary } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { useLitres } from '../use-litres.ts'

type Preview = OutputOf<typeof previewStockEntry>
export type Warning = Preview['warnings'][number]

/** What is odd about a line, with the figures that make it so where they are known. */
export function useWarningWords(): (
  warning: Warning,
  preview: Preview,
  stock: StockSummary | undefined,
) => string {
  const t = useFuelTexts()
  const litres = useLitres()
  return (warning, { balanceLitres, newBalanceLitres, days, daysChanged }, stock) => {
    switch (warning) {
      case 'below_threshold':
        return stock
          ? t(stock.isLow ? 'preview.low_already' : 'preview.low_of', {
              threshold: litres.plain(stock.thresholdLitres),
            })
          : t('preview.low')
      case 'above_capacity':
        return stock?.capacityLitres
          ? t('preview.overfull_of', {
              balance: litres.plain(newBalanceLitres),
              capacity: litres.plain(stock.capacityLitres),
            })
          : t('preview.overfull')
      case 'unusual_amount':
        return stock && stock.meanDailyUseLitres > 0
          ? t('preview.unusual_of', { mean: litres.plain(stock.meanDailyUseLitres) })
          : t('preview.unusual')
      case 'most_of_stock':
        return t('preview.most_of', {
          balance: litres.plain(balanceLitres),
          left: litres.plain(Math.max(newBalanceLitres, 0)),
        })
      case 'many_days':
        return t('preview.many_days', {
          count: daysChanged,
          lowest: litres.plain(Math.min(...days.map(({ newLowestLitres }) => newLowestLitres))),
        })
      case 'back_dated':
        return t('preview.back_dated')
    }
  }
}
