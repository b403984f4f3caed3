import {
  DocumentHistory,
  Drawer,
  Facts,
  GuardedButton,
  Icon,
  ProblemNotice,
  Skeleton,
  Stack,
  useFormat,
  useRead,
  useUrlState,
} from '@lumbung/ui'
import { readStockEntry, reverseStockEntry, type StockEntry } from '../../../contract/index.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { isReversible } from '../reverse/is-reversible.ts'
import { useReversal } from '../reverse/use-reversal.ts'
import { useLitres } from '../use-litres.ts'
import { Counterpart } from './Counterpart.tsx'
import { EntryAmount } from './EntryAmount.tsx'
import { EntryMark } from './EntryMark.tsx'
import styles from './history.module.css'

/** The line that the address names, beside the history. */
export function EntryDrawer({ onReverse }: { onReverse(entry: StockEntry): void }) {
  const t = useFuelTexts()
  const [{ entry: id }, change] = useUrlState()
  return (
    <Drawer
      opened={id !== undefined}
      onClose={() => change({ entry: null })}
      title={t('entry.title')}
      position="right"
      size="md"
    >
      {id !== undefined && <Entry key={id} id={id} onReverse={onReverse} />}
    </Drawer>
  )
}

function Entry({ id, onReverse }: { id: string; onReverse(entry: StockEntry): void }) {
  const t = useFuelTexts()
  const reversalOf = useReversal()
  const { data: entry, error, refetch } = useRead(readStockEntry, { id })
  if (error) return <ProblemNotice problem={error} onRetry={() => void refetch()} />
  if (!entry) return <Skeleton height={320} />
  return (
    <Stack gap="lg">
      <div>
        <EntryMark type={entry.type} />
        <p className={styles.figure}>
          <EntryAmount entry={entry} />
          <span> L</span>
        </p>
        <Counterpart entry={entry} />
      </div>
      <EntryFacts entry={entry} />
      {isReversible(entry) && (
        <div>
          <GuardedButton
            operation={reversalOf(entry) ?? reverseStockEntry}
            variant="default"
            leftSection={<Icon name="back" size={16} />}
            onClick={() => onReverse(entry)}
          >
            {t('reverse.open')}
          </GuardedButton>
        </div>
      )}
      <DocumentHistory history={{ resourceType: 'fuel.stock', resourceId: entry.id }} />
    </Stack>
  )
}

function EntryFacts({ entry }: { entry: StockEntry }) {
  const t = useFuelTexts()
  const format = useFormat()
  const litres = useLitres()
  const { location, product, balanceLitres, date, businessDay, zone, user, recordedAt, notes } = entry
  return (
    <Facts
      facts={[
        { label: t('column.site'), value: `${location.name} (${location.code})` },
        { label: t('column.product'), value: product.name },
        { label: t('entry.balance_after'), value: litres.plain(balanceLitres) },
        { label: t('column.date'), value: format.instant(date, zone) },
        { label: t('column.business_day'), value: format.day(businessDay) },
        { label: t('column.user'), value: user.name || t('entry.nobody') },
        { label: t('column.recorded'), value: format.instant(recordedAt, zone) },
        { label: t('column.notes'), value: notes || t('entry.no_notes') },
      ]}
    />
  )
}
