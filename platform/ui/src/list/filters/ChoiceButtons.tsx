import { Button, Stack } from '@mantine/core'
import { Icon } from '../../icons.tsx'
import styles from './filters.module.css'

/** One of a few, below each other; pressing one is all. */
export function ChoiceButtons({
  choices,
  value,
  onChoose,
}: {
  choices: readonly { value: string | null; label: string }[]
  value: string | null
  onChoose(value: string | null): void
}) {
  return (
    <Stack gap={2} role="group" className={styles.choices}>
      {choices.map((choice) => {
        const isOn = choice.value === value
        return (
          <Button
            key={choice.value}
            className={styles.preset}
            classNames={{ label: styles.chosen }}
            justify="space-between"
            variant={isOn ? 'light' : 'subtle'}
            {...(isOn ? {} : { color: 'gray' })}
            size="sm"
            fw={isOn ? 600 : 400}
            rightSection={isOn ? <Icon name="check" size={16} /> : null}
            aria-pressed={isOn}
            onClick={() => onChoose(choice.value)}
          >
            {choice.label}
          </Button>
        )
      })}
    </Stack>
  )
}
