import { type SavedView, saveView, updateView } from '@lumbung/kernel/contract'
import { Button, Group, Modal, Stack, Switch, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useCommand } from '../../data/use-command.ts'
import { ProblemNotice } from '../../problem/ProblemNotice.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import type { Views } from './use-views.ts'
import { inputOfContent } from './view-content.ts'

const LONGEST_NAME = 80

/** Name and sharing of a view: of a new one that keeps the list as it is now, or of one of mine. */
export function ViewForm({
  listId,
  views,
  view,
  onClose,
}: {
  listId: string
  views: Views
  view: SavedView | null
  onClose(): void
}) {
  const t = useUiTexts()
  const save = useCommand(saveView)
  const update = useCommand(updateView)
  const command = view ? update : save
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(view?.shared ?? false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const words = { name: name.trim(), shared }
    if (words.name === '') return
    const kept = view
      ? await update.run({ id: view.id, ...inputOfContent(view), ...words }, { ifMatch: view.version })
      : await save.run({ list: listId, ...inputOfContent(views.content), ...words })
    if (!kept) return
    if (!view) views.open(kept)
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t(view ? 'list.view_edit' : 'list.view_save')}>
      <form onSubmit={(event) => void submit(event)}>
        <Stack>
          {!view && (
            <Text size="sm" c="dimmed">
              {t('list.view_save_explained')}
            </Text>
          )}
          {command.problem && <ProblemNotice problem={command.problem} isTyped />}
          <TextInput
            label={t('list.view_name')}
            required
            data-autofocus
            dir="auto"
            autoComplete="off"
            maxLength={LONGEST_NAME}
            value={name}
            error={command.problem?.errors.name?.join(' ')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Switch
            label={t('list.view_share')}
            description={t('list.view_share_explained')}
            checked={shared}
            onChange={(event) => setShared(event.currentTarget.checked)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('action.close')}
            </Button>
            <Button type="submit" loading={command.isRunning}>
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
