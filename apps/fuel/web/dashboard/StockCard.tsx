import { FigureCard, ScreenButton, useFormat, useSession } from '@lumbung/ui'
import { recordDip, recordStockIn, recordStockOut, type StockSummary } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { historyPath, recordPath } from './paths.ts'
import { useStockFacts } from './stock-facts.ts'

/** A site's stock of one product; opens its lines of the stock book. */
export function StockCard({
  stock,
  isBig = false,
  isAtSite = false,
}: {
  stock: StockSummary
  isBig?: boolean
  /** Below the name of the site, which the card then does not repeat. */
  isAtSite?: boolean
}) {
  const format = useFormat()
  const facts = useStockFacts(stock)
  const { site, product, recentDays } = stock
  const place = { location: site.code, product: product.code }
  return (
    <FigureCard
      {...(isAtSite
        ? { title: product.name }
        : { title: site.name, summary: `${product.name} · ${site.code}` })}
      value={format.number(stock.balanceLitres)}
      unit="L"
      {...facts}
      {...(recentDays.length > 0 ? { sparkline: recentDays.map(({ closingLitres }) => closingLitres) } : {})}
      to={historyPath(place)}
      actions={<StockActions stock={stock} />}
      isBig={isBig}
    />
  )
}

/** What this person may record at this site. */
function StockActions({ stock: { site, product } }: { stock: StockSummary }) {
  const t = useFuelTexts()
  const { placesOf } = useSession()
  const place = { location: site.code, product: product.code }
  const outPlaces = placesOf(recordStockOut.permission)
  const mayRecord = (permission: string) => {
    const places = placesOf(permission)
    return places === null || places.includes(site.id)
  }
  return (
    <>
      {/* Use is recorded at the one site where somebody is assigned; reaching all sites names none. */}
      {outPlaces?.includes(site.id) && (
        <ScreenButton to={recordPath('out', place)} size="sm">
          {t('stock.record_out')}
        </ScreenButton>
      )}
      {mayRecord(recordStockIn.permission) && (
        <ScreenButton to={recordPath('in', place)} size="sm" variant="light">
          {t('stock.record_in')}
        </ScreenButton>
      )}
      {mayRecord(recordDip.permission) && (
        <ScreenButton to={recordPath('dips/new', place)} size="sm" variant="default">
          {t('stock.record_dip')}
        </ScreenButton>
      )}
    </>
  )
}
