import { Badge, Icon, type IconName } from '@lumbung/ui'
import styles from './state-badge.module.css'

export type Tone = 'good' | 'busy' | 'odd' | 'bad' | 'quiet'

export interface StateLook {
  tone: Tone
  icon: IconName
}

/** A state in a word, with an icon whose colour says at a glance whether it is well. */
export function StateBadge({ look: { tone, icon }, word }: { look: StateLook; word: string }) {
  return (
    <Badge
      component="span"
      variant="default"
      fw={500}
      tt="none"
      className={styles.badge ?? ''}
      leftSection={
        <span className={styles.icon} data-tone={tone}>
          <Icon name={icon} size={14} />
        </span>
      }
    >
      {word}
    </Badge>
  )
}
