import { ActionIcon, Button, Group, Menu, Modal, Popover, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { type ReactNode, useState } from 'react'
import { Icon } from '../icons.tsx'
import { GuardedButton } from '../problem/GuardedButton.tsx'
import { RefusalFacts } from '../problem/RefusalFacts.tsx'
import { useRefusal } from '../problem/use-refusal.ts'
import { WayOut } from '../problem/WayOut.tsx'
import { useSession } from '../session/session.tsx'
import { useUiTexts } from '../texts/texts.ts'
import styles from './document.module.css'
import type { DocumentAction, OpenAction } from './document-types.ts'

type Action = DocumentAction | OpenAction

export interface DocumentActionsProps {
  actions: readonly Action[]
  isRunning: boolean
  onStart(action: DocumentAction): void
}

/** The next action as a button, the others in a menu. What cannot be done stays there, and says why. */
export function DocumentActions({ actions, isRunning, onStart }: DocumentActionsProps) {
  const t = useUiTexts()
  const [next, ...others] = actions
  const [refused, setRefused] = useState<string | null>(null)
  const start = (action: Action) => ('open' in action ? action.open() : onStart(action))
  return (
    <Group gap="xs" className={styles.actions}>
      {next && <NextAction action={next} isRunning={isRunning} onStart={() => start(next)} />}
      <Menu position="bottom-end" width={280} shadow="md" withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={t('document.more_actions')}>
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map((action) => (
            <OtherAction
              key={action.label}
              action={action}
              onStart={() => start(action)}
              onRefused={() => setRefused(action.operation.permission)}
            />
          ))}
          {others.length > 0 && <Menu.Divider />}
          <Menu.Item leftSection={<Icon name="printer" size={18} />} onClick={() => window.print()}>
            {t('document.print')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal opened={refused !== null} onClose={() => setRefused(null)} title={t('why.not_allowed')} centered>
        {refused !== null && <Refusal permission={refused} />}
      </Modal>
    </Group>
  )
}

function NextAction({ action, isRunning, onStart }: { action: Action; isRunning: boolean; onStart(): void }) {
  const { label, icon, tone, operation, disabledBecause } = action
  const leftSection = icon && <Icon name={icon} size={18} />
  if (disabledBecause) {
    return (
      <Impossible reason={disabledBecause} leftSection={leftSection}>
        {label}
      </Impossible>
    )
  }
  return (
    <GuardedButton
      operation={operation}
      loading={isRunning}
      leftSection={leftSection}
      {...(tone === 'danger' ? { color: 'red' } : {})}
      onClick={onStart}
    >
      {label}
    </GuardedButton>
  )
}

/** Reached and pressed like any other button, so that everybody learns the reason, with or without a mouse. */
function Impossible({
  reason,
  leftSection,
  children,
}: {
  reason: string
  leftSection: ReactNode
  children: string
}) {
  const t = useUiTexts()
  const [isOpen, { toggle, close }] = useDisclosure(false)
  return (
    <Popover opened={isOpen} onDismiss={close} width={300} withArrow shadow="md">
      <Popover.Target>
        <Button data-disabled aria-disabled leftSection={leftSection} onClick={toggle}>
          {children}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('document.not_now')}>
        <Text size="sm">{reason}</Text>
      </Popover.Dropdown>
    </Popover>
  )
}

function OtherAction({
  action: { label, icon, tone, operation, disabledBecause },
  onStart,
  onRefused,
}: {
  action: Action
  onStart(): void
  onRefused(): void
}) {
  const t = useUiTexts()
  const { can } = useSession()
  const isRefused = !can(operation.permission)
  const reason = disabledBecause ?? (isRefused ? t('why.not_allowed') : null)
  return (
    <Menu.Item
      leftSection={<Icon name={reason === null ? (icon ?? 'chevron-right') : 'lock'} size={18} />}
      className={tone === 'danger' && reason === null ? styles.danger : undefined}
      aria-disabled={reason !== null || undefined}
      closeMenuOnClick={!disabledBecause}
      onClick={disabledBecause ? undefined : isRefused ? onRefused : onStart}
    >
      {label}
      {reason !== null && (
        <Text size="xs" c="dimmed">
          {reason}
        </Text>
      )}
    </Menu.Item>
  )
}

function Refusal({ permission }: { permission: string }) {
  const refusal = useRefusal(permission)
  return (
    <Stack gap="md">
      <RefusalFacts refusal={refusal} />
      <WayOut refusal={refusal} />
    </Stack>
  )
}
