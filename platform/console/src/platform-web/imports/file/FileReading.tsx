import { type ImportReading, type ImportRun, rereadImport } from '@lumbung/kernel/contract'
import {
  Group,
  GuardedButton,
  NumberInput,
  ProblemNotice,
  Select,
  Stack,
  Text,
  Title,
  useCommand,
} from '@lumbung/ui'
import { useState } from 'react'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { canBeReread } from '../import-steps.ts'
import { forgetNote } from '../mapping/import-notes.ts'
import { FirstRows } from './FirstRows.tsx'
import { DELIMITERS, ENCODING_NAMES, isDelimiter, isEncoding } from './reading-words.ts'

interface FileReadingProps {
  run: ImportRun
  reading: ImportReading
  onReread(): void
}

/** What was recognised of the file, as it was seen; each of it can be said otherwise until rows are recorded. */
export function FileReading({ run, reading, onReread }: FileReadingProps) {
  const t = usePlatformTexts()
  const [wanted, setWanted] = useState(reading)
  const reread = useCommand(rereadImport)
  const isFixed = !canBeReread(run)
  const change = (changes: Partial<ImportReading>) => {
    setWanted({ ...wanted, ...changes })
    reread.forgetProblem()
  }
  const changed = choiceOf(reading, wanted)
  const submit = async () => {
    if (!(await reread.run({ id: run.id, ...changed }))) return
    forgetNote(run.id)
    onReread()
  }
  return (
    <Stack>
      <Title order={3} size="h5">
        {t('imports.reading_title')}
      </Title>
      <Text size="sm">{t(isFixed ? 'imports.reading_fixed' : 'imports.reading_explained')}</Text>
      <Group align="flex-end" gap="sm">
        {reading.sheets.length > 0 && (
          <Select
            label={t('imports.reading_sheet')}
            data={reading.sheets.map(({ name, hidden }) => ({
              value: name,
              label: hidden ? t('imports.reading_hidden', { name }) : name,
            }))}
            value={wanted.sheet}
            onChange={(sheet) => sheet !== null && change({ sheet })}
            allowDeselect={false}
            disabled={isFixed}
          />
        )}
        {reading.delimiter !== null && (
          <Select
            label={t('imports.reading_delimiter')}
            data={Object.entries(DELIMITERS).map(([value, word]) => ({ value, label: t(word) }))}
            value={wanted.delimiter}
            onChange={(sign) => isDelimiter(sign) && change({ delimiter: sign })}
            allowDeselect={false}
            disabled={isFixed}
          />
        )}
        {reading.encoding !== null && (
          <Select
            label={t('imports.reading_encoding')}
            data={Object.entries(ENCODING_NAMES).map(([value, label]) => ({ value, label }))}
            value={wanted.encoding}
            onChange={(encoding) => isEncoding(encoding) && change({ encoding })}
            allowDeselect={false}
            disabled={isFixed}
          />
        )}
        <NumberInput
          label={t('imports.reading_header')}
          w={150}
          min={1}
          max={1_048_576}
          allowDecimal={false}
          value={wanted.headerRow}
          onChange={(row) => typeof row === 'number' && change({ headerRow: row })}
          disabled={isFixed}
        />
      </Group>
      <FirstRows rows={reading.firstRows} headerRow={wanted.headerRow} />
      {reread.problem && <ProblemNotice problem={reread.problem} onRetry={() => void submit()} />}
      {Object.keys(changed).length > 0 && (
        <Stack gap="xs" align="flex-start">
          {run.mapping !== null && <Text size="sm">{t('imports.reading_forgets')}</Text>}
          <GuardedButton
            operation={rereadImport}
            variant="default"
            loading={reread.isRunning}
            onClick={() => void submit()}
          >
            {t('imports.reading_again')}
          </GuardedButton>
        </Stack>
      )}
    </Stack>
  )
}

/**
 * What is said otherwise, with what was recognised and still holds: a sheet has a header row of its own,
 * so that one is found anew unless it was chosen.
 */
function choiceOf(before: ImportReading, wanted: ImportReading) {
  const isOther = (['sheet', 'delimiter', 'encoding', 'headerRow'] as const).some(
    (name) => before[name] !== wanted[name],
  )
  if (!isOther) return {}
  return {
    ...(wanted.sheet === null ? {} : { sheet: wanted.sheet }),
    ...(wanted.delimiter === null ? {} : { delimiter: wanted.delimiter }),
    ...(wanted.encoding === null ? {} : { encoding: wanted.encoding }),
    ...(wanted.headerRow === before.headerRow && wanted.sheet !== before.sheet
      ? {}
      : { headerRow: wanted.headerRow }),
  }
}
