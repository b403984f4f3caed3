import { Button, Group, Icon, ScreenLink, Stack, Text, Title, useFormat } from '@lumbung/ui'
import { useEffect, useRef, useState } from 'react'
import { type RecordedEntry, reverseStockEntry, type StockSummary } from '../../../contract/index.ts'
import { historyPath } from '../../dashboard/paths.ts'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { Notice } from '../preview/Notice.tsx'
import { ReverseDialog } from '../reverse/ReverseDialog.tsx'
import { useReversal } from '../reverse/use-reversal.ts'
import { useLitres } from '../use-litres.ts'
import styles from './record.module.css'

/** What was recorded and what is left now, large enough to be read while walking away; and the way back from a slip. */
export function Recorded({
  entry,
  stock,
  onAgain,
}: {
  entry: RecordedEntry
  /** As it was before, for its threshold. */
  stock: StockSummary | undefined
  onAgain(): void
}) {
  const t = useFuelTexts()
  const format = useFormat()
  const litres = useLitres()
  const [isUndoing, setUndoing] = useState(false)
  const [reversal, setReversal] = useState<RecordedEntry | null>(null)
  const reversalOf = useReversal()
  const operation = reversal === null ? reversalOf(entry) : null
  const heading = useRef<HTMLDivElement>(null)
  // The button that was pressed is gone; what came of it is where one goes on.
  useEffect(() => heading.current?.focus(), [])
  const { location, product, date, zone } = entry
  const { balanceLitres, isLow } = reversal ?? entry
  const amount = litres.plain(entry.amountLitres)
  return (
    <Stack gap="lg">
      <div ref={heading} tabIndex={-1} role="status" className={styles.done}>
        <Stack gap="md">
          <Group gap="sm" wrap="nowrap">
            <span className={styles.tick}>
              <Icon name={reversal ? 'back' : 'check'} size={22} />
            </span>
            <div>
              <Title order={2} size="h4">
                {reversal
                  ? t('recorded.reversed', { litres: amount })
                  : t(entry.type === 'IN' ? 'recorded.in' : 'recorded.out', { litres: amount })}
              </Title>
              <Text size="sm" c="dimmed">
                {format.instant(date, zone)}
              </Text>
            </div>
          </Group>
          <div>
            <Text size="sm">{t('recorded.left', { site: location.name, product: product.name })}</Text>
            <p className={styles.balance}>
              {format.number(balanceLitres)}
              <span className={styles.unit}> L</span>
            </p>
          </div>
          {isLow && (
            <Notice tone="warning">
              {stock
                ? t('recorded.low_of', { threshold: litres.plain(stock.thresholdLitres) })
                : t('recorded.low')}
            </Notice>
          )}
        </Stack>
      </div>
      <Group gap="xs" className={styles.next}>
        <Button size="md" leftSection={<Icon name="plus" size={18} />} onClick={onAgain}>
          {t('recorded.again')}
        </Button>
        {operation && (
          <Button
            size="md"
            variant="default"
            leftSection={<Icon name="back" size={18} />}
            onClick={() => setUndoing(true)}
          >
            {t(operation === reverseStockEntry ? 'recorded.undo' : 'recorded.undo_own')}
          </Button>
        )}
      </Group>
      {!operation && !reversal && (
        <Text size="sm" c="dimmed">
          {t('recorded.ask_undo')}
        </Text>
      )}
      <ScreenLink to={historyPath({ location: location.code, product: product.code })}>
        {t('recorded.history')}
      </ScreenLink>
      {isUndoing && operation && (
        <ReverseDialog
          entry={entry}
          operation={operation}
          reason={t('recorded.slip')}
          onClose={() => setUndoing(false)}
          onDone={setReversal}
        />
      )}
    </Stack>
  )
}
