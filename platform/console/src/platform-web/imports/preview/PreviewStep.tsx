import type { ImportRun } from '@lumbung/kernel/contract'
import { Alert, Button, Group, Icon, Stack, Text, useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { DownloadFaulty } from '../DownloadFaulty.tsx'
import type { ImportStep } from '../import-steps.ts'
import { RunProgress } from '../RunProgress.tsx'
import { UploadAgain } from '../UploadAgain.tsx'
import { FaultKinds } from './FaultKinds.tsx'
import { FileRows } from './FileRows.tsx'
import { WhatComesIn } from './WhatComesIn.tsx'

/** What would be recorded and what would not, before anything is. */
export function PreviewStep({ run, onOpen }: { run: ImportRun; onOpen(step: ImportStep): void }) {
  const t = usePlatformTexts()
  const format = useFormat()
  if (run.state === 'validating') return <RunProgress run={run} />
  if (run.state === 'refused') {
    return (
      <Stack maw={640}>
        <Alert color="red" role="alert" icon={<Icon name="alert" />} title={t('imports.refused_title')}>
          {run.problem?.message}
        </Alert>
        <UploadAgain run={run} />
      </Stack>
    )
  }
  const { invalid, valid } = run.counts
  const unknown = run.unknownValues.length
  return (
    <Stack gap="lg">
      <Verdict run={run} />
      {unknown > 0 && (
        <Text size="sm" maw={640}>
          {t('imports.values_unknown', { count: unknown, values: format.number(unknown) })}
        </Text>
      )}
      <WhatComesIn run={run} />
      <Group gap="xs">
        {unknown > 0 && (
          <Button variant={valid > 0 ? 'default' : 'filled'} onClick={() => onOpen('values')}>
            {t('imports.to_values')}
          </Button>
        )}
        {valid > 0 && (
          <Button onClick={() => onOpen('apply')}>
            {t('imports.to_apply', { count: valid, rows: format.number(valid) })}
          </Button>
        )}
        <Button variant="default" onClick={() => onOpen('mapping')}>
          {t('imports.change_mapping')}
        </Button>
        {invalid > 0 && <DownloadFaulty run={run} />}
      </Group>
      <FaultKinds run={run} />
      <FileRows
        run={run}
        first={invalid > 0 ? 'invalid' : null}
        statuses={run.counts.leftOut > 0 ? ['invalid', 'valid', 'left_out'] : ['invalid', 'valid']}
      />
    </Stack>
  )
}

function Verdict({ run: { counts } }: { run: ImportRun }) {
  const t = usePlatformTexts()
  const format = useFormat()
  const { valid, invalid, total } = counts
  // A file of totals alone has no wrong row, and nothing to record either.
  if (invalid === 0 && valid > 0) {
    return (
      <Alert color="padi" icon={<Icon name="check" />}>
        {t('imports.all_valid', { count: valid, rows: format.number(valid) })}
      </Alert>
    )
  }
  return (
    <Alert color={valid === 0 ? 'red' : 'yellow'} icon={<Icon name="alert" />}>
      {valid === 0
        ? t('imports.none_valid')
        : t('imports.some_invalid', { invalid: format.number(invalid), total: format.number(total) })}
    </Alert>
  )
}
