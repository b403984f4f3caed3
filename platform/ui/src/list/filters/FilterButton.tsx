import { ActionIcon, Button, Popover } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { Icon, type IconName } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import styles from './filters.module.css'

/** A filter of the bar: it says what the list is narrowed to, opens its choices, and is cleared beside it. */
export function FilterButton({
  label,
  words,
  icon,
  onClear,
  children,
}: {
  label: string
  /** What is chosen; null where nothing is. */
  words: string | null
  icon?: IconName
  onClear(): void
  /** The choices; `close` once one is made. */
  children(close: () => void): ReactNode
}) {
  const t = useUiTexts()
  const [isOpen, setOpen] = useState(false)
  return (
    <div className={styles.filter}>
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
            fw={400}
            classNames={{ root: styles.control, label: styles.chosen }}
            data-used={words !== null || undefined}
            leftSection={icon && <Icon name={icon} size={16} />}
            rightSection={<Icon name="down" size={14} />}
            onClick={() => setOpen(!isOpen)}
          >
            {words === null ? (
              label
            ) : (
              <span>
                {label}: <b>{<bdi>{words}</bdi>}</b>
              </span>
            )}
          </Button>
        </Popover.Target>
        <Popover.Dropdown aria-label={label} w={320}>
          {children(() => setOpen(false))}
        </Popover.Dropdown>
      </Popover>
      {words !== null && (
        <ActionIcon
          variant="default"
          className={styles.ends}
          aria-label={t('list.filter_remove', { filter: `${label}: ${words}` })}
          title={t('list.filter_remove', { filter: `${label}: ${words}` })}
          onClick={onClear}
        >
          <Icon name="x" size={14} />
        </ActionIcon>
      )}
    </div>
  )
}
