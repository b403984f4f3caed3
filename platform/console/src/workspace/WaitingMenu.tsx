import { Icon, ScreenLink } from '@lumbung/ui'
import { ActionIcon, Badge, Indicator, Popover, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { useMenu } from './use-menu.ts'
import styles from './workspace.module.css'

/** What waits for this person, over all apps. */
export function WaitingMenu() {
  const t = useConsoleTexts()
  const { items } = useMenu()
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const waiting = items.filter((item) => (item.waiting ?? 0) > 0)
  const count = waiting.reduce((sum, item) => sum + (item.waiting ?? 0), 0)
  const label = count === 0 ? t('waiting.title') : `${t('waiting.title')}: ${t('shell.waiting', { count })}`
  return (
    <Popover opened={isOpen} onChange={close} position="bottom-end" width={280} trapFocus returnFocus>
      <Indicator disabled={count === 0} color="orange" offset={6}>
        <Popover.Target>
          <ActionIcon variant="subtle" color="gray" size={40} aria-label={label} onClick={toggle}>
            <Icon name="bell" />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown>
        <Stack gap={4}>
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
              <Badge size="sm" variant="light" color="orange">
                {item.waiting}
              </Badge>
            </ScreenLink>
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
