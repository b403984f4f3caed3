import { ApiProblem } from '@lumbung/client'
import type { CallerInputOf, CommandOperation } from '@lumbung/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { renew } from '../data/query-client.ts'
import { useCarryOut } from '../data/use-command.ts'
import { notifyDone } from '../page/notify.ts'
import { useUiTexts } from '../texts/texts.ts'
import type { DocumentAction } from './document-types.ts'

/** The document is no longer what the person was looking at. */
const OVERTAKEN = new Set([404, 409, 412])

export interface ActionRun {
  isRunning: boolean
  problem: ApiProblem | null
  /** After a 412: somebody else's change is being read, and the same action may then be meant for it. */
  isOvertaken: boolean
  /** True when it was done. */
  run(action: DocumentAction, reason?: string): Promise<boolean>
  forget(): void
}

/** Carries out an action and says that it is done, or keeps why it is not. */
export function useActionRun(): ActionRun {
  const t = useUiTexts()
  const carryOut = useCarryOut()
  const queries = useQueryClient()
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<ApiProblem | null>(null)

  const run: ActionRun['run'] = async (action, reason) => {
    const { operation, input, version, confirm } = action
    const reasonField = confirm?.reasonFor
    const whole = reasonField !== undefined && reason ? { ...input, [reasonField]: reason } : input
    setRunning(true)
    setProblem(null)
    try {
      const output = await carryOut(
        operation,
        whole as CallerInputOf<CommandOperation>,
        version === undefined ? {} : { ifMatch: version },
      )
      notifyDone(t('document.done', { action: action.label }))
      action.onDone?.(output)
      return true
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setProblem(error)
      if (OVERTAKEN.has(error.status)) void renew(queries, operation.id.split('.', 1)[0] as string)
      return false
    } finally {
      setRunning(false)
    }
  }
  return { isRunning, problem, isOvertaken: problem?.status === 412, run, forget: () => setProblem(null) }
}
