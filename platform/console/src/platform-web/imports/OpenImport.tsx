import { type ImportRun, readImport } from '@lumbung/kernel/contract'
import {
  Page,
  PageName,
  ProblemNotice,
  ScreenButton,
  Skeleton,
  Stack,
  useLiveOrEvery,
  useNamedPage,
  useParam,
  useRead,
  useStep,
  Wizard,
  type WizardStep,
} from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import { ApplyStep } from './apply/ApplyStep.tsx'
import { CancelImport } from './CancelImport.tsx'
import { FileStep } from './file/FileStep.tsx'
import { ImportStateBadge } from './ImportStateBadge.tsx'
import { canBeCancelled, type ImportStep, isDone, isReachable, stepOf, stepsOf } from './import-steps.ts'
import { MappingStep } from './mapping/MappingStep.tsx'
import { PreviewStep } from './preview/PreviewStep.tsx'
import { ReportStep } from './report/ReportStep.tsx'
import { UndoImport } from './report/UndoImport.tsx'
import { ValuesStep } from './values/ValuesStep.tsx'

/** An import wherever it stands: who left it, on whichever device, goes on from there. */
export function OpenImport() {
  const t = usePlatformTexts()
  const id = useParam('importId')
  const everySeconds = useLiveOrEvery(3)
  // Asked from time to time in every state: somebody else may go on with it, too.
  const run = useRead(readImport, { id }, { everySeconds })
  if (run.data) return <Steps run={run.data} />
  return (
    <Page title={t('imports.new')}>
      {run.error ? (
        <Stack align="flex-start">
          <PageName name={t('imports.new')} />
          <ProblemNotice
            problem={run.error}
            onRetry={run.error.status === 404 ? undefined : () => void run.refetch()}
          />
          <ScreenButton to="/imports" variant="default">
            {t('imports.all')}
          </ScreenButton>
        </Stack>
      ) : (
        <Stack>
          <Skeleton height={44} width={320} />
          <Skeleton height={240} />
        </Stack>
      )}
    </Page>
  )
}

function Steps({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  useNamedPage(run.file.name)
  const steps = stepsOf(run).map((id) => ({
    id,
    title: t(`imports.step.${id}`),
    isReachable: isReachable(run, id),
    isDone: isDone(run, id),
  }))
  const [current, openStep] = useStep(steps, stepOf(run))
  const open = (step: ImportStep) => openStep(step)
  const contents: Record<ImportStep, () => WizardStep['content']> = {
    file: () => <FileStep run={run} onNext={() => open(stepOf(run))} onReread={() => open('mapping')} />,
    mapping: () => (
      <MappingStep
        key={JSON.stringify(run.reading)}
        run={run}
        onMapped={() => open('preview')}
        onOpen={open}
      />
    ),
    values: () => (
      <ValuesStep
        key={JSON.stringify(run.unknownValues)}
        run={run}
        onMapped={() => open('preview')}
        onOpen={open}
      />
    ),
    preview: () => <PreviewStep run={run} onOpen={open} />,
    apply: () => <ApplyStep run={run} />,
    report: () => <ReportStep run={run} />,
  }
  return (
    <Wizard
      title={t('imports.wizard_title', { file: run.file.name })}
      summary={<ImportStateBadge state={run.state} />}
      actions={<WayBack run={run} />}
      steps={steps.map((step) => ({ ...step, content: step.id === current ? contents[step.id]() : null }))}
      current={current}
      onOpen={openStep}
    />
  )
}

/** The way back that there is: closing it while nothing is recorded, undoing it when all is. */
function WayBack({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  if (canBeCancelled(run)) return <CancelImport run={run} />
  const hasEnded = run.state === 'applied' || run.state === 'undone'
  if (!hasEnded || !run.reversible || run.counts.applied === run.counts.reversed) return null
  return <UndoImport run={run} label={t(run.state === 'undone' ? 'imports.undo_again' : 'imports.undo')} />
}
