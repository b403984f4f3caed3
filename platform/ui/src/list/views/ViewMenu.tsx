import { type SavedView, updateView } from '@lumbung/kernel/contract'
import { Button, Menu, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { useCommand } from '../../data/use-command.ts'
import { Icon } from '../../icons.tsx'
import { ProblemNotice } from '../../problem/ProblemNotice.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import styles from '../list.module.css'
import { DeleteView } from './DeleteView.tsx'
import type { Views } from './use-views.ts'
import { ViewForm } from './ViewForm.tsx'
import { inputOfContent } from './view-content.ts'

type Dialog = 'save' | 'edit' | 'delete'

/** Which saved view is open, the others, and what can be done with it. */
export function ViewMenu({ listId, views }: { listId: string; views: Views }) {
  const t = useUiTexts()
  const update = useCommand(updateView)
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const { current, isChanged } = views
  const name = current?.name ?? t('list.view_usual')
  const close = () => setDialog(null)
  const saveChanges = ({ id, name, shared, version }: SavedView) =>
    update.run({ id, name, shared, ...inputOfContent(views.content) }, { ifMatch: version })
  return (
    <>
      <Menu
        position="bottom-end"
        width={280}
        shadow="md"
        withinPortal={false}
        withInitialFocusPlaceholder={false}
      >
        <Menu.Target>
          <Button
            variant="default"
            className={styles.tool}
            fw={400}
            maw={260}
            leftSection={<Icon name="bookmark" size={16} />}
            rightSection={<Icon name="down" size={14} />}
            loading={update.isRunning}
            title={name}
          >
            <bdi>{isChanged ? t('list.view_changed', { name }) : name}</bdi>
          </Button>
        </Menu.Target>
        <Menu.Dropdown aria-label={t('list.views')} className={styles.menu}>
          <ViewItem name={t('list.view_usual')} isCurrent={!current} onOpen={() => views.open(null)} />
          <ViewGroup label={t('list.views_mine')} views={views} which={views.mine} />
          <ViewGroup label={t('list.views_shared')} views={views} which={views.shared} isOfOthers />
          <ViewsOnTheirWay views={views} />
          <Menu.Divider />
          {current?.mine && isChanged && (
            <Menu.Item leftSection={<Icon name="save" size={16} />} onClick={() => void saveChanges(current)}>
              {t('list.view_update')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<Icon name="plus" size={16} />} onClick={() => setDialog('save')}>
            {t('list.view_save')}
          </Menu.Item>
          {current && <FirstItem views={views} current={current} />}
          {current?.mine && (
            <>
              <Menu.Item leftSection={<Icon name="pencil" size={16} />} onClick={() => setDialog('edit')}>
                {t('list.view_edit')}
              </Menu.Item>
              <Menu.Item
                className={styles.danger}
                leftSection={<Icon name="trash" size={16} />}
                onClick={() => setDialog('delete')}
              >
                {t('list.view_delete')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'save' && <ViewForm listId={listId} views={views} view={null} onClose={close} />}
      {dialog === 'edit' && current && (
        <ViewForm listId={listId} views={views} view={current} onClose={close} />
      )}
      {dialog === 'delete' && current && <DeleteView views={views} view={current} onClose={close} />}
      <Modal opened={update.problem !== null} onClose={update.forgetProblem} title={t('list.view_update')}>
        {update.problem && <ProblemNotice problem={update.problem} />}
      </Modal>
    </>
  )
}

function ViewGroup({
  label,
  views,
  which,
  isOfOthers = false,
}: {
  label: string
  views: Views
  which: readonly SavedView[]
  isOfOthers?: boolean
}) {
  if (which.length === 0) return null
  return (
    <>
      <Menu.Label>{label}</Menu.Label>
      {which.map((view) => (
        <ViewItem
          key={view.id}
          name={view.name}
          owner={isOfOthers ? view.owner.name : null}
          isFirst={view.id === views.firstId}
          isCurrent={view.id === views.current?.id}
          onOpen={() => views.open(view)}
        />
      ))}
    </>
  )
}

function ViewItem({
  name,
  owner = null,
  isFirst = false,
  isCurrent,
  onOpen,
}: {
  name: string
  owner?: string | null
  isFirst?: boolean
  isCurrent: boolean
  onOpen(): void
}) {
  const t = useUiTexts()
  return (
    <Menu.Item
      leftSection={<Icon name={isCurrent ? 'check' : 'bookmark'} size={16} />}
      rightSection={
        isFirst && (
          <span role="img" aria-label={t('list.view_is_first')} title={t('list.view_is_first')}>
            <Icon name="pin" size={14} />
          </span>
        )
      }
      fw={isCurrent ? 600 : 400}
      {...(isCurrent ? { 'aria-current': true } : {})}
      onClick={onOpen}
    >
      <bdi className={styles.anyName}>{name}</bdi>
      {owner !== null && (
        <Text size="xs" c="dimmed">
          <bdi>{owner}</bdi>
        </Text>
      )}
    </Menu.Item>
  )
}

function ViewsOnTheirWay({ views }: { views: Views }) {
  const t = useUiTexts()
  if (views.isPending) return <Menu.Label>{t('list.views_loading')}</Menu.Label>
  if (!views.problem) return null
  return (
    <Menu.Item
      className={styles.danger}
      leftSection={<Icon name="polling" size={16} />}
      closeMenuOnClick={false}
      onClick={views.retry}
    >
      {t('list.views_failed')}
    </Menu.Item>
  )
}

function FirstItem({ views, current }: { views: Views; current: SavedView }) {
  const t = useUiTexts()
  const isFirst = views.firstId === current.id
  return (
    <Menu.Item
      leftSection={<Icon name="pin" size={16} />}
      onClick={() => views.makeFirst(isFirst ? null : current.id)}
    >
      {t(isFirst ? 'list.view_not_first' : 'list.view_make_first')}
    </Menu.Item>
  )
}
