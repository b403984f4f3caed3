import { cancelImport, type ImportRun } from '@lumbung/kernel/contract'
import { Button, Group, GuardedButton, Modal, ProblemNotice, Stack, Text, useCommand } from '@lumbung/ui'
import { useState } from 'react'
import { usePlatformTexts } from '../texts/use-platform-texts.ts'

/** Gives an import up before it has recorded anything; asks first, since the checked rows are lost. */
export function CancelImport({ run }: { run: ImportRun }) {
  const t = usePlatformTexts()
  const [isAsked, setAsked] = useState(false)
  const cancel = useCommand(cancelImport)
  const giveUp = async () => {
    if (await cancel.run({ id: run.id })) setAsked(false)
  }
  return (
    <>
      <GuardedButton operation={cancelImport} variant="default" onClick={() => setAsked(true)}>
        {t('imports.cancel')}
      </GuardedButton>
      <Modal opened={isAsked} onClose={() => setAsked(false)} title={t('imports.cancel')} centered>
        <Stack>
          <Text size="sm">{t('imports.cancel_sure')}</Text>
          {cancel.problem && <ProblemNotice problem={cancel.problem} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={() => setAsked(false)}>
              {t('imports.cancel_keep')}
            </Button>
            <Button color="red" loading={cancel.isRunning} onClick={() => void giveUp()}>
              {t('imports.cancel')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}
