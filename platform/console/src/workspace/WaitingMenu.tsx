import { Icon, ScreenLink } from '@lumbung/ui'
import { Stack, Text } from '@mantine/core'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { TopBarPanel } from './TopBarPanel.tsx'
import { useMenu } from './use-menu.ts'
import { WaitingCount } from './WaitingCount.tsx'
import styles from './workspace.module.css'

/** What waits for this person, over all apps. */
export function WaitingMenu() {
  const t = useConsoleTexts()
  const { items } = useMenu()
  const waiting = items.filter((item) => (item.waiting ?? 0) > 0)
  const count = waiting.reduce((sum, item) => sum + (item.waiting ?? 0), 0)
  const label = count === 0 ? t('waiting.title') : `${t('waiting.title')}: ${t('shell.waiting', { count })}`
  return (
    <TopBarPanel
      label={label}
      width={280}
      button={
        <span className={styles.bell}>
          <Icon name="bell" />
          {count > 0 && <span className={styles.dot} />}
        </span>
      }
    >
      {(close) => (
        <Stack gap={4} p="xs">
          <Text fw={600} size="sm">
            {t('waiting.title')}
          </Text>
          {waiting.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('waiting.none')}
            </Text>
          )}
          {waiting.map((item) => (
            <ScreenLink
              key={item.id}
              to={item.path}
              className={styles.entry}
              underline="never"
              onClick={close}
            >
              <Icon name={item.icon} />
              <span className={styles.entryLabel}>{item.label}</span>
              <WaitingCount item={item} />
            </ScreenLink>
          ))}
        </Stack>
      )}
    </TopBarPanel>
  )
}
