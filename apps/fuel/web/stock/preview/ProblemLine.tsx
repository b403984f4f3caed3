import type { ApiProblem } from '@lumbung/client'
import { useProblemSentence } from '@lumbung/ui'
import { useFuelTexts } from '../../texts/use-fuel-texts.ts'
import { Notice } from './Notice.tsx'

/** Why a preview could not be had. What the server refuses would be refused when saving too; the rest need not worry. */
export function ProblemLine({ problem }: { problem: ApiProblem }) {
  const t = useFuelTexts()
  const sentence = useProblemSentence(problem)
  const isRefusal = problem.status === 404 || problem.status === 422
  return isRefusal ? (
    <Notice tone="bad">{sentence}</Notice>
  ) : (
    <Notice tone="neutral">{t('preview.unknown')}</Notice>
  )
}
