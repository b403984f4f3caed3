import type { ApiProblem } from '@lumbung/client'
import { Alert, Icon, Text, useProblemSentence } from '@lumbung/ui'

/** Why nobody was let in, and what to do. The notice of the screens knows more, and is not loaded yet. */
export function DoorProblem({ problem, hint }: { problem: ApiProblem; hint?: string | undefined }) {
  const sentence = useProblemSentence(problem)
  return (
    <Alert
      color="red"
      variant="light"
      role="alert"
      icon={<Icon name={problem.status === 0 ? 'offline' : 'alert'} />}
    >
      <Text size="sm">{sentence}</Text>
      {hint && (
        <Text size="sm" mt={6}>
          {hint}
        </Text>
      )}
    </Alert>
  )
}
