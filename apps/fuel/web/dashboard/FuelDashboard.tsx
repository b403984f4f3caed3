import { DashboardPage, Skeleton, TimeRange, useSession, useTimeRange, useUrlState } from '@lumbung/ui'
import { lazy, Suspense } from 'react'
import { readStockSummary } from '../../contract/index.ts'
import { useFuelTexts } from '../texts/use-fuel-texts.ts'
import { ManySites } from './ManySites.tsx'
import { OneSite } from './OneSite.tsx'
import type { Place } from './paths.ts'

/** Choosing among thousands of sites takes more code than showing how they stand, and comes after it. */
const PlaceFilter = lazy(async () => ({ default: (await import('./PlaceFilter.tsx')).PlaceFilter }))

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
          <Suspense fallback={hasOneSite ? null : <Skeleton height={36} width={220} />}>
            <PlaceFilter
              place={place}
              hasOneSite={hasOneSite}
              onChange={(changes) => change(changes, { push: true })}
            />
          </Suspense>
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
