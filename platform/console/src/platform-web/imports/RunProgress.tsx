import { type ImportRun, readImport } from '@lumbung/kernel/contract'
import { Alert, Icon, ProgressPanel, Stack, useConnection } from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'

type Counted = keyof Pick<
  ImportRun['counts'],
  'valid' | 'invalid' | 'applied' | 'failed' | 'reversed' | 'notReversed'
>

/** What is being done in each state, and which figures grow meanwhile. */
const PHASES = {
  validating: { title: 'imports.checking', counts: ['valid', 'invalid'] },
  applying: { title: 'imports.applying', counts: ['applied', 'failed'] },
  undoing: { title: 'imports.undoing', counts: ['reversed', 'notReversed'] },
} as const satisfies Record<string, { title: string; counts: readonly Counted[] }>

const LABELS = {
  valid: 'imports.count_valid',
  invalid: 'imports.count_invalid',
  applied: 'imports.count_applied',
  failed: 'imports.count_failed',
  reversed: 'imports.count_reversed',
  notReversed: 'imports.count_not_reversed',
} as const

const BAD: ReadonlySet<Counted> = new Set(['invalid', 'failed', 'notReversed'])

/** A run that the server is moving: how far it is, and what stands in its way. */
export function RunProgress({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  const connection = useConnection()
  if (!(run.state in PHASES)) throw new Error(`${readImport.id}: ${run.state} is not under way`)
  const { title, counts } = PHASES[run.state as keyof typeof PHASES]
  return (
    <Stack maw={640}>
      <ProgressPanel
        title={t(title)}
        progress={run.progress}
        counts={counts.map((name) => ({
          label: t(LABELS[name]),
          value: run.counts[name],
          tone: BAD.has(name) ? 'bad' : 'good',
        }))}
        note={t(connection === 'offline' ? 'imports.offline_note' : 'imports.may_leave')}
      />
      {run.problem && (
        <Alert color="yellow" icon={<Icon name="alert" />}>
          {t('imports.trouble', { reason: run.problem.message })}
        </Alert>
      )}
    </Stack>
  )
}
