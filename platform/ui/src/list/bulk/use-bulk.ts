import { ApiProblem } from '@lumbung/client'
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useClient } from '../../data/client.tsx'
import { renew } from '../../data/query-client.ts'
import { newKey } from '../../data/use-command.ts'
import type { BulkAction } from '../list-types.ts'
import type { Choosing } from '../rows/use-choosing.ts'
import { runEach } from './run-each.ts'

/** How far a bulk action is, or how it ended. */
export interface BulkRun {
  action: BulkAction<unknown>
  total: number
  done: number
  failures: readonly { key: string; row: unknown; problem: ApiProblem }[]
  state: 'running' | 'stopping' | 'ended'
}

export interface Bulk {
  run: BulkRun | null
  begin(action: BulkAction<unknown>): Promise<void>
  /** What has begun is finished; the rest stays selected. */
  stop(): void
  forget(): void
}

/**
 * Carries a command out for each selected row, and carries on where one fails. A row whose answer was lost gets the same
 * idempotency key when it is tried again, so that nothing is done twice.
 */
export function useBulk(choosing: Choosing<unknown> | null, keyOf: (row: unknown) => string): Bulk {
  const client = useClient()
  const queries = useQueryClient()
  const [run, setRun] = useState<BulkRun | null>(null)
  const isStopped = useRef(false)
  const lost = useRef(new Map<string, string>())
  const change = (changes: (run: BulkRun) => Partial<BulkRun>) =>
    setRun((now) => (now ? { ...now, ...changes(now) } : now))

  const begin: Bulk['begin'] = async (action) => {
    const rows = choosing?.rows ?? []
    isStopped.current = false
    setRun({ action, total: rows.length, done: 0, failures: [], state: 'running' })
    const work = async (row: unknown) => {
      const key = keyOf(row)
      const input = action.inputOf(row)
      const intent = JSON.stringify([action.operation.id, input])
      const idempotencyKey = lost.current.get(intent) ?? newKey()
      try {
        const version = action.versionOf?.(row)
        await client.call(action.operation, input, {
          idempotencyKey,
          ...(version === undefined ? {} : { ifMatch: version }),
        })
        lost.current.delete(intent)
        choosing?.letGo(new Set([key]))
        change(({ done }) => ({ done: done + 1 }))
      } catch (problem) {
        if (!(problem instanceof ApiProblem)) throw problem
        // Only where nobody knows whether it was done is the key needed once more.
        if (problem.status >= 400 && problem.status < 500) lost.current.delete(intent)
        else lost.current.set(intent, idempotencyKey)
        change(({ failures }) => ({ failures: [...failures, { key, row, problem }] }))
      }
    }
    try {
      await runEach(rows, work, () => isStopped.current)
    } finally {
      change(() => ({ state: 'ended' }))
    }
    void renew(queries, action.operation.id.split('.', 1)[0] as string)
    void renew(queries, 'platform.menu')
  }
  return {
    run,
    begin,
    stop: () => {
      isStopped.current = true
      change(() => ({ state: 'stopping' }))
    },
    forget: () => setRun(null),
  }
}
