import type { ImportRun } from '@lumbung/kernel/contract'
import { Alert, Group, Icon, ScreenButton, Stack, Text, Title, useFormat } from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { StoppedRun } from '../apply/StoppedRun.tsx'
import { DownloadFaulty } from '../DownloadFaulty.tsx'
import { isStale } from '../import-steps.ts'
import { FaultKinds } from '../preview/FaultKinds.tsx'
import { FileRows } from '../preview/FileRows.tsx'
import { RunProgress } from '../RunProgress.tsx'
import { UploadAgain } from '../UploadAgain.tsx'
import { Outcome } from './Outcome.tsx'

/** What came of it, how to mend what failed, and the way back. */
export function ReportStep({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  if (run.state === 'cancelled') {
    return (
      <Stack maw={640}>
        <Alert color="gray" icon={<Icon name="info" />}>
          {t('imports.cancelled_explained')}
        </Alert>
        <UploadAgain run={run} />
      </Stack>
    )
  }
  if (run.state === 'undoing') {
    return (
      <Stack>
        <RunProgress run={run} />
        {isStale(run, new Date()) && <StoppedRun run={run} />}
      </Stack>
    )
  }
  return <Ended run={run} />
}

function Ended({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  const { failed, skipped, notReversed } = run.counts
  const isUndone = run.state === 'undone'
  const faulty = failed + skipped
  return (
    <Stack gap="lg">
      <Verdict run={run} />
      <Outcome run={run} />
      {!isUndone && faulty > 0 && (
        <Stack gap="xs">
          <Title order={3} size="h5">
            {t('imports.mend_title')}
          </Title>
          <Text size="sm" maw={640}>
            {t('imports.mend')}
          </Text>
          <Group gap="xs">
            <DownloadFaulty run={run} />
            <ScreenButton
              variant="default"
              to="/imports/new"
              search={{ operation: run.operation } as never}
              leftSection={<Icon name="upload" size={18} />}
            >
              {t('imports.mend_again')}
            </ScreenButton>
          </Group>
        </Stack>
      )}
      {faulty > 0 && <FaultKinds run={run} />}
      <FileRows
        // What is worth looking at differs once it is undone.
        key={run.state}
        run={run}
        first={notReversed > 0 ? 'not_reversed' : !isUndone && failed > 0 ? 'failed' : null}
        statuses={['applied', 'failed', 'invalid', 'reversed', 'not_reversed']}
      />
    </Stack>
  )
}

function Verdict({ run: { state, counts } }: { run: ImportRun }) {
  const t = usePlatformTexts()
  const format = useFormat()
  const { applied, failed, skipped, notReversed } = counts
  // Totals and what was left out on purpose are no rows that could have been recorded.
  const total = applied + failed + skipped
  if (state === 'undone') {
    return notReversed > 0 ? (
      <Alert color="red" icon={<Icon name="alert" />}>
        {t('imports.undone_some', { rows: format.number(notReversed) })}
      </Alert>
    ) : (
      <Alert color="gray" icon={<Icon name="back" />}>
        {t('imports.undone_all')}
      </Alert>
    )
  }
  if (applied === 0) {
    return (
      <Alert color="red" icon={<Icon name="alert" />}>
        {t('imports.done_none')}
      </Alert>
    )
  }
  return applied === total ? (
    <Alert color="padi" icon={<Icon name="check" />}>
      {t('imports.done_all', { count: applied, rows: format.number(applied) })}
    </Alert>
  ) : (
    <Alert color="yellow" icon={<Icon name="alert" />}>
      {t('imports.done_some', { applied: format.number(applied), total: format.number(total) })}
    </Alert>
  )
}
