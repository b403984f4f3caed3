import type { MenuItem } from '@lumbung/kernel/contract'
import { Button, Group, Icon, ProblemNotice, Stack, Text } from '@lumbung/ui'
import { ActionIcon } from '@mantine/core'
import { useState } from 'react'
import { useConsoleTexts } from '../texts/use-console-texts.ts'
import { BAR_PLACES, barEntries, moveEntry } from './phone-bar.ts'
import { useBarChoice } from './use-bar-choice.ts'
import styles from './workspace.module.css'

/** Which entries the bar has, and in which order; up and down by buttons, since a finger that drags also scrolls. */
export function BarChooser({
  items,
  shown,
  onClose,
}: {
  items: readonly MenuItem[]
  shown: readonly MenuItem[]
  onClose(): void
}) {
  const t = useConsoleTexts()
  const { choose, isKnown, isRunning, problem } = useBarChoice()
  const [chosen, setChosen] = useState(() => shown.map(({ id }) => id))
  const own = barEntries(items, chosen).filter(({ id }) => chosen.includes(id))
  const others = items.filter(({ id }) => !chosen.includes(id))
  const isFull = own.length >= BAR_PLACES
  const keep = async (entries: string[] | null) => {
    if (await choose(entries)) onClose()
  }
  return (
    <Stack gap="xs" pb="md">
      <Text size="sm" c="dimmed">
        {t('bar.explained', { most: BAR_PLACES })}
      </Text>
      {problem && <ProblemNotice problem={problem} />}
      <ul className={styles.choices} aria-label={t('bar.chosen')}>
        {own.map((item, index) => (
          <Choice key={item.id} item={item}>
            <Move
              label={t('bar.earlier', { entry: item.label })}
              icon="arrow-up"
              isOff={index === 0}
              onClick={() => setChosen(moveEntry(chosen, item.id, -1))}
            />
            <Move
              label={t('bar.later', { entry: item.label })}
              icon="arrow-down"
              isOff={index === own.length - 1}
              onClick={() => setChosen(moveEntry(chosen, item.id, 1))}
            />
            <Move
              label={t('bar.remove', { entry: item.label })}
              icon="minus"
              isOff={own.length === 1}
              onClick={() => setChosen(chosen.filter((id) => id !== item.id))}
            />
          </Choice>
        ))}
      </ul>
      <Text fw={600} size="xs">
        {t('bar.others')}
      </Text>
      <ul className={styles.choices} aria-label={t('bar.others')}>
        {others.map((item) => (
          <Choice key={item.id} item={item}>
            <Move
              label={t('bar.add', { entry: item.label })}
              icon="plus"
              isOff={isFull}
              onClick={() => setChosen([...own.map(({ id }) => id), item.id])}
            />
          </Choice>
        ))}
      </ul>
      <Group justify="space-between">
        <Button variant="subtle" color="gray" disabled={!isKnown} onClick={() => void keep(null)}>
          {t('bar.of_role')}
        </Button>
        <Button loading={isRunning} disabled={!isKnown} onClick={() => void keep(own.map(({ id }) => id))}>
          {t('bar.save')}
        </Button>
      </Group>
    </Stack>
  )
}

function Choice({ item, children }: { item: MenuItem; children: React.ReactNode }) {
  return (
    <li className={styles.choice}>
      <Icon name={item.icon} />
      <span className={styles.entryLabel}>{item.label}</span>
      {children}
    </li>
  )
}

function Move(props: { label: string; icon: string; isOff: boolean; onClick(): void }) {
  const { label, icon, isOff, onClick } = props
  return (
    <ActionIcon variant="subtle" color="gray" size={44} aria-label={label} disabled={isOff} onClick={onClick}>
      <Icon name={icon} size={18} />
    </ActionIcon>
  )
}
