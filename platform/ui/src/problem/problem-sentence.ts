import type { ApiProblem } from '@lumbung/client'
import { useUiTexts } from '../texts/texts.ts'
import { isOutOfReach } from './out-of-reach.ts'

/** Of the contract's `forbidden`, whose declaration would bring the whole of Zod to the door. */
export const FORBIDDEN = 'platform.forbidden'

/**
 * The server's own sentence; where no server of ours answered, one that says what to do, and that nothing is lost where
 * something was typed.
 */
export function useProblemSentence(problem: ApiProblem | null, isTyped = false): string {
  const t = useUiTexts()
  if (!problem) return ''
  if (isOutOfReach(problem)) return t(isTyped ? 'problem.unreachable' : 'problem.out_of_reach')
  if (problem.code === 'client.unexpected_answer') return t('problem.unexpected')
  if (problem.status === 429 && problem.retryAfterSeconds !== null)
    return t('problem.wait', { seconds: problem.retryAfterSeconds })
  // The explanation below says the rest, in words.
  if (problem.code === FORBIDDEN) return t('why.not_allowed')
  return problem.message
}
