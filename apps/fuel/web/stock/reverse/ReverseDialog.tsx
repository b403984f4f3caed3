import { FormDialog, notifyDone, useFormat } from '@lumbung/ui'
import type { RecordedEntry, StockEntry } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { effectOf } from '../effect-of.ts'
import { useShowRecorded } from '../record/use-show-recorded.ts'
import { useLitres } from '../use-litres.ts'
import { ReversalPreview } from './ReversalPreview.tsx'
import type { ReversalOperation } from './use-reversal.ts'

/** Takes a line back, for a reason: nothing in the book is deleted, both lines stay. */
export function ReverseDialog({
  entry,
  operation,
  reason,
  onClose,
  onDone,
}: {
  entry: StockEntry
  /** By which right. */
  operation: ReversalOperation
  /** Offered where it is plain, as right after a slip. */
  reason?: string
  onClose(): void
  onDone?(reversal: RecordedEntry): void
}) {
  const t = useFuelTexts()
  const format = useFormat()
  const litres = useLitres()
  const show = useShowRecorded()
  return (
    <FormDialog
      isOpen
      onClose={onClose}
      title={t('reverse.title')}
      summary={t('reverse.summary', {
        litres: `${litres.signed(effectOf(entry))} L`,
        site: entry.location.name,
        product: entry.product.name,
        date: format.instant(entry.date, entry.zone),
      })}
      operation={operation}
      fixed={{ id: entry.id }}
      fields={['reason']}
      initial={reason === undefined ? {} : { reason }}
      draft={`fuel.stock.reverse.${entry.id}`}
      submitLabel={t('reverse.submit')}
      tone="danger"
      below={() => <ReversalPreview entry={entry} />}
      onDone={(reversal) => {
        show(reversal)
        notifyDone(t('reverse.done', { balance: litres.plain(reversal.balanceLitres) }))
        onDone?.(reversal)
        onClose()
      }}
    />
  )
}
