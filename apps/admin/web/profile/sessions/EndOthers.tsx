import { ApiProblem } from '@lumbung/client'
import { Button, Group, Modal, notifyDone, ProblemNotice, Stack, Text, useCarryOut } from '@lumbung/ui'
import { useState } from 'react'
import { endSession } from '../../../contract/index.ts'
import { useAdminTexts } from '../../texts/use-admin-texts.ts'

/** Ends every session but this one, one after the other; what an error left over is ended at the next try. */
export function EndOthers({ sessions }: { sessions: readonly { id: string }[] }) {
  const t = useAdminTexts()
  const carryOut = useCarryOut()
  const [isAsking, setAsking] = useState(false)
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const endAll = async () => {
    setRunning(true)
    setProblem(null)
    try {
      for (const { id } of sessions) await carryOut(endSession, { id }).catch(unlessOver)
      notifyDone(t('sessions.others_ended'))
      setAsking(false)
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
    } finally {
      setRunning(false)
    }
  }
  return (
    <>
      <Button variant="default" size="compact-sm" onClick={() => setAsking(true)}>
        {t('sessions.end_others')}
      </Button>
      <Modal
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t('sessions.end_others_title', { count: sessions.length })}
        centered
      >
        <Stack gap="md">
          {problem && <ProblemNotice problem={problem} />}
          <Text size="sm">{t('sessions.end_others_sentence')}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('sessions.keep')}
            </Button>
            <Button color="red" loading={isRunning} onClick={() => void endAll()} data-autofocus>
              {t('sessions.end_others')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}

/** One that ended by itself meanwhile is no failure. */
function unlessOver(error: unknown): void {
  if (!(error instanceof ApiProblem && error.status === 404)) throw error
}
