import { useFormat, Waiting, type WaitingItem } from '@lumbung/ui'
import type { StockSummary } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { dashboardPath } from './paths.ts'
import { estimateText } from './stock-facts.ts'

/** The rest is in the section of what needs attention. */
const MOST = 3

/** Stocks that run out come before what else waits. */
export function FuelWaiting({
  low,
  isUnknown = false,
}: {
  low: readonly StockSummary[]
  /** Which stocks are low could not be read. */
  isUnknown?: boolean
}) {
  const t = useFuelTexts()
  const format = useFormat()
  const items = low.slice(0, MOST).map(({ site, product, balanceLitres, daysToEmpty }): WaitingItem => {
    const litres = format.number(balanceLitres)
    const isEmpty = balanceLitres === 0
    return {
      id: `${site.id}/${product.id}`,
      icon: 'alert',
      label: t(isEmpty ? 'dashboard.waits_empty' : 'dashboard.waits_low', {
        site: site.name,
        product: product.name,
      }),
      ...(isEmpty
        ? {}
        : {
            detail:
              daysToEmpty === null
                ? t('dashboard.waits_left', { litres })
                : daysToEmpty < 1
                  ? t('dashboard.waits_left_today', { litres })
                  : t('dashboard.waits_left_days', { litres, days: estimateText(daysToEmpty, format) }),
          }),
      to: dashboardPath({ location: site.code, product: product.code }),
    }
  })
  return <Waiting items={items} isUnknown={isUnknown} />
}
