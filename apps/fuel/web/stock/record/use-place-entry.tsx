import { type FieldSpec, useSession, useUrlState } from '@lumbung/ui'
import { type ReactNode, useState } from 'react'
import type { RecordedEntry, StockSummary } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { ACTIVE_PRODUCTS } from '../pick-sources.ts'
import { EntryPreview } from '../preview/EntryPreview.tsx'
import { plannedEntry, type TypedEntry } from '../preview/planned-entry.ts'
import { useAskBefore } from '../preview/use-ask-before.tsx'
import { useLitres } from '../use-litres.ts'
import { AmountField } from './AmountField.tsx'
import { placeOf, readLastPlace, rememberLastPlace } from './last-place.ts'
import { SiteField } from './SiteField.tsx'
import { useOnlySite } from './use-only-site.ts'
import { usePlaceStock } from './use-place-stock.ts'
import { useProducts } from './use-products.ts'
import { useShowRecorded } from './use-show-recorded.ts'

export interface PlaceEntry {
  /** It is not yet known what has to be asked. */
  isPending: boolean
  initial: { location?: string; product?: string }
  fields: FieldSpec<'location' | 'product' | 'amount' | 'date' | 'notes'>[]
  below(typed: TypedEntry): ReactNode
  confirm(input: TypedEntry): Promise<ReactNode | null>
  /** To be told of what was recorded; answers the stock as it was before. */
  finish(entry: RecordedEntry): StockSummary | undefined
}

/**
 * What forms for a line at a named site have in common. They begin where the person recorded last, or at the only site
 * there is, unless the address names a place.
 */
export function usePlaceEntry({
  type,
  isOldSlip = false,
}: {
  /** Where the form does not ask for it. */
  type?: 'IN'
  /** The date is asked openly: what is copied from paper is seldom of now. */
  isOldSlip?: boolean
}): PlaceEntry {
  const t = useFuelTexts()
  const litres = useLitres()
  const { me } = useSession()
  const [{ location: wantedSite, product: wantedProduct }] = useUrlState()
  const { areSeveral, usual, isPending: areProductsPending } = useProducts()
  const show = useShowRecorded()
  const [last] = useState(() => readLastPlace(localStorage, me))
  const known = wantedSite ?? last.location
  const { only, isPending: isSitePending } = useOnlySite({ isNeeded: known === undefined })
  const site = known ?? only
  const product = wantedProduct ?? last.product ?? usual?.code
  const [location, setLocation] = useState<string | null>(site ?? null)
  const { zone, stockOf } = usePlaceStock(location)
  const stockMeant = (chosen: string | undefined) => stockOf(chosen ?? usual?.code)
  const ask = useAskBefore(stockMeant)
  const planned = (typed: TypedEntry) => plannedEntry({ type, ...typed })
  const shown = stockMeant(areSeveral ? product : undefined)
  return {
    isPending: areProductsPending || isSitePending,
    initial: {
      ...(site === undefined ? {} : { location: site }),
      ...(areSeveral && product !== undefined ? { product } : {}),
    },
    fields: [
      {
        name: 'location',
        label: t('record.site'),
        render: (control) => (
          <SiteField
            control={control}
            help={shown && t('record.site_holds', { litres: litres.plain(shown.balanceLitres) })}
            onShown={setLocation}
          />
        ),
      },
      ...(areSeveral
        ? [{ name: 'product' as const, label: t('record.product'), help: '', pick: ACTIVE_PRODUCTS }]
        : []),
      {
        name: 'amount',
        render: (control) => <AmountField label={t('record.amount')} control={control} />,
      },
      { name: 'date', rare: !isOldSlip, ...(zone === undefined ? {} : { zone }) },
      { name: 'notes', rare: !isOldSlip },
    ],
    below: (typed) => <EntryPreview planned={planned(typed)} stock={stockMeant(typed.product)} />,
    confirm: (input) => ask(planned(input)),
    finish: (entry) => {
      show(entry)
      rememberLastPlace(localStorage, me, placeOf(entry))
      return stockOf(entry.product.code)
    },
  }
}
