import { applyImport, type ImportRun } from '@lumbung/kernel/contract'
import {
  Alert,
  Group,
  GuardedButton,
  Icon,
  ProblemNotice,
  Stack,
  Text,
  useCommand,
  useFormat,
} from '@lumbung/ui'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { wasBeingUndone } from '../import-steps.ts'
import { UndoImport } from '../report/UndoImport.tsx'

/** A run that no longer moves: why, and the two ways out of it. */
export function StoppedRun({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  const format = useFormat()
  const apply = useCommand(applyImport)
  const { applied, failed, reversed, valid } = run.counts
  const isUndoing = run.state === 'undoing' || wasBeingUndone(run)
  return (
    <Stack maw={640}>
      <Alert color="yellow" role="alert" icon={<Icon name="hand-stop" />} title={t('imports.paused_title')}>
        <Text size="sm">
          {run.state === 'paused'
            ? run.problem?.message
            : t('imports.stale', { ago: format.ago(run.updatedAt) })}
        </Text>
        <Text size="sm">
          {t('imports.paused_rest', {
            done: format.number(applied + failed - reversed),
            total: format.number(valid),
          })}
        </Text>
      </Alert>
      {apply.problem && <ProblemNotice problem={apply.problem} />}
      <Group gap="xs">
        {!isUndoing && (
          <GuardedButton
            operation={applyImport}
            loading={apply.isRunning}
            onClick={() => void apply.run({ id: run.id, skipInvalid: true })}
          >
            {t('imports.resume')}
          </GuardedButton>
        )}
        {run.reversible && applied - reversed > 0 && (
          <UndoImport run={run} label={t(isUndoing ? 'imports.undo_resume' : 'imports.undo')} />
        )}
      </Group>
    </Stack>
  )
}
