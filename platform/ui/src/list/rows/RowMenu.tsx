import { Menu } from '@mantine/core'
import { useState } from 'react'
import { Icon } from '../../icons.tsx'
import styles from '../list.module.css'
import type { RowAction } from '../list-types.ts'

interface Opened {
  button: HTMLElement
  label: string
  actions: readonly RowAction[]
}

export interface RowMenu {
  open(opened: Opened): void
  opened: Opened | null
  close(): void
}

export function useRowMenu(): RowMenu {
  const [opened, setOpened] = useState<Opened | null>(null)
  return { open: setOpened, opened, close: () => setOpened(null) }
}

/**
 * The one menu of a list, at the button of the row that was pressed. A menu in every row would be most of the work of
 * drawing it.
 */
export function RowMenuAtButton({ menu: { opened, close } }: { menu: RowMenu }) {
  const place = opened?.button.getBoundingClientRect()
  return (
    <Menu
      opened={opened !== null}
      onClose={() => {
        close()
        opened?.button.focus({ preventScroll: true })
      }}
      position="bottom-end"
      shadow="md"
      withinPortal={false}
      withInitialFocusPlaceholder={false}
      returnFocus={false}
      transitionProps={{ duration: 0 }}
    >
      <Menu.Target>
        <span
          aria-hidden
          style={{
            position: 'fixed',
            left: place?.left ?? 0,
            top: place?.top ?? 0,
            width: place?.width ?? 0,
            height: place?.height ?? 0,
            pointerEvents: 'none',
          }}
        />
      </Menu.Target>
      <Menu.Dropdown className={styles.menu} aria-label={opened?.label} aria-labelledby={undefined}>
        {opened?.actions.map(({ label, icon, tone, run }) => (
          <Menu.Item
            key={label}
            leftSection={<Icon name={icon} size={16} />}
            className={tone === 'danger' ? styles.danger : undefined}
            onClick={run}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
