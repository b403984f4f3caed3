import { Icon } from '@lumbung/ui'
import type { ReactNode } from 'react'
import styles from './preview.module.css'

/** One thing to know before saving: why it would be refused, or what is odd about it. The icon says which. */
export function Notice({ tone, children }: { tone: 'bad' | 'warning' | 'neutral'; children: ReactNode }) {
  return (
    <p className={styles.notice} data-tone={tone}>
      <Icon name={tone === 'neutral' ? 'info' : 'alert'} size={18} />
      <span>{children}</span>
    </p>
  )
}
