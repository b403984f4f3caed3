import { dayAt } from '@lumbung/contract'
import { useRead, useSession, useUrlState } from '@lumbung/ui'
import { readStockTrend, type TrendDay } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { useLitres } from '../use-litres.ts'
import { totalsInput } from './totals-input.ts'

/** What came in and went out in the days that are filtered, in one line; nothing where that has no sum of days. */
export function Totals() {
  const t = useFuelTexts()
  const litres = useLitres()
  const [address] = useUrlState()
  const { me } = useSession()
  const input = totalsInput(address, dayAt(new Date(), me.tenant?.zone ?? 'Asia/Jakarta'))
  const { data } = useRead(readStockTrend, input ?? {}, { enabled: input !== null })
  if (input === null || !data) return null
  const sum = (of: (day: TrendDay) => number) =>
    litres.plain(data.data.reduce((total, day) => total + of(day), 0))
  return t('history.totals', {
    in: sum(({ inLitres }) => inLitres),
    out: sum(({ outLitres }) => outLitres),
    adjusted: sum(({ adjustedLitres }) => adjustedLitres),
  })
}
