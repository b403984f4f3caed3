import { ListPage, saveResponse, useClient, useSession, useUrlState } from '@lumbung/ui'
import { useState } from 'react'
import {
  EntryType,
  exportStockHistory,
  listProducts,
  listSites,
  listStockHistory,
  recordStockEntry,
  reverseStockEntry,
  type StockEntry,
} from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { ALL_PRODUCTS, ALL_SITES, RECORDERS } from '../pick-sources.ts'
import { useProducts } from '../record/use-products.ts'
import { ReverseDialog } from '../reverse/ReverseDialog.tsx'
import { useReversal } from '../reverse/use-reversal.ts'
import { EntryDrawer } from './EntryDrawer.tsx'
import { HistoryActions } from './HistoryActions.tsx'
import { Totals } from './Totals.tsx'
import { useColumns } from './use-columns.tsx'

/** The stock book, newest first. */
export function StockHistory() {
  const t = useFuelTexts()
  const client = useClient()
  const { can } = useSession()
  const [, change] = useUrlState()
  const { areSeveral } = useProducts()
  const columns = useColumns({ hasProducts: areSeveral })
  const [reversing, setReversing] = useState<StockEntry | null>(null)
  const reversalOf = useReversal()
  const operation = reversing && (reversalOf(reversing) ?? reverseStockEntry)
  const book = (format: 'xlsx' | 'csv') => ({
    label: t(`history.book_${format}`),
    run: async (filters: Record<string, unknown>) =>
      saveResponse(await client.download(exportStockHistory, { ...filters, format })),
  })
  return (
    <>
      <ListPage
        id="fuel.history"
        title={t('history.title')}
        summary={<Totals />}
        operation={listStockHistory}
        keyOf={({ id }) => id}
        columns={columns}
        filters={[
          { kind: 'search', name: 'search' },
          { kind: 'day-range', from: 'startDate', to: 'endDate', label: t('column.date') },
          {
            kind: 'choice',
            name: 'type',
            label: t('column.type'),
            choices: EntryType.options.map((type) => ({ value: type, label: t(`entry.${type}`) })),
          },
          ...(can(listSites.permission)
            ? [{ kind: 'pick' as const, name: 'location', label: t('column.site'), source: ALL_SITES }]
            : []),
          ...(areSeveral && can(listProducts.permission)
            ? [{ kind: 'pick' as const, name: 'product', label: t('column.product'), source: ALL_PRODUCTS }]
            : []),
          { kind: 'pick', name: 'user', label: t('column.user'), source: RECORDERS },
        ]}
        onOpen={({ id }) => change({ entry: id }, { push: true })}
        rowActions={(entry) =>
          reversalOf(entry)
            ? [
                {
                  label: t('reverse.open'),
                  icon: 'back',
                  tone: 'danger',
                  run: () => setReversing(entry),
                },
              ]
            : []
        }
        primary={<HistoryActions />}
        importInto={recordStockEntry}
        exports={[book('xlsx'), book('csv')]}
        empty={{ sentence: t('history.empty'), action: <HistoryActions /> }}
      />
      <EntryDrawer onReverse={setReversing} />
      {reversing && operation && (
        <ReverseDialog entry={reversing} operation={operation} onClose={() => setReversing(null)} />
      )}
    </>
  )
}
