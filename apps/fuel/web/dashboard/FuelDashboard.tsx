import { DashboardPage, TimeRange, useSession, useTimeRange, useUrlState } from '@lumbung/ui'
import { readStockSummary } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { ManySites } from './ManySites.tsx'
import { OneSite } from './OneSite.tsx'
import { PlaceFilter } from './PlaceFilter.tsx'
import type { Place } from './paths.ts'

/** How the fuel stands: what runs low, what waits, how it went. Site, product and days are in the URL. */
export function FuelDashboard() {
  const t = useFuelTexts()
  const range = useTimeRange()
  const [address, change] = useUrlState()
  const { placesOf } = useSession()
  const hasOneSite = placesOf(readStockSummary.permission)?.length === 1
  const { location, product } = address
  const place: Place = {
    ...(location === undefined ? {} : { location }),
    ...(product === undefined ? {} : { product }),
  }
  return (
    <DashboardPage
      title={t('dashboard.title')}
      controls={
        <>
          <PlaceFilter
            place={place}
            hasOneSite={hasOneSite}
            onChange={(changes) => change(changes, { push: true })}
          />
          <TimeRange range={range} />
        </>
      }
    >
      {hasOneSite || location !== undefined ? (
        <OneSite place={place} range={range} />
      ) : (
        <ManySites product={product} range={range} />
      )}
    </DashboardPage>
  )
}
