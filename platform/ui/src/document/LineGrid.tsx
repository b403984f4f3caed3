import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { useSame } from '../data/use-same.ts'
import { Icon } from '../icons.tsx'
import { useIsPhone } from '../page/use-is-phone.ts'
import { useUiTexts } from '../texts/texts.ts'
import type { LineGridProps } from './document-types.ts'
import { GridTable } from './grid/GridTable.tsx'
import { LineCards } from './grid/LineCards.tsx'
import styles from './grid/line-grid.module.css'
import { cellsWithProblems, nextAfter, problemOf } from './grid/problems.ts'
import { useLineGrid } from './grid/use-line-grid.ts'

/**
 * The lines of a document, edited like a spreadsheet; on a phone as cards with fields. What is typed and cannot be read
 * as a value stays in its cell; `onChange` then counts it, and the document must not be saved.
 */
export function LineGrid<Line extends object>(props: LineGridProps<Line>) {
  const t = useUiTexts()
  const grid = useLineGrid(props)
  const isPhone = useIsPhone()
  const [said, setSaid] = useState('')
  const { content, active, columns } = grid
  const { keyOf } = props
  const problems = useSame(props.problems ?? {})
  const faults = cellsWithProblems(content.lines, columns, keyOf, content.unreadable, problems)
  const activeLine = content.lines[active.row]
  const activeKey = activeLine ? keyOf(activeLine) : ''
  const activeColumn = columns[active.column]
  const activeProblem =
    activeColumn &&
    problemOf(content.unreadable[activeKey]?.[activeColumn.id], problems[activeKey]?.[activeColumn.id], t)
  if (isPhone) return <LineCards grid={grid} keyOf={keyOf} problems={problems} />
  return (
    <Stack gap="xs">
      <div className={styles.frame}>
        <GridTable grid={grid} label={props.label} keyOf={keyOf} problems={problems} announce={setSaid} />
        {content.lines.length === 0 && (
          <Text size="sm" c="dimmed" p="md">
            {t('grid.empty')}
          </Text>
        )}
      </div>
      <Group justify="space-between" gap="sm" align="flex-start">
        <Stack gap={2} flex={1} miw={240}>
          {activeProblem && (
            <Text size="sm" c="red" role="status">
              {t('grid.line', { line: active.row + 1 })}, {activeColumn.header}: {activeProblem}
            </Text>
          )}
          <Text size="sm" role="status">
            {said}
          </Text>
          {!grid.isReadOnly && (
            <Text size="xs" c="dimmed">
              {t('grid.keys')}
            </Text>
          )}
        </Stack>
        <Group gap="xs">
          {faults.length > 0 && (
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              leftSection={<Icon name="alert" size={16} />}
              onClick={() => {
                const next = nextAfter(faults, active)
                if (next) grid.select(next, { focuses: true })
              }}
            >
              {t('grid.to_mend', { count: faults.length })} · {t('grid.next_problem')}
            </Button>
          )}
          {!grid.isReadOnly && (
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<Icon name="plus" size={16} />}
              onClick={() => grid.addLine()}
            >
              {t('grid.add')}
            </Button>
          )}
        </Group>
      </Group>
    </Stack>
  )
}
