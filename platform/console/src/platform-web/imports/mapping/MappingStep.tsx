import { type ImportRun, mapImport } from '@lumbung/kernel/contract'
import { Alert, GuardedButton, Icon, ProblemNotice, Stack, Text, useCommand } from '@lumbung/ui'
import { useState } from 'react'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { ReadAs } from '../file/ReadAs.tsx'
import type { ImportStep } from '../import-steps.ts'
import { AlreadyImported } from './AlreadyImported.tsx'
import { FieldRows } from './FieldRows.tsx'
import { readNote, writeNote } from './import-notes.ts'
import {
  formOf,
  letterOf,
  type MappingForm,
  mappingOf,
  missingFields,
  unusedColumns,
} from './mapping-form.ts'
import { ReadingStyle } from './ReadingStyle.tsx'

interface MappingStepProps {
  run: ImportRun
  onMapped(): void
  onOpen(step: ImportStep): void
}

/** Which column becomes which field; what is chosen is kept on this device until it has been sent. */
export function MappingStep({ run, onMapped, onOpen }: MappingStepProps) {
  const t = usePlatformTexts()
  const map = useCommand(mapImport)
  const [form, setForm] = useState(() =>
    formOf(run.mapping ?? readNote(run.id)?.mapping ?? run.suggestedMapping),
  )
  const [isChecked, setChecked] = useState(false)
  const missing = missingFields(form, run.fields)
  const unused = unusedColumns(form, run.columns)

  const change = (next: MappingForm) => {
    setForm(next)
    map.forgetProblem()
    writeNote(run.id, { mapping: mappingOf(next) })
  }
  const submit = async () => {
    setChecked(true)
    if (missing.length > 0) return
    if (await map.run({ id: run.id, ...mappingOf(form) })) onMapped()
  }
  const faults = Object.fromEntries(
    Object.entries(map.problem?.errors ?? {}).map(([name, messages]) => [
      name.replace(/^columns\./, ''),
      messages[0],
    ]),
  )
  return (
    <Stack maw={760}>
      {run.alreadyImported && <AlreadyImported earlier={run.alreadyImported} />}
      {run.reading && <ReadAs reading={run.reading} onChange={() => onOpen('file')} />}
      <Text size="sm">{t('imports.mapping_explained')}</Text>
      <FieldRows
        fields={run.fields}
        columns={run.columns}
        form={form}
        faultOf={(field) =>
          faults[field.name] ??
          (isChecked && missing.includes(field) ? t('imports.mapping_missing') : undefined)
        }
        onChange={change}
      />
      <ReadingStyle form={form} fields={run.fields} onChange={change} />
      {unused.length > 0 && (
        <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('imports.mapping_unused', {
            count: unused.length,
            columns: unused.map(({ index, header }) => header.trim() || letterOf(index)).join(', '),
          })}
        </Text>
      )}
      {map.problem && <ProblemNotice problem={map.problem} onRetry={() => void submit()} />}
      <div role="alert">
        {isChecked && missing.length > 0 && (
          <Alert color="red" icon={<Icon name="alert" />}>
            {t('imports.mapping_missing_all', { fields: missing.map(({ label }) => label).join(', ') })}
          </Alert>
        )}
      </div>
      <div>
        <GuardedButton operation={mapImport} loading={map.isRunning} onClick={() => void submit()}>
          {t('imports.mapping_next')}
        </GuardedButton>
      </div>
    </Stack>
  )
}
