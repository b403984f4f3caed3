import { useUiTexts } from '@lumbung/ui'
import styles from './opening.module.css'

/** The outline of the workspace while its code comes: nothing jumps when it is there. */
export function Opening() {
  const t = useUiTexts()
  return (
    <div role="status" aria-label={t('status.loading')} className={styles.outline}>
      <div className={styles.header} />
      <div className={styles.title} />
      <div className={styles.card} />
    </div>
  )
}
