import { CloseButton } from '@mantine/core'
import type { z } from 'zod'
import { useConnection } from '../live/connection.ts'
import { ProblemNotice } from '../problem/ProblemNotice.tsx'
import { useLocalText, useUiTexts } from '../texts/texts.ts'
import { SORT_NAME } from './address/read-address.ts'
import type { Exporting } from './export/use-export.ts'
import { labelOfName } from './filters/filter-words.ts'
import { DroppedNotice, OfflineNotice } from './ListStates.tsx'
import styles from './list.module.css'
import type { LongRows } from './rows/use-long-rows.ts'
import type { ListState } from './use-list-state.ts'

/** What has to be known before reading on: each says what happened, and what to do about it. */
export function ListNotices({
  list,
  state,
  input,
  exporting,
}: {
  list: LongRows<unknown>
  state: ListState<unknown>
  input: z.ZodObject
  exporting: Exporting
}) {
  const t = useUiTexts()
  const local = useLocalText()
  const isOffline = useConnection() === 'offline'
  const dropped = state.address.dropped.map((name) =>
    name === SORT_NAME ? t('list.sort') : labelOfName(name, state.filters, input, local),
  )
  return (
    <>
      {dropped.length > 0 && <DroppedNotice names={[...new Set(dropped)]} onForget={state.forgetDropped} />}
      {list.problem && <ProblemNotice problem={list.problem} onRetry={list.retry} />}
      {isOffline && !list.problem && <OfflineNotice />}
      {exporting.problem && (
        <div className={styles.closable}>
          <ProblemNotice problem={exporting.problem} />
          <CloseButton
            className={styles.closes}
            aria-label={t('action.close')}
            onClick={exporting.forgetProblem}
          />
        </div>
      )}
    </>
  )
}
