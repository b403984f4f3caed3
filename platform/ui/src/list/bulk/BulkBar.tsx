import { Button, CloseButton, Group, Paper, Portal, Progress, Text } from '@mantine/core'
import { useState } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import styles from '../list.module.css'
import type { BulkAction, Column } from '../list-types.ts'
import type { Choosing } from '../rows/use-choosing.ts'
import { BulkResult } from './BulkResult.tsx'
import { ConfirmBulk } from './ConfirmBulk.tsx'
import type { Bulk, BulkRun } from './use-bulk.ts'

/** What can be done with the selected rows, over the lower edge of the window; then how far it is, and how it ended. */
export function BulkBar({
  actions,
  columns,
  choosing,
  bulk,
}: {
  actions: readonly BulkAction<unknown>[]
  columns: readonly Column<unknown>[]
  choosing: Choosing<unknown>
  bulk: Bulk
}) {
  const t = useUiTexts()
  const format = useFormat()
  const [asked, setAsked] = useState<BulkAction<unknown> | null>(null)
  const count = choosing.rows.length
  const { run } = bulk
  if (count === 0 && run === null) return null
  const begin = (action: BulkAction<unknown>) => {
    setAsked(null)
    void bulk.begin(action)
  }
  const isRunning = run !== null && run.state !== 'ended'
  return (
    <Portal>
      <Paper className={styles.bulk} shadow="lg" withBorder role="region" aria-label={t('list.bulk')}>
        {isRunning && <Running run={run} onStop={bulk.stop} />}
        {run?.state === 'ended' && <BulkResult run={run} columns={columns} onForget={bulk.forget} />}
        {!isRunning && count > 0 && (
          <Group gap="xs">
            <Text size="sm" fw={600} role="status">
              {t('list.chosen', { count, shown: format.number(count) })}
            </Text>
            {actions.map((action) => (
              <Button
                key={action.label}
                className={styles.tool}
                variant="light"
                {...(action.tone === 'danger' ? { color: 'red' } : {})}
                leftSection={<Icon name={action.icon} size={16} />}
                onClick={() => (action.confirm === undefined ? begin(action) : setAsked(action))}
              >
                {action.label}
              </Button>
            ))}
            <CloseButton
              className={styles.close}
              aria-label={t('list.choose_none')}
              title={t('list.choose_none')}
              onClick={choosing.none}
            />
          </Group>
        )}
      </Paper>
      {asked && (
        <ConfirmBulk
          action={asked}
          count={count}
          onConfirm={() => begin(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </Portal>
  )
}

function Running({ run, onStop }: { run: BulkRun; onStop(): void }) {
  const t = useUiTexts()
  const format = useFormat()
  const through = run.done + run.failures.length
  return (
    <Group gap="sm" wrap="nowrap">
      <div className={styles.bulkProgress}>
        <Text size="sm" truncate>
          {run.action.label}
        </Text>
        <Progress
          value={(100 * through) / run.total}
          aria-label={run.action.label}
          transitionDuration={150}
          size="sm"
        />
        <Text size="xs" c="dimmed" aria-live="polite">
          {t('list.bulk_progress', { done: format.number(through), total: format.number(run.total) })}
        </Text>
      </div>
      <Button className={styles.tool} variant="default" disabled={run.state === 'stopping'} onClick={onStop}>
        {t(run.state === 'stopping' ? 'list.bulk_stopping' : 'list.bulk_stop')}
      </Button>
    </Group>
  )
}
