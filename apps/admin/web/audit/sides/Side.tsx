import { Icon, Text } from '@lumbung/ui'
import type { ReactNode } from 'react'
import styles from '../audit.module.css'

/** One side of a difference: its name, a sign, and a tint; none of them alone. */
export function Side({ isNew, name, children }: { isNew: boolean; name: string; children: ReactNode }) {
  return (
    <div className={styles.side} data-new={isNew || undefined}>
      <Text span size="xs" className={styles.sideName}>
        <Icon name={isNew ? 'plus' : 'minus'} size={14} />
        {name}
      </Text>
      <div className={styles.sideValue}>{children}</div>
    </div>
  )
}
