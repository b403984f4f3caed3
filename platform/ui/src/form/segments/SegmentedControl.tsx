import { type FocusEvent, useId } from 'react'
import styles from './segmented-control.module.css'

export interface SegmentedControlProps<Value extends string> {
  id?: string | undefined
  /** None of the offered ones: nothing is chosen yet. */
  value: Value | ''
  onChange(value: NoInfer<Value>): void
  onBlur?: ((event: FocusEvent) => void) | undefined
  data: readonly { value: NoInfer<Value>; label: string }[]
  size?: 'xs' | 'sm'
  /** As wide as there is room. */
  fullWidth?: boolean
  'aria-label'?: string | undefined
  'aria-labelledby'?: string | undefined
  'aria-describedby'?: string | undefined
  'aria-invalid'?: boolean | undefined
}

/**
 * One of a few, side by side: the browser's own radio buttons under their words. Mantine's measures where its sliding
 * mark belongs when it is first drawn, which lays the page out twice more: 60 ms of a dashboard's start on a slow phone.
 */
export function SegmentedControl<Value extends string>({
  value,
  onChange,
  data,
  size = 'sm',
  fullWidth = false,
  ...group
}: SegmentedControlProps<Value>) {
  const name = useId()
  return (
    <div
      role="radiogroup"
      className={styles.group}
      data-size={size}
      data-full-width={fullWidth || undefined}
      {...group}
    >
      {data.map((option) => (
        <label key={option.value} className={styles.segment}>
          <input
            type="radio"
            className={styles.radio}
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.words}>{option.label}</span>
        </label>
      ))}
    </div>
  )
}
