import type { ApiProblem } from '@lumbung/client'
import type { CallerInputOf, OutputOf, QueryOperation } from '@lumbung/contract'
import { useDebouncedValue, useRead, useSession } from '@lumbung/ui'

/** A pause in typing; the figures are there before the eye has left the keys. */
const SETTLE_MS = 200

export interface Previewed<Op extends QueryOperation> {
  /** Of what is typed now; while that is being asked, of what was typed before. */
  preview: OutputOf<Op> | undefined
  /** What is shown is not yet about what is typed. */
  isBehind: boolean
  problem: ApiProblem | null
}

/** What the server says to a plan, a moment after the last keystroke. `null`: there is nothing to try yet. */
export function usePreview<Op extends QueryOperation>(
  operation: Op,
  planned: CallerInputOf<Op> | null,
): Previewed<Op> {
  const { can } = useSession()
  const text = planned === null ? null : JSON.stringify(planned)
  const [settled] = useDebouncedValue(text, SETTLE_MS)
  const isAsked = settled !== null && text !== null && can(operation.permission)
  const { data, error, isFetching } = useRead(operation, JSON.parse(settled ?? '{}') as CallerInputOf<Op>, {
    enabled: isAsked,
    keepsPrevious: true,
  })
  return {
    preview: text === null ? undefined : data,
    isBehind: isAsked && (isFetching || settled !== text),
    problem: text === null ? null : error,
  }
}
