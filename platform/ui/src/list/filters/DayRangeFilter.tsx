import { Button, Popover } from '@mantine/core'
import { useState } from 'react'
import { Icon } from '../../icons.tsx'
import { DayRangeChoices, type DayRangeProps } from './DayRangeChoices.tsx'
import styles from './filters.module.css'
import { useDayWords } from './use-day-words.ts'

/** A button that says the range in words and opens its choices. */
export function DayRangeFilter({ label, ...range }: DayRangeProps & { label: string }) {
  const [isOpen, setOpen] = useState(false)
  const words = useDayWords()(range.from, range.to)
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      trapFocus
      returnFocus
      shadow="md"
      withinPortal={false}
    >
      <Popover.Target>
        <Button
          variant="default"
          className={styles.control}
          fw={400}
          maw={240}
          title={words === null ? label : `${label}: ${words}`}
          leftSection={<Icon name="calendar" size={16} />}
          rightSection={<Icon name="down" size={14} />}
          onClick={() => setOpen(!isOpen)}
        >
          {words ?? label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label} w={320}>
        <DayRangeChoices {...range} onChosen={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
