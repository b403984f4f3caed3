import { Alert, List, Stack, Text } from '@mantine/core'
import { Fragment } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { Icon } from '../../icons.tsx'
import { useProblemSentence } from '../../problem/problem-sentence.ts'
import { useUiTexts } from '../../texts/texts.ts'
import { isolated } from '../isolated.tsx'
import styles from '../list.module.css'
import type { Column } from '../list-types.ts'
import type { BulkRun } from './use-bulk.ts'

const MOST_SHOWN = 50
const NAMING = 2

/** How a bulk action ended: what was done, what failed and why, what is left. */
export function BulkResult({
  run,
  columns,
  onForget,
}: {
  run: BulkRun
  /** The first two name a row: one of them alone is often that of others as well. */
  columns: readonly Column<unknown>[]
  onForget(): void
}) {
  const t = useUiTexts()
  const format = useFormat()
  const { done, total, failures, action } = run
  const left = total - done - failures.length
  const color = failures.length > 0 ? 'red' : left > 0 ? 'yellow' : 'green'
  return (
    <Alert
      className={styles.bulkResult}
      color={color}
      icon={<Icon name={color === 'green' ? 'check' : 'alert'} />}
      role="status"
      tabIndex={0}
      withCloseButton
      closeButtonLabel={t('action.close')}
      onClose={onForget}
    >
      <Stack gap="xs">
        <Text size="sm">
          {t('list.bulk_result', {
            label: action.label,
            done: format.number(done),
            total: format.number(total),
          })}
        </Text>
        {failures.length > 0 && (
          <div>
            <Text size="sm">{t('list.bulk_failed', { count: failures.length })}</Text>
            <List size="sm" withPadding>
              {failures.slice(0, MOST_SHOWN).map(({ key, row, problem }) => (
                <List.Item key={key}>
                  {columns.slice(0, NAMING).map((column) => (
                    <Fragment key={column.id}>{isolated(column.cell(row))} · </Fragment>
                  ))}
                  <Reason problem={problem} />
                </List.Item>
              ))}
            </List>
            {failures.length > MOST_SHOWN && (
              <Text size="sm">{t('list.bulk_failed_more', { count: failures.length - MOST_SHOWN })}</Text>
            )}
          </div>
        )}
        {left > 0 && <Text size="sm">{t('list.bulk_left', { count: left })}</Text>}
      </Stack>
    </Alert>
  )
}

function Reason({ problem }: Pick<BulkRun['failures'][number], 'problem'>) {
  return useProblemSentence(problem)
}
