import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect } from 'react'
import { useIsSeen } from '../live/use-is-seen.ts'

const LET_IN_MS = 10_000

/** Asks anew who I am and what I may do, after a change of what the shell shows of it. */
export function useRenewMe(): () => Promise<void> {
  const queries = useQueryClient()
  return useCallback(() => queries.invalidateQueries({ queryKey: ['me'] }), [queries])
}

/** Asks again and again while somebody looks at a refusal, so that what they asked for opens when it is granted. */
export function useWaitToBeLetIn(): void {
  const renewMe = useRenewMe()
  const isSeen = useIsSeen()
  useEffect(() => {
    if (!isSeen) return
    void renewMe()
    const timer = setInterval(() => void renewMe(), LET_IN_MS)
    return () => clearInterval(timer)
  }, [renewMe, isSeen])
}
