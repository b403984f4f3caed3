import { Button, Drawer, Select, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { FieldFacts } from '../../form/facts/field-facts.ts'
import { useLocalText, useUiTexts } from '../../texts/texts.ts'
import type { ListState } from '../use-list-state.ts'
import styles from './filters.module.css'

/** The filters of a phone, and the order, which has no column headers to press there. They take effect at once. */
export function FilterDrawer({
  isOpen,
  onClose,
  state,
  orders,
  count,
  isNarrowed,
  children,
}: {
  isOpen: boolean
  onClose(): void
  state: ListState<unknown>
  /** What the list can be sorted by, as its contract says. */
  orders: FieldFacts['choices']
  count: ReactNode
  isNarrowed: boolean
  children: ReactNode
}) {
  const t = useUiTexts()
  const local = useLocalText()
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      position="bottom"
      size="auto"
      title={t('list.filters')}
      closeButtonProps={{ 'aria-label': t('action.close'), size: 44 }}
    >
      <Stack gap="md" pb="md">
        {children}
        {orders.length > 0 && (
          <Select
            label={t('list.sort')}
            classNames={{ input: styles.inList }}
            placeholder={t('list.sort_usual')}
            clearable
            data={orders.map(({ value, label }) => ({ value, label: local(label) }))}
            value={state.sort}
            onChange={state.changeSort}
          />
        )}
        <Text size="sm" c="dimmed" role="status">
          {count}
        </Text>
        <Stack gap="xs">
          <Button size="md" onClick={onClose}>
            {t('list.filters_done')}
          </Button>
          {isNarrowed && (
            <Button variant="default" size="md" onClick={state.clear}>
              {t('list.filters_clear')}
            </Button>
          )}
        </Stack>
      </Stack>
    </Drawer>
  )
}
