import { type ControlProps, FormPage, Page, Skeleton, useUrlState } from '@lumbung/ui'
import { useState } from 'react'
import { type Dip, recordDip } from '../../../contract/index.ts'
import { ACTIVE_PRODUCTS } from '../../stock/pick-sources.ts'
import { AmountField } from '../../stock/record/AmountField.tsx'
import { SiteField } from '../../stock/record/SiteField.tsx'
import { useProducts } from '../../stock/record/use-products.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { DipPreview } from './DipPreview.tsx'
import { DipRecorded } from './DipRecorded.tsx'
import { plannedDip, type TypedDip } from './planned-dip.ts'
import { useAskBeforeDip } from './use-ask-before-dip.tsx'
import { useDipPlace } from './use-dip-place.ts'

/** A measurement of a tank, held against the book of its instant. */
export function RecordDip() {
  const t = useFuelTexts()
  const [address] = useUrlState()
  const { areSeveral, usual, isPending } = useProducts()
  const place = useDipPlace()
  const ask = useAskBeforeDip()
  const [recorded, setRecorded] = useState<Dip | null>(null)
  const [stock] = place.stocks
  const zone = stock?.site.zone
  const title = t('dip.record_title')
  if (recorded || isPending || place.isPending) {
    return (
      <Page title={title} width="narrow">
        {recorded ? (
          <DipRecorded dip={recorded} onAgain={() => setRecorded(null)} />
        ) : (
          <Skeleton height={320} />
        )}
      </Page>
    )
  }
  // Who is asked for no site has to be shown which one is meant.
  const summary = place.asksSite || !stock ? t('dip.record_summary') : stock.site.name
  const product = address.product ?? usual?.code
  // A site that has to be named and is not has no book to compare with.
  const planned = (typed: TypedDip) =>
    place.asksSite && typed.location === undefined ? null : plannedDip(typed)
  return (
    <FormPage
      title={title}
      summary={summary}
      operation={recordDip}
      draft="fuel.dip.record"
      initial={{
        ...(place.first === null ? {} : { location: place.first }),
        ...(areSeveral && product !== undefined ? { product } : {}),
      }}
      fields={[
        ...(place.asksSite
          ? [
              {
                name: 'location' as const,
                label: t('record.site'),
                isRequired: true,
                render: (control: ControlProps) => (
                  <SiteField control={control} help={undefined} onShown={place.change} />
                ),
              },
            ]
          : []),
        ...(areSeveral
          ? [{ name: 'product' as const, label: t('record.product'), help: '', pick: ACTIVE_PRODUCTS }]
          : []),
        {
          name: 'measuredLitres',
          render: (control) => (
            <AmountField label={t('dip.measured_question')} isHuge={!place.asksSite} control={control} />
          ),
        },
        { name: 'measuredAt', rare: true, ...(zone === undefined ? {} : { zone }) },
        { name: 'post', rare: true },
        { name: 'notes', rare: true },
      ]}
      moreLabel={t('dip.more')}
      submitLabel={t('record.save')}
      below={(typed: TypedDip) => <DipPreview planned={planned(typed)} zone={zone} />}
      confirm={(input: TypedDip) => ask(planned(input))}
      onDone={setRecorded}
    />
  )
}
