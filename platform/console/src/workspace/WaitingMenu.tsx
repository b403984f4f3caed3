import type { MenuItem } from '@lumbung/kernel/contract'
import { Icon, ScreenLink, useFormat } from '@lumbung/ui'
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
      width={320}
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
            <WaitingEntry key={item.id} item={item} onOpen={close} />
          ))}
        </Stack>
      )}
    </TopBarPanel>
  )
}

/** What waits by name; what is more than fits, as the entry that holds all of it. */
function WaitingEntry({ item, onOpen }: { item: MenuItem; onOpen(): void }) {
  const format = useFormat()
  // A menu that this device remembers from before may lack the sentences.
  const lines = item.waits ?? []
  return (
    <>
      {lines.map(({ text, path, since }) => (
        <ScreenLink key={text} to={path} className={styles.waits} underline="never" onClick={onOpen}>
          <Icon name={item.icon} />
          <span>
            {text}
            {since && <span className={styles.since}>{format.ago(since)}</span>}
          </span>
        </ScreenLink>
      ))}
      {(item.waiting ?? 0) > lines.length && (
        <ScreenLink to={item.path} className={styles.entry} underline="never" onClick={onOpen}>
          <Icon name={item.icon} />
          <span className={styles.entryLabel}>{item.label}</span>
          <WaitingCount item={item} />
        </ScreenLink>
      )}
    </>
  )
}
