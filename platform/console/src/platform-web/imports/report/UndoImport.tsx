import { type ImportRun, undoImport } from '@lumbung/kernel/contract'
import {
  Button,
  Group,
  GuardedButton,
  Icon,
  Modal,
  ProblemNotice,
  Stack,
  Text,
  TextInput,
  useCommand,
  useFormat,
} from '@lumbung/ui'
import { type FormEvent, useState } from 'react'
import { usePlatformTexts } from '../../texts/use-platform-texts.ts'

/** As long as the contract lets a reason be. */
const LONGEST_REASON = 200

/** Takes back what an import recorded. It asks first, and for a reason: each reversal keeps it. */
export function UndoImport({ run, label }: { run: ImportRun; label: string }) {
  const t = usePlatformTexts()
  const format = useFormat()
  const undo = useCommand(undoImport)
  const [isAsked, setAsked] = useState(false)
  const [reason, setReason] = useState('')
  const [isMissing, setMissing] = useState(false)
  const rows = run.counts.applied - run.counts.reversed
  const words = { count: rows, rows: format.number(rows) }
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const given = reason.trim()
    setMissing(given === '')
    if (given !== '' && (await undo.run({ id: run.id, reason: given }))) setAsked(false)
  }
  return (
    <>
      <GuardedButton
        operation={undoImport}
        variant="default"
        leftSection={<Icon name="back" size={18} />}
        onClick={() => setAsked(true)}
      >
        {label}
      </GuardedButton>
      <Modal opened={isAsked} onClose={() => setAsked(false)} title={t('imports.undo_title')} centered>
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Stack>
            <Text size="sm">{t('imports.undo_explained', words)}</Text>
            <TextInput
              label={t('imports.undo_reason')}
              description={t('imports.undo_reason_help')}
              value={reason}
              maxLength={LONGEST_REASON}
              error={isMissing ? t('imports.undo_reason_missing') : undefined}
              onChange={(event) => setReason(event.currentTarget.value)}
              data-autofocus
              required
            />
            {undo.problem && <ProblemNotice problem={undo.problem} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={() => setAsked(false)}>
                {t('imports.cancel_keep')}
              </Button>
              <Button type="submit" color="red" loading={undo.isRunning}>
                {t('imports.undo_now', words)}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
