import { Icon, ScreenButton, useSession } from '@lumbung/ui'
import { recordStockEntry, recordStockIn, recordStockOut } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'

/** What this person may add to the book, the usual last, where the primary action stands. */
export function HistoryActions() {
  const t = useFuelTexts()
  const { can, placesOf } = useSession()
  const ways = [
    // Use is recorded at one's own site; reaching all sites names none.
    ...(placesOf(recordStockOut.permission)?.length
      ? [{ to: '/fuel/out', label: t('stock.record_out') }]
      : []),
    ...(can(recordStockIn.permission) ? [{ to: '/fuel/in', label: t('stock.record_in') }] : []),
    ...(can(recordStockEntry.permission) ? [{ to: '/fuel/record', label: t('history.add_line') }] : []),
  ]
  return ways.toReversed().map(({ to, label }, place) => (
    <ScreenButton
      key={to}
      to={to}
      variant={place === ways.length - 1 ? 'filled' : 'default'}
      leftSection={<Icon name="plus" size={16} />}
    >
      {label}
    </ScreenButton>
  ))
}
