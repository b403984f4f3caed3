import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'

/** One question with two answers; the safe one is where the focus begins. */
export function AskDialog({
  isOpen,
  title,
  yes,
  no,
  isDanger = false,
  onYes,
  onNo,
  children,
}: {
  isOpen: boolean
  title: string
  yes: string
  no: string
  isDanger?: boolean
  onYes(): void
  onNo(): void
  children: ReactNode
}) {
  return (
    <Modal opened={isOpen} onClose={onNo} title={title} centered zIndex={300}>
      <Stack gap="md">
        <div>{children}</div>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onNo} data-autofocus={isDanger || undefined}>
            {no}
          </Button>
          <Button
            {...(isDanger ? { color: 'red' } : {})}
            onClick={onYes}
            data-autofocus={!isDanger || undefined}
          >
            {yes}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
