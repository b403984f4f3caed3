import type { ApiProblem } from '@lumbung/client'
import { Alert, Button, Code, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { lazy, Suspense } from 'react'
import { Icon } from '../icons.tsx'
import { useUiTexts } from '../texts/texts.ts'
import { FORBIDDEN, useProblemSentence } from './problem-sentence.ts'
import { useWait } from './use-wait.ts'

/** What a refusal needs is much, and most problems are none. */
const WhyNot = lazy(async () => ({ default: (await import('./WhyNot.tsx')).WhyNot }))

/** What went wrong, why, and what to do; the code and trace id for who is asked, folded away. */
export function ProblemNotice({
  problem,
  isTyped = false,
  onRetry,
}: {
  problem: ApiProblem
  /** What the person typed stands on the page and is kept. */
  isTyped?: boolean
  onRetry?: (() => void) | undefined
}) {
  const t = useUiTexts()
  const sentence = useProblemSentence(problem, isTyped)
  const [isOpen, { toggle }] = useDisclosure(false)
  const seconds = useWait(problem)
  const isWaiting = problem.status === 429 && problem.retryAfterSeconds !== null
  return (
    <Alert
      color="red"
      icon={<Icon name={problem.status === 0 ? 'offline' : 'alert'} />}
      role="alert"
      variant="light"
    >
      <Stack gap="xs" align="stretch">
        {isWaiting ? (
          // Read out once, not every second.
          <Text size="sm" aria-live="off">
            {seconds > 0 ? t('problem.wait', { seconds }) : t('problem.wait_over')}
          </Text>
        ) : (
          <Text size="sm">{sentence}</Text>
        )}
        {problem.code === FORBIDDEN && (
          <Suspense>
            <WhyNot problem={problem} />
          </Suspense>
        )}
        <Group gap="xs">
          {onRetry && (
            <Button
              size="compact-sm"
              variant="light"
              color="red"
              disabled={seconds > 0}
              leftSection={<Icon name="polling" size={16} />}
              onClick={onRetry}
            >
              {t('problem.retry')}
            </Button>
          )}
          <Button size="compact-sm" variant="subtle" color="gray" onClick={toggle} aria-expanded={isOpen}>
            {t('problem.detail')}
          </Button>
        </Group>
        {isOpen && (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {t('problem.code')} <Code>{problem.code}</Code>
            {problem.traceId && (
              <>
                {' · '}
                {t('problem.trace')} <Code>{problem.traceId}</Code>
              </>
            )}
          </Text>
        )}
      </Stack>
    </Alert>
  )
}
