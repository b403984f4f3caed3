import { Button, Code, Collapse, Group, Paper, ScrollArea, Stack, Table, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useEffect, useRef } from 'react'
import { useFormat } from '../../format/use-format.ts'
import { Icon } from '../../icons.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import styles from '../form.module.css'
import { nameOf, shapeOf } from './answer-shape.ts'

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const DAY = /^\d{4}-\d\d-\d\d$/

/** What an operation answered: readable first, whole below. */
export function Answer({ answer }: { answer: unknown }) {
  const t = useUiTexts()
  const [isWhole, { toggle }] = useDisclosure(false)
  const place = useRef<HTMLDivElement>(null)
  const shape = shapeOf(answer)
  // biome-ignore lint/correctness/useExhaustiveDependencies: at each answer
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [answer])
  return (
    <Paper withBorder p="md" ref={place} role="status">
      <Stack gap="sm">
        <Group gap={6}>
          <Icon name="check" />
          <Title order={2} size="h4">
            {t('run.done')}
          </Title>
          {shape.kind === 'rows' && (
            <Text size="sm" c="dimmed">
              {t('run.rows', { count: shape.rows.length })}
            </Text>
          )}
        </Group>
        {shape.kind === 'rows' ? <Rows {...shape} /> : <Facts facts={shape.facts} />}
        {shape.kind === 'rows' && shape.hasMore && (
          <Text size="sm" c="dimmed">
            {t('run.more')}
          </Text>
        )}
        <div>
          <Button size="compact-sm" variant="subtle" color="gray" aria-expanded={isWhole} onClick={toggle}>
            {t('run.json')}
          </Button>
        </div>
        <Collapse expanded={isWhole}>
          <ScrollArea.Autosize mah={400} tabIndex={0}>
            <Code block>{JSON.stringify(answer, null, 2)}</Code>
          </ScrollArea.Autosize>
        </Collapse>
      </Stack>
    </Paper>
  )
}

function Rows({ columns, rows }: { columns: readonly string[]; rows: readonly Record<string, unknown>[] }) {
  const t = useUiTexts()
  const show = useShow()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no mouse scrolls it by keyboard
    <section className={styles.rows} tabIndex={0} aria-label={t('run.done')}>
      <Table striped miw={columns.length * 110}>
        <Table.Thead>
          <Table.Tr>
            {columns.map((column) => (
              <Table.Th key={column}>{nameOf(column)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of an answer neither move nor change
            <Table.Tr key={index}>
              {columns.map((column) => (
                <Table.Td key={column}>{show(row[column])}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  )
}

function Facts({ facts }: { facts: readonly [name: string, value: unknown][] }) {
  const show = useShow()
  return (
    <Table variant="vertical" layout="fixed">
      <Table.Tbody>
        {facts.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th w="40%">{nameOf(name)}</Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{show(value)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

/** Values as people write them; of what is inside a value, its name or how many there are. */
function useShow() {
  const t = useUiTexts()
  const format = useFormat()
  return (value: unknown): string => {
    if (value === null || value === undefined || value === '') return '–'
    if (typeof value === 'boolean') return t(value ? 'form.yes' : 'form.no')
    if (typeof value === 'number') return format.number(value, 6)
    if (Array.isArray(value)) return t('run.rows', { count: value.length })
    if (typeof value === 'object') {
      const { name, code, id } = value as Record<string, unknown>
      return String(name ?? code ?? id ?? JSON.stringify(value))
    }
    const text = String(value)
    if (INSTANT.test(text)) return format.instant(text)
    return DAY.test(text) ? format.day(text) : text
  }
}
