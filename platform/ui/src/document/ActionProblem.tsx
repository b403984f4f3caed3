import { Alert } from '@mantine/core'
import { Icon } from '../icons.tsx'
import { ProblemNotice } from '../problem/ProblemNotice.tsx'
import { useUiTexts } from '../texts/texts.ts'
import type { ActionRun } from './use-action-run.ts'

/** Why an action was not done; where somebody else was faster, that the newer content is shown by now. */
export function ActionProblem({ run: { problem, isOvertaken } }: { run: ActionRun }) {
  const t = useUiTexts()
  if (!problem) return null
  if (!isOvertaken) return <ProblemNotice problem={problem} />
  return (
    <Alert color="orange" icon={<Icon name="alert" />} role="alert">
      {t('document.stale')}
    </Alert>
  )
}
