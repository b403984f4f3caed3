import type { ApiProblem } from '@lumbung/client'
import { Button, Group, Modal, Radio, Skeleton, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { ProblemNotice } from '../../problem/ProblemNotice.tsx'
import { useUiTexts } from '../../texts/texts.ts'
import type { FormField } from '../fields/form-field.ts'
import { ShownValue } from '../fields/ShownValue.tsx'
import { startValues, type TypedValues } from '../values/typed-values.ts'
import styles from './stale.module.css'
import { mergedValues, type Side, type StaleField, staleFields } from './stale-fields.ts'

export interface StaleVersionDialogProps {
  fields: readonly FormField[]
  start: TypedValues
  mine: TypedValues
  readCurrent(): Promise<{ version: number } & Record<string, unknown>>
  /** Saves what was chosen over the version that was shown. */
  onChosen(typed: TypedValues, theirs: TypedValues, version: number): void
  onClose(): void
}

/** Somebody else saved meanwhile: field by field mine and theirs, and what shall hold. */
export function StaleVersionDialog({
  fields,
  start,
  mine,
  readCurrent,
  onChosen,
  onClose,
}: StaleVersionDialogProps) {
  const t = useUiTexts()
  const opening = useId()
  const [choice, setChoice] = useState<Readonly<Record<string, Side>>>({})
  const current = useQuery<{ version: number } & Record<string, unknown>, ApiProblem>({
    queryKey: ['form.stale', opening],
    queryFn: readCurrent,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const facts = fields.map((field) => field.facts)
  const theirs = current.data && startValues(facts, current.data)
  const rows = theirs
    ? staleFields(
        facts.map(({ name }) => name),
        { start, mine, theirs },
      )
    : []
  const all = (side: Side) => setChoice(Object.fromEntries(rows.map(({ name }) => [name, side])))
  return (
    <Modal opened onClose={onClose} title={t('form.stale_title')} size="lg" centered>
      <Stack gap="md">
        {current.isPending && (
          <div role="status" aria-label={t('form.stale_loading')}>
            <Skeleton height={120} />
          </div>
        )}
        {current.error && <ProblemNotice problem={current.error} onRetry={() => void current.refetch()} />}
        {current.data && theirs && (
          <>
            <Text size="sm">{t(rows.length === 0 ? 'form.stale_none' : 'form.stale_explained')}</Text>
            {rows.length > 1 && (
              <Group gap="xs">
                <Button size="compact-sm" variant="light" onClick={() => all('mine')}>
                  {t('form.stale_all_mine')}
                </Button>
                <Button size="compact-sm" variant="light" onClick={() => all('theirs')}>
                  {t('form.stale_all_theirs')}
                </Button>
              </Group>
            )}
            {rows.map((row) => (
              <Choice
                key={row.name}
                row={row}
                field={fields.find((field) => field.facts.name === row.name) as FormField}
                side={choice[row.name] ?? row.suggested}
                onChoose={(side) => setChoice({ ...choice, [row.name]: side })}
              />
            ))}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('action.close')}
              </Button>
              <Button
                onClick={() => onChosen(mergedValues(mine, rows, choice), theirs, current.data.version)}
              >
                {t(rows.length === 0 ? 'action.save' : 'form.stale_save')}
              </Button>
            </Group>
          </>
        )}
      </Stack>
    </Modal>
  )
}

function Choice({
  row,
  field,
  side,
  onChoose,
}: {
  row: StaleField
  field: FormField
  side: Side
  onChoose(side: Side): void
}) {
  const t = useUiTexts()
  return (
    <Radio.Group label={field.label} value={side} onChange={(value) => onChoose(value as Side)}>
      <div className={styles.sides}>
        {(['mine', 'theirs'] as const).map((one) => (
          <Radio.Card key={one} value={one} className={styles.side}>
            <Group wrap="nowrap" align="flex-start" gap="xs">
              <Radio.Indicator />
              <div>
                <Text size="xs" c="dimmed">
                  {t(`form.stale_${one}`)}
                </Text>
                <Text size="sm" component="div">
                  <ShownValue field={field} value={row[one]} />
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  )
}
