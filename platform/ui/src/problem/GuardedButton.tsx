import type { Operation } from '@lumbung/contract'
import { Button, type ButtonProps, Popover, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ComponentProps } from 'react'
import { Icon } from '../icons.tsx'
import { useSession } from '../session/session.tsx'
import { useUiTexts } from '../texts/texts.ts'
import { RefusalFacts } from './RefusalFacts.tsx'
import { useRefusal } from './use-refusal.ts'
import { WayOut } from './WayOut.tsx'

export interface GuardedButtonProps
  extends ButtonProps,
    Omit<ComponentProps<'button'>, keyof ButtonProps | 'ref'> {
  /** Whose permission the person needs. */
  operation: Pick<Operation, 'permission'>
}

/**
 * A button for an operation. Who may not carry it out still sees and reaches it; it then tells why, and asks for access,
 * instead of doing anything.
 */
export function GuardedButton({ operation, ...button }: GuardedButtonProps) {
  const { can } = useSession()
  if (can(operation.permission)) return <Button {...button} />
  return <RefusedButton permission={operation.permission} {...button} />
}

function RefusedButton({
  permission,
  onClick: _,
  type: __,
  ...button
}: Omit<GuardedButtonProps, 'operation'> & { permission: string }) {
  const t = useUiTexts()
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const refusal = useRefusal(permission, isOpen)
  return (
    <Popover opened={isOpen} onDismiss={close} width={320} withArrow shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <Button
          {...button}
          type="button"
          data-disabled
          aria-disabled
          leftSection={<Icon name="lock" size={16} />}
          onClick={toggle}
        />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('why.title')}>
        <Stack gap="sm">
          <Text fw={600} size="sm">
            {t('why.not_allowed')}
          </Text>
          <RefusalFacts refusal={refusal} />
          <WayOut refusal={refusal} />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
