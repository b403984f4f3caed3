import { ApiProblem, type CallOptions } from '@lumbung/client'
import type { CallerInputOf, CommandOperation, OutputOf } from '@lumbung/contract'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useClient } from './client.tsx'
import { renew } from './query-client.ts'

export interface Command<Op extends CommandOperation> {
  /** Answers the output, or null when it did not succeed: `problem` then says why. */
  run(input: CallerInputOf<Op>, options?: Pick<CallOptions, 'ifMatch'>): Promise<OutputOf<Op> | null>
  isRunning: boolean
  problem: ApiProblem | null
  forgetProblem(): void
}

/** Carries out any command; {@link useCommand} does it for a known one and keeps what came of it. Fails with `ApiProblem`. */
export type CarryOut = <Op extends CommandOperation>(
  operation: Op,
  input: CallerInputOf<Op>,
  options?: Pick<CallOptions, 'ifMatch'>,
) => Promise<OutputOf<Op>>

/**
 * Carries out commands, then reads anew what the console shows of their app. The same input sent again after a lost
 * answer carries the same idempotency key, so that pressing "save" twice does the work once.
 */
export function useCarryOut(): CarryOut {
  const client = useClient()
  const queries = useQueryClient()
  const intent = useRef<{ of: string; key: string } | null>(null)

  return async (operation, input, options = {}) => {
    const of = JSON.stringify([operation.id, input, options.ifMatch])
    if (intent.current?.of !== of) intent.current = { of, key: newKey() }
    try {
      const output = await client.call(operation, input, { ...options, idempotencyKey: intent.current.key })
      intent.current = null
      void renew(queries, operation.id.split('.', 1)[0] as string, deletedId(operation, input))
      void renew(queries, 'platform.menu')
      return output
    } catch (error) {
      // Only where nobody knows whether it was done is the key needed once more.
      if (error instanceof ApiProblem && error.status >= 400 && error.status < 500) intent.current = null
      throw error
    }
  }
}

/** Of the document that a command has deleted as a whole. */
function deletedId({ http }: Pick<CommandOperation, 'http'>, input: unknown): string | undefined {
  return /^DELETE .*\/\{id\}$/.test(http) ? (input as { id: string }).id : undefined
}

export function useCommand<Op extends CommandOperation>(operation: Op): Command<Op> {
  const carryOut = useCarryOut()
  const [state, setState] = useState<{ isRunning: boolean; problem: ApiProblem | null }>({
    isRunning: false,
    problem: null,
  })

  const run: Command<Op>['run'] = async (input, options) => {
    setState({ isRunning: true, problem: null })
    try {
      const output = await carryOut(operation, input, options)
      setState({ isRunning: false, problem: null })
      return output
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      setState({ isRunning: false, problem: error })
      return null
    }
  }
  return { run, ...state, forgetProblem: () => setState({ isRunning: false, problem: null }) }
}

/** An idempotency key: one per intent. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
