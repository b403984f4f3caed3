import { ApiProblem } from '@lumbung/client'
import type { CallerInputOf, Operation } from '@lumbung/contract'
import { useState } from 'react'
import { useClient } from './client.tsx'
import { saveResponse } from './save-file.ts'

export interface Download<Op extends Operation> {
  /** Puts the file among the person's downloads. */
  run(input: CallerInputOf<Op>): Promise<void>
  isRunning: boolean
  problem: ApiProblem | null
  forgetProblem(): void
}

/** For operations with `answer: 'file'`. A link would do, but for saving a refusal as if it were the file. */
export function useDownload<Op extends Operation>(operation: Op): Download<Op> {
  const client = useClient()
  const [state, setState] = useState<Pick<Download<Op>, 'isRunning' | 'problem'>>({
    isRunning: false,
    problem: null,
  })
  const run = async (input: CallerInputOf<Op>) => {
    setState({ isRunning: true, problem: null })
    try {
      await saveResponse(await client.download(operation, input))
      setState({ isRunning: false, problem: null })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setState({ isRunning: false, problem: error })
    }
  }
  return { run, ...state, forgetProblem: () => setState({ isRunning: false, problem: null }) }
}
