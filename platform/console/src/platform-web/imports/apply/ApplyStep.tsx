import { applyImport, type ImportRun } from '@lumbung/kernel/contract'
import { Checkbox, GuardedButton, Icon, ProblemNotice, Stack, Text, useCommand, useFormat } from '@lumbung/ui'
import { useState } from 'react'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { isStale } from '../import-steps.ts'
import { AlreadyImported } from '../mapping/AlreadyImported.tsx'
import { RunProgress } from '../RunProgress.tsx'
import { useCommandName } from '../use-importable.ts'
import { StoppedRun } from './StoppedRun.tsx'

/** The last step that can be left without a trace: what will be recorded, and in whose name. */
export function ApplyStep({ run }: { run: ImportRun }) {
  if (run.state === 'paused') return <StoppedRun run={run} />
  if (run.state === 'applying') {
    return (
      <Stack>
        <RunProgress run={run} />
        {isStale(run, new Date()) && <StoppedRun run={run} />}
      </Stack>
    )
  }
  return <Consequences run={run} />
}

function Consequences({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  const format = useFormat()
  const nameOf = useCommandName()
  const apply = useCommand(applyImport)
  const [isSkipping, setSkipping] = useState(false)
  const [isSure, setSure] = useState(false)
  const earlier = run.alreadyImported
  const wasRecorded = earlier?.state === 'applied'
  const { valid, invalid } = run.counts
  return (
    <Stack maw={640}>
      {earlier && <AlreadyImported earlier={earlier} />}
      <div>
        <Text fw={600}>
          {t('imports.apply_will', {
            count: valid,
            rows: format.number(valid),
            command: nameOf(run.operation),
          })}
        </Text>
        <Text size="sm" c="dimmed">
          {t(run.reversible ? 'imports.apply_reversible' : 'imports.apply_final')}
        </Text>
      </div>
      {invalid > 0 && (
        <Checkbox
          size="md"
          label={t('imports.apply_skip', { count: invalid, rows: format.number(invalid) })}
          description={t('imports.apply_skip_help')}
          checked={isSkipping}
          onChange={(event) => setSkipping(event.currentTarget.checked)}
        />
      )}
      {wasRecorded && (
        <Checkbox
          size="md"
          label={t('imports.again_sure')}
          checked={isSure}
          onChange={(event) => setSure(event.currentTarget.checked)}
        />
      )}
      {apply.problem && <ProblemNotice problem={apply.problem} />}
      <div>
        <GuardedButton
          operation={applyImport}
          loading={apply.isRunning}
          disabled={(invalid > 0 && !isSkipping) || (wasRecorded && !isSure)}
          leftSection={<Icon name="check" size={18} />}
          onClick={() => void apply.run({ id: run.id, skipInvalid: isSkipping })}
        >
          {t('imports.apply_now', { count: valid, rows: format.number(valid) })}
        </GuardedButton>
      </div>
    </Stack>
  )
}
