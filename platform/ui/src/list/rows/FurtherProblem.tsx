import { ProblemNotice } from '../../problem/ProblemNotice.tsx'
import styles from '../list.module.css'
import type { LongRows } from './use-long-rows.ts'

/** At the end of the rows, where somebody looks who waits for more of them: why there are none yet. */
export function FurtherProblem({ list }: { list: LongRows<unknown> }) {
  if (!list.furtherProblem) return null
  return (
    <div className={styles.furtherProblem}>
      <ProblemNotice problem={list.furtherProblem} onRetry={() => list.loadMore({ again: true })} />
    </div>
  )
}
