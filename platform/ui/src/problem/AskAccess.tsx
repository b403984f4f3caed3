import { ApiProblem } from '@lumbung/client'
import { Button, Group, Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useClient } from '../data/client.tsx'
import { useCatalogue } from '../data/use-catalogue.ts'
import { Icon } from '../icons.tsx'
import { useSession } from '../session/session.tsx'
import { useUiTexts } from '../texts/texts.ts'
import { useProblemSentence } from './problem-sentence.ts'
import { type Refusal, reachAskedFor } from './refusal.ts'

const LONGEST_REASON = 500

/** Asks who may grant it for the smallest grant that would do, with a reason. */
export function AskAccess({ refusal }: { refusal: Refusal }) {
  const t = useUiTexts()
  const client = useClient()
  const { identity, me } = useSession()
  const catalogue = useCatalogue()
  const [step, setStep] = useState<'offered' | 'asking' | 'sending' | 'sent'>('offered')
  const [reason, setReason] = useState('')
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const sentence = useProblemSentence(problem)
  const send = async () => {
    setStep('sending')
    try {
      const scope = reachAskedFor(refusal, me, catalogue.data ?? [])
      await identity.requestAccess(client, { permission: refusal.permission, scope, reason: reason.trim() })
      setStep('sent')
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
      setStep('asking')
    }
  }
  if (step === 'sent') {
    return (
      <Group gap={6} wrap="nowrap" role="status">
        <Icon name="check" size={18} />
        <Text size="sm">{t('why.asked')}</Text>
      </Group>
    )
  }
  if (step === 'offered') {
    return (
      <div>
        <Button
          size="sm"
          variant="light"
          leftSection={<Icon name="hand-stop" size={18} />}
          onClick={() => setStep('asking')}
        >
          {t('why.ask')}
        </Button>
      </div>
    )
  }
  return (
    <Stack gap="xs">
      <Textarea
        label={t('why.reason')}
        description={t('why.reason_help')}
        error={sentence || undefined}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={LONGEST_REASON}
        autosize
        minRows={2}
        maxRows={6}
        dir="auto"
        autoFocus
      />
      <Group gap="xs">
        <Button size="sm" variant="default" onClick={() => setStep('offered')}>
          {t('action.close')}
        </Button>
        <Button size="sm" loading={step === 'sending'} onClick={() => void send()}>
          {t('why.send')}
        </Button>
      </Group>
    </Stack>
  )
}
