import { Text } from '@mantine/core'
import { useId } from 'react'
import type { FigureCardProps, Tone } from '../dashboard-types.ts'
import styles from './figure-card.module.css'

/** How full something is, 0 … 1, with a mark where it becomes too little. Above 1 it is shown as full. */
export function LevelBar({ level, tone }: { level: NonNullable<FigureCardProps['level']>; tone: Tone }) {
  const labelId = useId()
  const share = clamp(level.share)
  return (
    <div>
      {/* biome-ignore lint/a11y/useSemanticElements: the element <meter> can carry no mark */}
      <div
        className={styles.level}
        role="meter"
        aria-labelledby={labelId}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(share * 100)}
      >
        <div className={styles.filled} data-tone={tone} style={{ width: `${share * 100}%` }} />
        {level.mark !== undefined && (
          <div className={styles.mark} style={{ left: `${clamp(level.mark) * 100}%` }} />
        )}
      </div>
      <Text id={labelId} size="xs" c="dimmed" mt={4}>
        {level.label}
      </Text>
    </div>
  )
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share))
}
