import { deleteView, type SavedView } from '@lumbung/kernel/contract'
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useCommand } from '../../data/use-command.ts'
import { ProblemNotice } from '../../problem/ProblemNotice.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import type { Views } from './use-views.ts'

/** Asks before a view is gone, also for those with whom it is shared. */
export function DeleteView({ views, view, onClose }: { views: Views; view: SavedView; onClose(): void }) {
  const t = useUiTexts()
  const command = useCommand(deleteView)
  const remove = async () => {
    if (!(await command.run({ id: view.id }))) return
    if (views.firstId === view.id) views.makeFirst(null)
    views.open(null)
    onClose()
  }
  const { name } = view
  return (
    <Modal opened onClose={onClose} title={t('list.view_delete')}>
      <Stack>
        <Text size="sm" dir="auto">
          {t(view.shared ? 'list.view_delete_shared' : 'list.view_delete_sure', { name })}
        </Text>
        {command.problem && <ProblemNotice problem={command.problem} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('action.close')}
          </Button>
          <Button color="red" loading={command.isRunning} onClick={() => void remove()}>
            {t('list.view_delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
