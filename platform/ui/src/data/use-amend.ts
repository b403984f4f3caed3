import type { OutputOf, QueryOperation } from '@lumbung/contract'
import { useQueryClient } from '@tanstack/react-query'
import { amendAnswer } from './amend-answer.ts'

export type Amend = <Op extends QueryOperation>(
  operation: Op,
  change: (output: OutputOf<Op>) => OutputOf<Op>,
) => void

/** Nothing that was amended counts as fresh: it is read anew where it is shown next. */
const LONG_AGO = 1

/**
 * Changes what is remembered of an operation's answers, whatever their input, so that a screen that is opened next shows at
 * once what a command has just answered.
 */
export function useAmend(): Amend {
  const queries = useQueryClient()
  return (operation, change) => {
    queries.setQueriesData({ queryKey: [operation.id] }, (data: unknown) => amendAnswer(data, change), {
      updatedAt: LONG_AGO,
    })
  }
}
