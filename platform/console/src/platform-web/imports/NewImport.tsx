import { useOpen, useUrlState, Wizard } from '@lumbung/ui'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'
import { NewFileStep } from './file/NewFileStep.tsx'
import { IMPORT_STEPS } from './import-steps.ts'

/** The first step: there is no run yet, so the others cannot be opened. */
export function NewImport() {
  const t = usePlatformTexts()
  const open = useOpen()
  const [address, change] = useUrlState()
  const first = (
    <NewFileStep
      operation={address.operation ?? null}
      onChoose={(operation) => change({ operation })}
      onUploaded={({ id }) => open(`/imports/${id}`, { replace: true })}
    />
  )
  return (
    <Wizard
      title={t('imports.new')}
      steps={IMPORT_STEPS.filter((id) => id !== 'values').map((id) => ({
        id,
        title: t(`imports.step.${id}`),
        isReachable: id === 'file',
        content: id === 'file' ? first : null,
      }))}
      current="file"
      onOpen={() => {}}
    />
  )
}
