import { applyImport, type ImportRun, importAlreadyApplied } from '@lumbung/kernel/contract'
import {
  Checkbox,
  GuardedButton,
  Icon,
  ProblemNotice,
  Radio,
  Stack,
  Text,
  useCommand,
  useFormat,
} from '@lumbung/ui'
import { useState } from 'react'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'
import { isStale } from '../import-steps.ts'
import { AlreadyImported } from '../mapping/AlreadyImported.tsx'
import { WhatComesIn } from '../preview/WhatComesIn.tsx'
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
  const [again, setAgain] = useState<'all' | 'rest' | null>(null)
  const earlier = run.alreadyImported
  // The server asks, too: somebody may have applied the same file since this page was read.
  const wasRecorded =
    apply.problem?.code === importAlreadyApplied.code ||
    (earlier !== null && (earlier.appliedRows > 0 || earlier.state === 'applying'))
  const { valid, invalid } = run.counts
  return (
    <Stack maw={640}>
      {earlier && <AlreadyImported earlier={earlier} />}
      <div>
        <Text fw={600}>
          {again === 'rest'
            ? t('imports.apply_will_rest', { command: nameOf(run.operation) })
            : t('imports.apply_will', {
                count: valid,
                rows: format.number(valid),
                command: nameOf(run.operation),
              })}
        </Text>
        <Text size="sm" c="dimmed">
          {t(run.reversible ? 'imports.apply_reversible' : 'imports.apply_final')}
        </Text>
      </div>
      <WhatComesIn run={run} />
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
        <Radio.Group
          label={t('imports.again_ask')}
          value={again}
          onChange={(chosen) => setAgain(chosen === 'all' ? 'all' : 'rest')}
        >
          <Stack gap="xs" mt="xs">
            <Radio
              size="md"
              value="rest"
              label={t('imports.again_rest')}
              description={t('imports.again_rest_help')}
            />
            <Radio
              size="md"
              value="all"
              label={t('imports.again_all')}
              description={t('imports.again_all_help')}
            />
          </Stack>
        </Radio.Group>
      )}
      {apply.problem && <ProblemNotice problem={apply.problem} />}
      <div>
        <GuardedButton
          operation={applyImport}
          loading={apply.isRunning}
          disabled={(invalid > 0 && !isSkipping) || (wasRecorded && again === null)}
          leftSection={<Icon name="check" size={18} />}
          onClick={() =>
            void apply.run({ id: run.id, skipInvalid: isSkipping, ...(again === null ? {} : { again }) })
          }
        >
          {again === 'rest'
            ? t('imports.apply_rest')
            : t('imports.apply_now', { count: valid, rows: format.number(valid) })}
        </GuardedButton>
      </div>
    </Stack>
  )
}
