import { ActionIcon, Button, Checkbox, Group, Popover, Stack, Text } from '@mantine/core'
import { SegmentedControl } from '../../form/segments/SegmentedControl.tsx'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import styles from '../list.module.css'
import type { Column } from '../list-types.ts'
import { choosableColumns, type Look, moveColumn, toggleColumn } from './look.ts'

interface LookPanelProps<Row> {
  all: readonly Column<Row>[]
  look: Look
  onChange(changes: Partial<Look>): void
}

/** Which columns, in which order, and how close the rows are; kept on this device and in saved views. */
export function LookPanel<Row>({ all, look, onChange }: LookPanelProps<Row>) {
  const t = useUiTexts()
  const choices = choosableColumns(all, look.columns)
  const shown = choices.filter(({ isShown }) => isShown).length
  const move = (id: string, by: number) => onChange({ columns: moveColumn(all, look.columns, id, by) })
  return (
    <Popover position="bottom-end" shadow="md" width={340} trapFocus returnFocus withinPortal={false}>
      <Popover.Target>
        <ActionIcon variant="default" size={36} aria-label={t('list.look')} title={t('list.look')}>
          <Icon name="columns" size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.look')}>
        <Stack gap="sm">
          <Text size="sm" fw={600}>
            {t('list.columns')}
          </Text>
          <ol className={styles.columnChoices}>
            {choices.map(({ column, isShown }, index) => (
              <li key={column.id} className={styles.columnChoice}>
                <Checkbox
                  className={styles.columnName}
                  label={column.header}
                  checked={isShown}
                  disabled={isShown && shown === 1}
                  onChange={() => onChange({ columns: toggleColumn(all, look.columns, column.id) })}
                />
                {isShown && (
                  <>
                    <Mover
                      icon="arrow-up"
                      label={t('list.column_earlier', { column: column.header })}
                      isAtEnd={index === 0}
                      onMove={() => move(column.id, -1)}
                    />
                    <Mover
                      icon="arrow-down"
                      label={t('list.column_later', { column: column.header })}
                      isAtEnd={index === shown - 1}
                      onMove={() => move(column.id, 1)}
                    />
                  </>
                )}
              </li>
            ))}
          </ol>
          <Group justify="space-between">
            <Text size="sm" fw={600}>
              {t('list.density')}
            </Text>
            <SegmentedControl
              size="xs"
              aria-label={t('list.density')}
              value={look.density}
              data={(['comfortable', 'compact'] as const).map((value) => ({
                value,
                label: t(`list.density_${value}`),
              }))}
              onChange={(density) => onChange({ density })}
            />
          </Group>
          <Button
            variant="subtle"
            color="gray"
            size="compact-sm"
            disabled={look.columns === null}
            onClick={() => onChange({ columns: null })}
          >
            {t('list.columns_usual')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Stays focusable at the end, so that pressing it repeatedly never loses the focus. */
function Mover({
  icon,
  label,
  isAtEnd,
  onMove,
}: {
  icon: 'arrow-up' | 'arrow-down'
  label: string
  isAtEnd: boolean
  onMove(): void
}) {
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={label}
      aria-disabled={isAtEnd}
      className={isAtEnd ? styles.atEnd : undefined}
      onClick={() => {
        if (!isAtEnd) onMove()
      }}
    >
      <Icon name={icon} size={16} />
    </ActionIcon>
  )
}
