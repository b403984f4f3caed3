import { Icon, ScreenLink } from '@lumbung/ui'
import { ActionIcon, Box } from '@mantine/core'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { useMenu } from './use-menu.ts'
import { WaitingCount } from './WaitingCount.tsx'
import styles from './workspace.module.css'

export function Sidebar({ isNarrow, onNarrow }: { isNarrow: boolean; onNarrow: (narrow: boolean) => void }) {
  const t = useConsoleTexts()
  const label = t(isNarrow ? 'shell.expand' : 'shell.collapse')
  return (
    <>
      <div className={styles.entries}>
        <MenuEntries isNarrow={isNarrow} />
      </div>
      <Box p="xs" ta={isNarrow ? 'center' : 'right'}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={label}
          title={label}
          aria-expanded={!isNarrow}
          onClick={() => onNarrow(!isNarrow)}
        >
          <Icon name={isNarrow ? 'sidebar-expand' : 'sidebar-collapse'} />
        </ActionIcon>
      </Box>
    </>
  )
}

/** The whole menu, grouped by app. */
export function MenuEntries({ isNarrow = false, onOpen }: { isNarrow?: boolean; onOpen?: () => void }) {
  const t = useConsoleTexts()
  const { groups, current } = useMenu()
  return (
    <nav aria-label={t('shell.menu')}>
      {groups.map((group) => (
        <Box key={group.id} pb="xs">
          <div className={styles.groupLabel}>{isNarrow ? '·' : group.label}</div>
          {group.items.map((item) => (
            <ScreenLink
              key={item.id}
              to={item.path}
              className={styles.entry}
              underline="never"
              {...(onOpen ? { onClick: onOpen } : {})}
              {...(item.path === current ? { 'data-current': true, 'aria-current': 'page' as const } : {})}
              {...(isNarrow ? { 'aria-label': item.label, title: item.label } : {})}
            >
              <Icon name={item.icon} />
              {!isNarrow && <span className={styles.entryLabel}>{item.label}</span>}
              {!isNarrow && <WaitingCount item={item} />}
            </ScreenLink>
          ))}
        </Box>
      ))}
    </nav>
  )
}
