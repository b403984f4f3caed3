import { type ImportRun, mapImport } from '@lumbung/kernel/contract'
import { Button, Group, GuardedButton, ProblemNotice, Stack, Text, useCommand } from '@lumbung/ui'
import { useState } from 'react'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import type { ImportStep } from '../import-steps.ts'
import { ValueChoice } from './ValueChoice.tsx'
import { filledMeanings, keyOf, meaningsOf, valueRowsOf, withMeaning } from './value-rows.ts'
import styles from './values.module.css'

interface ValuesStepProps {
  run: ImportRun
  onMapped(): void
  onOpen(step: ImportStep): void
}

/** What the words of the file mean, once for all rows that say them; remembered for the next file of the same shape. */
export function ValuesStep({ run, onMapped, onOpen }: ValuesStepProps) {
  const t = usePlatformTexts()
  const rows = valueRowsOf(run)
  const [meanings, setMeanings] = useState(() => meaningsOf(rows))
  const map = useCommand(mapImport)
  const submit = async () => {
    const { values: _before, ...mapping } = run.mapping ?? run.suggestedMapping
    if (await map.run({ id: run.id, ...mapping, values: filledMeanings(meanings) })) onMapped()
  }
  return (
    <Stack maw={760}>
      <Text size="sm">{t('imports.values_explained')}</Text>
      <div className={styles.rows}>
        {rows.map((row) => (
          <ValueChoice
            key={keyOf(row)}
            row={row}
            field={run.fields.find(({ name }) => name === row.field)}
            meaning={meanings[row.field]?.[row.text]}
            onChange={(meaning) => {
              setMeanings(withMeaning(meanings, row, meaning))
              map.forgetProblem()
            }}
          />
        ))}
      </div>
      {map.problem && <ProblemNotice problem={map.problem} onRetry={() => void submit()} />}
      <Group gap="xs">
        <GuardedButton operation={mapImport} loading={map.isRunning} onClick={() => void submit()}>
          {t('imports.values_next')}
        </GuardedButton>
        <Button variant="default" onClick={() => onOpen('preview')}>
          {t('imports.values_skip')}
        </Button>
      </Group>
    </Stack>
  )
}
