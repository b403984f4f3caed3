import { Button, Card, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import type { LineColumn, LineGridProps } from '../document-types.ts'
import { cellText, editText } from './cell-text.ts'
import { removeLine, writeCell } from './content.ts'
import { fieldOf } from './GridRow.tsx'
import { LineField } from './LineField.tsx'
import { problemOf } from './problems.ts'
import type { LineGridState } from './use-line-grid.ts'

type Props<Line extends object> = Pick<LineGridProps<Line>, 'keyOf' | 'problems'> & {
  grid: LineGridState<Line>
}

/** The same lines on a phone: a card each, of which one is open with its fields. */
export function LineCards<Line extends object>({ grid, keyOf, problems = {} }: Props<Line>) {
  const t = useUiTexts()
  const [open, setOpen] = useState<number | null>(null)
  return (
    <Stack gap="xs">
      {grid.content.lines.map((line, row) => (
        <LineCard
          key={keyOf(line)}
          grid={grid}
          keyOf={keyOf}
          problems={problems}
          row={row}
          isOpen={open === row}
          onOpen={() => setOpen(open === row ? null : row)}
          onRemove={() => {
            setOpen(null)
            grid.change(removeLine(grid.content, row))
          }}
        />
      ))}
      {grid.content.lines.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('grid.empty')}
        </Text>
      )}
      {!grid.isReadOnly && (
        <Button
          variant="default"
          mih={44}
          leftSection={<Icon name="plus" size={18} />}
          onClick={() => {
            grid.addLine()
            setOpen(grid.content.lines.length)
          }}
        >
          {t('grid.add')}
        </Button>
      )}
    </Stack>
  )
}

function LineCard<Line extends object>({
  grid,
  keyOf,
  problems = {},
  row,
  isOpen,
  onOpen,
  onRemove,
}: Props<Line> & { row: number; isOpen: boolean; onOpen(): void; onRemove(): void }) {
  const t = useUiTexts()
  const { content, locale, rules, isReadOnly } = grid
  const columns = grid.columns as readonly LineColumn<object>[]
  const line = content.lines[row] as Line
  const kept = content.unreadable[keyOf(line)] ?? {}
  const told = problems[keyOf(line)] ?? {}
  const words = columns.flatMap((column) => {
    const text = kept[column.id]?.text ?? cellText(column, fieldOf(line, column.id), locale)
    if (text === '') return []
    return [column.unit ? `${text} ${column.unit}` : text]
  })
  const faults = columns.filter(({ id }) => kept[id] ?? told[id]).length
  return (
    <Card withBorder padding={0}>
      <UnstyledButton p="sm" mih={44} aria-expanded={isOpen} onClick={onOpen}>
        <Group gap="sm" wrap="nowrap" justify="space-between">
          <Text size="sm" lineClamp={2}>
            {[t('grid.line', { line: row + 1 }), ...words.slice(0, 3)].join(' · ')}
          </Text>
          {faults > 0 && (
            <Text size="xs" c="red" fw={600} flex="none">
              {t('grid.to_mend', { count: faults })}
            </Text>
          )}
        </Group>
      </UnstyledButton>
      {isOpen && (
        <Stack gap="sm" p="sm" pt={0}>
          {columns.map((column, index) => {
            const isFixed = isReadOnly || column.isReadOnly === true
            const textOf = isFixed ? cellText : editText
            return (
              <LineField
                key={column.id}
                column={column}
                text={kept[column.id]?.text ?? textOf(column, fieldOf(line, column.id), locale)}
                problem={problemOf(kept[column.id], told[column.id], t)}
                isReadOnly={isFixed}
                onChange={(text) => grid.change(writeCell(content, { row, column: index }, text, rules))}
              />
            )
          })}
          {!isReadOnly && (
            <Button
              variant="light"
              color="red"
              mih={44}
              leftSection={<Icon name="trash" size={18} />}
              onClick={onRemove}
            >
              {t('grid.remove', { line: row + 1 })}
            </Button>
          )}
        </Stack>
      )}
    </Card>
  )
}
