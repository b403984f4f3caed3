import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useFormat } from '../../format/use-format.ts'
import { useUiTexts } from '../../texts/texts.ts'
import type { BulkAction } from '../list-types.ts'

/** Asked before something is done to many rows at once. */
export function ConfirmBulk({
  action,
  count,
  onConfirm,
  onClose,
}: {
  action: BulkAction<unknown>
  count: number
  onConfirm(): void
  onClose(): void
}) {
  const t = useUiTexts()
  const shown = useFormat().number(count)
  return (
    <Modal opened onClose={onClose} title={action.label}>
      <Stack>
        <Text size="sm">{action.confirm}</Text>
        <Text size="sm" fw={600}>
          {t('list.chosen', { count, shown })}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.close')}
          </Button>
          <Button {...(action.tone === 'danger' ? { color: 'red' } : {})} onClick={onConfirm}>
            {action.label}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
