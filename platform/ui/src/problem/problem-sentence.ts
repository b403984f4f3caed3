import type { ApiProblem } from '@lumbung/client'
import { useUiTexts } from '../texts/texts.ts'

/** Of the contract's `forbidden`, whose declaration would bring the whole of Zod to the door. */
export const FORBIDDEN = 'platform.forbidden'

/** The server's own sentence; where no server of ours answered, one that says what to do. */
export function useProblemSentence(problem: ApiProblem | null): string {
  const t = useUiTexts()
  if (!problem) return ''
  if (problem.code === 'client.unreachable') return t('problem.unreachable')
  if (problem.code === 'client.unexpected_answer') return t('problem.unexpected')
  if (problem.status === 429 && problem.retryAfterSeconds !== null)
    return t('problem.wait', { seconds: problem.retryAfterSeconds })
  // The explanation below says the rest, in words.
  if (problem.code === FORBIDDEN) return t('why.not_allowed')
  return problem.message
}
