import { Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useUiTexts } from '../texts/texts.ts'
import { ActionProblem } from './ActionProblem.tsx'
import type { DocumentAction } from './document-types.ts'
import { useActionRun } from './use-action-run.ts'

const LONGEST_REASON = 500

/**
 * Asks before an action is carried out, with the reason where the operation takes one, and carries it out. What goes
 * wrong is said in the same place.
 */
export function AskAction({ action, onClose }: { action: DocumentAction | null; onClose(): void }) {
  return (
    <Modal
      opened={action !== null}
      onClose={onClose}
      title={action?.confirm?.title ?? action?.label}
      centered
    >
      {action && <Question key={action.label} action={action} onClose={onClose} />}
    </Modal>
  )
}

function Question({ action, onClose }: { action: DocumentAction; onClose(): void }) {
  const t = useUiTexts()
  const run = useActionRun()
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const { sentence, reasonFor } = action.confirm ?? {}
  const isNeeded =
    reasonFor !== undefined && !action.operation.input.shape[reasonFor]?.safeParse(undefined).success
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isNeeded && reason.trim() === '') setMissing(true)
    else if (await run.run(action, reason.trim())) onClose()
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <ActionProblem run={run} />
        <Text size="sm" component="div">
          {sentence}
        </Text>
        {reasonFor !== undefined && (
          <Textarea
            label={isNeeded ? t('document.reason') : `${t('document.reason')} (${t('form.optional')})`}
            name={reasonFor}
            required={isNeeded}
            error={isMissing && reason.trim() === '' ? t('document.reason_needed') : undefined}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={LONGEST_REASON}
            autosize
            minRows={2}
            maxRows={6}
            dir="auto"
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('action.close')}
          </Button>
          <Button
            type="submit"
            loading={run.isRunning}
            {...(action.tone === 'danger' ? { color: 'red' } : {})}
            data-autofocus={reasonFor === undefined || undefined}
          >
            {action.label}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
