import { FormPage, Page, Skeleton } from '@lumbung/ui'
import { useState } from 'react'
import { type RecordedEntry, recordStockIn, type StockSummary } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { Recorded } from './Recorded.tsx'
import { usePlaceEntry } from './use-place-entry.tsx'

/** Fuel that a supplier brought, to any site. */
export function RecordIn() {
  const t = useFuelTexts()
  const { isPending, finish, ...form } = usePlaceEntry({ type: 'IN' })
  const [done, setDone] = useState<{ entry: RecordedEntry; stock: StockSummary | undefined } | null>(null)
  const title = t('record.in_title')
  if (done || isPending) {
    return (
      <Page title={title} width="narrow">
        {done ? <Recorded {...done} onAgain={() => setDone(null)} /> : <Skeleton height={320} />}
      </Page>
    )
  }
  return (
    <FormPage
      title={title}
      {...form}
      operation={recordStockIn}
      draft="fuel.stock.in"
      moreLabel={t('record.more')}
      submitLabel={t('record.save')}
      onDone={(entry) => setDone({ entry, stock: finish(entry) })}
    />
  )
}
