import { type ControlProps, OperationForm, useSession, useUrlState } from '@lumbung/ui'
import { type RecordedEntry, recordStockOut, type StockSummary } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { EntryPreview } from '../preview/EntryPreview.tsx'
import { plannedEntry, type TypedEntry } from '../preview/planned-entry.ts'
import { useAskBefore } from '../preview/use-ask-before.tsx'
import { AmountField } from './AmountField.tsx'
import { readLastPlace } from './last-place.ts'
import { ProductChoice } from './ProductChoice.tsx'

/** The one figure, and behind "more" what is as usual: now, without a note. */
export function OutForm({
  stocks,
  onDone,
}: {
  /** Of the person's own site; none where they could not be read, and the figure can be typed all the same. */
  stocks: readonly StockSummary[]
  onDone(entry: RecordedEntry): void
}) {
  const t = useFuelTexts()
  const { me } = useSession()
  const [address] = useUrlState()
  const first = stocks[0]
  const hasProducts = stocks.length > 1
  const wanted = address.product ?? readLastPlace(localStorage, me).product
  const product = (stocks.find((stock) => stock.product.code === wanted) ?? first)?.product.code
  const stockOf = (code = product) => stocks.find((stock) => stock.product.code === code)
  const planned = (typed: TypedEntry) =>
    plannedEntry({ ...typed, type: 'OUT', location: first?.site.code, product: typed.product ?? product })
  const ask = useAskBefore(stockOf)
  return (
    <OperationForm
      key={hasProducts ? 'products' : 'product'}
      operation={recordStockOut}
      draft="fuel.stock.out"
      initial={hasProducts && product !== undefined ? { product } : {}}
      fields={[
        ...(hasProducts
          ? [
              {
                name: 'product' as const,
                render: (control: ControlProps) => <ProductChoice stocks={stocks} control={control} />,
              },
            ]
          : []),
        {
          name: 'amount',
          render: (control) => <AmountField label={t('record.amount_out')} isHuge control={control} />,
        },
        { name: 'date', rare: true, ...(first ? { zone: first.site.zone } : {}) },
        { name: 'notes', rare: true },
      ]}
      moreLabel={t('record.more')}
      submitLabel={t('record.save')}
      below={(typed) => <EntryPreview planned={planned(typed)} stock={stockOf(typed.product)} />}
      confirm={(input) => ask(planned(input))}
      onDone={onDone}
    />
  )
}
