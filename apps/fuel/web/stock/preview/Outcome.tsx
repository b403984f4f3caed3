import type { ReactNode } from 'react'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { useLitres } from '../use-litres.ts'
import styles from './preview.module.css'

/** What is there now and what would be, side by side, with what is to be known of it. Screen readers hear it when it changes. */
export function Outcome({
  now,
  then,
  thenLabel,
  isBehind,
  children,
}: {
  now: number | undefined
  then: number | undefined
  /** "After saving", where nothing else is said. */
  thenLabel?: string
  isBehind: boolean
  children?: ReactNode
}) {
  const t = useFuelTexts()
  const litres = useLitres()
  const written = (value: number | undefined) => (value === undefined ? '–' : litres.plain(value))
  return (
    <div role="status" aria-busy={isBehind} data-behind={isBehind || undefined} className={styles.outcome}>
      <dl className={styles.balances}>
        <div>
          <dt>{t('preview.now')}</dt>
          <dd>{written(now)}</dd>
        </div>
        <div>
          <dt>{thenLabel ?? t('preview.then')}</dt>
          <dd data-negative={(then !== undefined && then < 0) || undefined}>{written(then)}</dd>
        </div>
      </dl>
      {children}
    </div>
  )
}
