import { Page, Skeleton, Stack, useRead, useSession } from '@lumbung/ui'
import { useState } from 'react'
import { type RecordedEntry, readOwnStock } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { placeOf, rememberLastPlace } from './last-place.ts'
import { OutForm } from './OutForm.tsx'
import { OutRefused } from './OutRefused.tsx'
import { Recorded } from './Recorded.tsx'
import { StockNow } from './StockNow.tsx'
import { useShowRecorded } from './use-show-recorded.ts'

/**
 * Fuel used at the person's own site, in three touches: open, the amount, save. Who has no such site, or several, is told
 * at once and not after typing.
 */
export function RecordOut() {
  const t = useFuelTexts()
  const { me } = useSession()
  const own = useRead(readOwnStock, {}, { remember: true, everySeconds: 60 })
  const show = useShowRecorded()
  const [recorded, setRecorded] = useState<RecordedEntry | null>(null)
  const stocks = own.data?.data ?? []
  const isRefused = own.error !== null && (own.error.status === 422 || own.error.status === 404)
  if (isRefused && own.error) {
    return <OutRefused problem={own.error} onRetry={() => void own.refetch()} />
  }
  if (recorded) {
    const stock = stocks.find(({ product }) => product.id === recorded.product.id)
    return (
      <Page title={t('record.out_title')} width="narrow">
        <Recorded entry={recorded} stock={stock} onAgain={() => setRecorded(null)} />
      </Page>
    )
  }
  const [only] = stocks
  return (
    <Page
      title={t('record.out_title')}
      summary={stocks.length > 1 ? only?.site.name : undefined}
      width="narrow"
    >
      <Stack gap="md">
        {own.isPending && <Skeleton height={24} width="70%" />}
        {only && stocks.length === 1 && <StockNow stock={only} />}
        {own.isPending ? (
          <Skeleton height={160} />
        ) : (
          <OutForm
            stocks={stocks}
            onDone={(entry) => {
              show(entry)
              rememberLastPlace(localStorage, me, placeOf(entry))
              setRecorded(entry)
            }}
          />
        )}
      </Stack>
    </Page>
  )
}
